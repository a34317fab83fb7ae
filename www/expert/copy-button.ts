/** A button that copies, and says whether it could: on itself for the eye, and aloud. */

import type { Said } from "../dom.js";
import { button, setText } from "../dom.js";
import { tell } from "../live.js";

/** How long the button says that it has copied. */
const SHOWN_MS = 4_000;

export interface CopyWords {
  readonly label: Said;
  readonly copied: Said;
  readonly notCopied: Said;
}

export function copyButton(textOf: () => string, { label, copied, notCopied }: CopyWords): HTMLButtonElement {
  let reset: number | undefined;
  const say = (said: Said): void => {
    setText(copy, said);
    tell(said);
    clearTimeout(reset);
    reset = window.setTimeout(() => setText(copy, label), SHOWN_MS);
  };
  const copy = button(
    label,
    () =>
      void navigator.clipboard.writeText(textOf()).then(
        () => say(copied),
        () => say(notCopied),
      ),
  );
  return copy;
}
