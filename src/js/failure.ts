/** From the fields of a failure to the error, and the few failures that the face itself finds. */

import { RemoteAssistanceError } from "./error.js";
import { FAILURE } from "./generated/fields.js";
import type { ErrorCode } from "./generated/types.js";
import type { CarefulSignal } from "./signal.js";

/**
 * The error for a failure that the module reports, as the list of its fields; what is not listed is null.
 *
 * @param thrown what the token function threw
 * @param signal the caller's
 */
export function failureOf(
  values: unknown[],
  thrown?: { cause: unknown },
  signal?: CarefulSignal,
): RemoteAssistanceError {
  const { message, ...fields } = named(FAILURE, values);
  const cause =
    fields.code === "aborted"
      ? signal && { cause: signal.reason }
      : fields.code === "tokenProviderFailed"
        ? thrown
        : undefined;
  return new RemoteAssistanceError(message as string, fields, cause);
}

/** A list of values as an object with these names. */
export function named(names: readonly string[], values: unknown[]): any {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
}

/** A failure from before the module was entered: nothing can have been sent. */
export function notSent(code: ErrorCode, message: string, signal?: CarefulSignal): RemoteAssistanceError {
  return failureOf([0, null, null, code, "notSent", `${message} Nothing was sent.`], undefined, signal);
}

/** An argument that the face judges itself breaks a rule. */
export function invalid(code: ErrorCode, field: string, problem: string): RemoteAssistanceError {
  return Object.assign(notSent(code, `${field} ${problem}.`), { field });
}

/** A failure of the module itself, after so many `fetch()` calls. */
export function moduleFailed(attempts: number): RemoteAssistanceError {
  const message = "The module failed; the next call starts it afresh.";
  if (attempts === 0) return notSent("internal", message);
  const consequence = "The request may have been acted on: check the device before you send it again.";
  return failureOf([attempts, null, null, "internal", "unknown", `${message} ${consequence}`]);
}

/**
 * Does one step of loading. If it fails, the message says why: what a native error says differs by
 * engine, and may quote anything.
 */
export async function explained<T>(step: () => T | Promise<T>, message: string): Promise<T> {
  try {
    return await step();
  } catch (failure) {
    throw failure instanceof RemoteAssistanceError ? failure : notSent("internal", message);
  }
}

/** The message about a module that is not the one which was built with this JavaScript. */
export function unusable(problem: string): string {
  return `The module ${problem}. Serve the files of this version unchanged.`;
}

/** Throws if an interface that loading needs is not there; the error names it. */
export async function need(...names: string[]): Promise<void> {
  for (const name of names) {
    // The empty part behind the last point is asked of the interface itself: nothing but undefined
    // and null refuses that.
    await explained(
      () => `${name}.`.split(".").reduce((object, part) => object[part], globalThis as any),
      missing(name),
    );
  }
}

/** The message about an interface that is not there. */
export function missing(name: string): string {
  return `This environment has no ${name}. Use a browser that has it, or define it before the call.`;
}
