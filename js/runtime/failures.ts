/** From the fields of a failure to the error, and the few failures that TypeScript itself finds. */

import { type ErrorCode, RemoteAssistanceError, type RemoteAssistanceFailure } from "../errors.js";
import type { SafeSignal } from "./signal.js";

/** The fields of an error and its message. */
export type FailureFields = RemoteAssistanceFailure & { message: string };

/** The error with these fields. */
export function errorOf({ message, ...fields }: FailureFields, cause?: { cause: unknown }): RemoteAssistanceError {
  return new RemoteAssistanceError(message, fields, cause);
}

const NO_REPLY = {
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

/** A failure before the module was entered. */
export function notSent(code: ErrorCode, message: string, cause?: { cause: unknown }): RemoteAssistanceError {
  return errorOf(
    { ...NO_REPLY, code, message: `${message} Nothing was sent.`, outcome: "notSent", attempts: 0 },
    cause,
  );
}

/** An argument that TypeScript itself judges breaks a rule. */
export function invalid(code: ErrorCode, field: string, problem: string): RemoteAssistanceError {
  return Object.assign(notSent(code, `${field} ${problem}.`), { field });
}

/** The signal fired before the module was entered. */
export function aborted(signal: SafeSignal): RemoteAssistanceError {
  return notSent("aborted", "The call was cancelled.", { cause: signal.reason });
}

/** The module itself failed, after this many POSTs. */
export function moduleFailed(posts: number): RemoteAssistanceError {
  const message = "The module failed. The next call starts it again.";
  if (posts === 0) return notSent("internal", message);
  const warning = "The request may have been carried out: check the device before you send it again.";
  return errorOf({
    ...NO_REPLY,
    code: "internal",
    message: `${message} ${warning}`,
    outcome: "unknown",
    attempts: posts,
  });
}
