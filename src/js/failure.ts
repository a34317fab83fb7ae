/** From the fields of a failure to the error, and the few failures that the face itself finds. */

import { RemoteAssistanceError } from "./error.js";
import type { ErrorCode, RemoteAssistanceFailure } from "./generated/types.js";

/** The fields of a failure as the module hands them out. */
export interface FailureFields extends RemoteAssistanceFailure {
  readonly message: string;
  readonly cause?: unknown;
}

/** The error for a failure that the module reports. */
export function toError({ message, cause, ...fields }: FailureFields, hasCause: boolean): RemoteAssistanceError {
  return new RemoteAssistanceError(message, fields, hasCause ? { cause } : undefined);
}

/** A failure from before the module was entered: nothing can have been sent. */
export function notSent(code: ErrorCode, message: string, cause?: { cause: unknown }): RemoteAssistanceError {
  return new RemoteAssistanceError(`${message} Nothing was sent.`, { ...NOTHING_KNOWN, code }, cause);
}

/** A failure of the module itself, after so many `fetch()` calls. */
export function moduleFailed(attempts: number): RemoteAssistanceError {
  const message = "The module failed; the next call starts it afresh.";
  if (attempts === 0) return notSent("internal", message);
  const consequence = "The request may have been acted on: check the device before you send it again.";
  return new RemoteAssistanceError(`${message} ${consequence}`, { ...NOTHING_KNOWN, outcome: "unknown", attempts });
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
    await explained(() => `${name}.`.split(".").reduce((object, part) => object[part], globalThis as any), missing(name));
  }
}

/** The message about an interface that is not there. */
export function missing(name: string): string {
  return `This environment has no ${name}. Use a browser that has it, or define it before the call.`;
}

const NOTHING_KNOWN: RemoteAssistanceFailure = {
  code: "internal",
  outcome: "notSent",
  attempts: 0,
  status: null,
  graphCode: null,
  graphMessage: null,
  activityId: null,
  requestId: null,
  clientRequestId: null,
  retryAfterMs: null,
  claims: null,
  field: null,
};
