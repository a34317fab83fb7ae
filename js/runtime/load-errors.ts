/** Why the module could not be loaded, in words that name the cause. */

import { RemoteAssistanceError } from "../errors.js";
import { notSent } from "./failures.js";

/**
 * Runs one step of loading. If it fails, the error has this message: the text of a native error differs between engines
 * and may quote anything.
 */
export async function wrapLoadError<T>(step: () => T | Promise<T>, message: string): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof RemoteAssistanceError ? error : notSent("internal", message);
  }
}

/** The message for a module that was not built with this JavaScript. */
export function unusableModule(problem: string): string {
  return `The module ${problem}. Serve the files of this version unchanged.`;
}

/** The message for an interface that the environment lacks. */
export function missingInterfaceMessage(name: string): string {
  return `This environment has no ${name}. Use a browser that has it, or define it before the call.`;
}

/** Rejects if one of these global interfaces, written as `WebAssembly.compile`, is missing. */
export async function requireInterfaces(...names: string[]): Promise<void> {
  for (const name of names) {
    const find = () => name.split(".").reduce((object, part) => object[part], globalThis as any);
    await wrapLoadError(() => {
      if (find() === undefined || find() === null) throw undefined;
    }, missingInterfaceMessage(name));
  }
}
