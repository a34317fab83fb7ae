/** Searches what was thrown for texts that it must not show. */

import { tryOr } from "./try-or.js";

/** More levels of causes than errors have. */
const MAX_CAUSES = 8;

/** Whether a text of the thrown value, or of its causes, is found. A value that cannot be searched counts as found. */
export function mentions(thrown: unknown, isFound: (text: string) => boolean): boolean {
  const search = (): boolean => {
    let error: any = thrown;
    for (let level = 0; level < MAX_CAUSES && error != null; level++) {
      const texts: unknown[] = [String(error), error.message, error.stack, ...Object.values(Object(error))];
      if (texts.some((text) => typeof text === "string" && isFound(text))) return true;
      error = error.cause;
    }
    return false;
  };
  return tryOr(search, true);
}
