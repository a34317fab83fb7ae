/** The one error class of the package, and the few failures that are known before the module runs. */

import type { ErrorCode, RemoteAssistanceFailure } from "./generated/types.js";

/** The fields of a failure as the module hands them out. */
export interface FailureFields extends RemoteAssistanceFailure {
  readonly message: string;
  readonly cause?: unknown;
}

// The merged interface gives the class the fields of the failure, from the types that stand next
// to the Rust code which fills them in.
export interface RemoteAssistanceError extends RemoteAssistanceFailure {}

/**
 * Why a call failed, what it may have done, and what to do next.
 *
 * Every failure of this package is a rejection with this class. `message` is plain English; it and
 * the other fields never hold a token or the text of a native error. `cause` is set for two codes
 * only: `aborted` (the signal's reason) and `tokenProviderFailed` (what the token function threw).
 *
 * `instanceof` works within one copy of the package; `error.name === "RemoteAssistanceError"`
 * always does.
 */
export class RemoteAssistanceError extends Error {
  declare readonly name: "RemoteAssistanceError";

  static {
    Object.defineProperty(this.prototype, "name", { value: "RemoteAssistanceError" });
  }

  /** @internal */
  constructor({ message, cause, ...fields }: FailureFields, hasCause: boolean) {
    super(message, hasCause ? { cause } : undefined);
    Object.assign(this, fields);
  }
}

/** The error for what the module says, or for what {@link before} says in its place. */
export function toError(failure: FailureFields): RemoteAssistanceError {
  return new RemoteAssistanceError(failure, "cause" in failure);
}

/** A failure from before the module was entered: nothing can have been sent. */
export function notSent(code: ErrorCode, message: string, cause?: { cause: unknown }): RemoteAssistanceError {
  return toError({ ...failure(code, `${message} Nothing was sent.`), ...cause });
}

/** A failure of the module itself, after so many `fetch()` calls. */
export function moduleFailed(attempts: number): RemoteAssistanceError {
  const message = "The module failed; it will be started afresh for the next call.";
  if (attempts === 0) return notSent("internal", message);
  const consequence = "The request may have been acted on: check the device before you send it again.";
  return toError({ ...failure("internal", `${message} ${consequence}`), outcome: "unknown", attempts });
}

function failure(code: ErrorCode, message: string): FailureFields {
  return {
    code,
    outcome: "notSent",
    message,
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
}
