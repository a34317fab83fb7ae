/** The one error class of the package, and its fields. */

import type * as contract from "./generated/contract.js";

/**
 * What a failed call may have done.
 *
 * - `notSent`: no attempt was dispatched. A function that only reads has rung no device.
 * - `rejected`: Graph refused the request. The device was not asked.
 * - `unknown`: the request may have been carried out. Check the device before you send another.
 */
export type Outcome = contract.Outcome;

/**
 * Why a call failed.
 *
 * - `invalidScope`, `invalidIds`, `invalidQuery`, `invalidToken`, `invalidOptions`: an argument breaks a rule, and
 *   `field` names it.
 * - `tokenProviderFailed`: the token function threw (`cause` has what it threw) or gave no token.
 * - `alreadyInFlight`: another call for the same device has not settled.
 * - `notInitialised`: the slim entry was called before its `init`.
 * - `aborted`: `signal` fired, and `cause` is its reason. `timeout`: `timeoutMs` passed.
 * - `network`: no reply came. `cause` is what `fetch` was rejected with.
 * - `badRequest` 400, `unauthenticated` 401, `claimsChallenge` 401 with `claims`, `forbidden` 403, `notFound` 404,
 *   `conflict` 409, `refused` any other 4xx except 408: Graph refused.
 * - `throttled` 429: retries or the budget for waits are used up. See `retryAfterMs`.
 * - `unavailable` 503, `serverError` any other 5xx and 408: the request may have been carried out all the same.
 * - `redirected`: a redirect, which is not followed. `unexpectedResponse`: a reply that Graph does not give.
 * - `internal`: the module could not be loaded, or failed. `message` says what to do.
 */
export type ErrorCode = contract.ErrorCode;

/** The fields of a `RemoteAssistanceError`. Those of the reply are null if the last attempt got none. */
export interface RemoteAssistanceFailure {
  /** What went wrong, for branching. */
  readonly code: ErrorCode;
  /** What the call may have done. Check it before you send anything again. */
  readonly outcome: Outcome;
  /** How many `fetch()` calls were dispatched. */
  readonly attempts: number;
  /** The status of the reply. Null for a redirect, which browsers hide. */
  readonly status: number | null;
  /** The innermost code of Graph's error body. */
  readonly graphCode: string | null;
  /** The message that belongs to it. Not for branching: Graph may change it. */
  readonly graphMessage: string | null;
  /** Intune's Activity ID, which Microsoft's support asks for. */
  readonly activityId: string | null;
  /** The `request-id` of the reply, which Microsoft's support asks for. */
  readonly requestId: string | null;
  /** The `client-request-id` of the reply. */
  readonly clientRequestId: string | null;
  /** How long Graph asks to wait before the next request, in milliseconds (from `Retry-After`). */
  readonly retryAfterMs: number | null;
  /** The claims of a continuous access evaluation challenge, as JSON text, for an interactive sign-in. */
  readonly claims: string | null;
  /**
   * Which argument was invalid: `scope`, `ids`, `ids.managedDeviceId`, `token`, `options.timeout`, … Null for any other
   * code.
   */
  readonly field: string | null;
}

/** The fields of the error. */
export interface RemoteAssistanceError extends RemoteAssistanceFailure {}

/**
 * Why a call failed, what it may have done, and what to do next.
 *
 * Every failure of this package is a rejection with this class. `message` is plain English. Neither it nor another field
 * contains a token or the text of a native error. `cause` is set for three codes only: `aborted` (the reason of the
 * signal), `tokenProviderFailed` (what the token function threw) and `network` (what `fetch` was rejected with, unless
 * its text contains a token of the call).
 *
 * `instanceof` works within one copy of the package. `error.name === "RemoteAssistanceError"` always works.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns every field of the interface.
export class RemoteAssistanceError extends Error {
  /** Always this, in every copy of the package. */
  declare readonly name: "RemoteAssistanceError";

  /**
   * For the tests of a portal's own error handling. This package makes all other errors.
   *
   * @param message what happened, in plain English
   * @param fields all fields of the error
   * @param options its cause, if it has one
   */
  constructor(
    message: string,
    fields: RemoteAssistanceFailure,
    options?: {
      /** What was thrown, or the reason of the signal. */
      cause: unknown;
    },
  ) {
    super(message, options);
    Object.assign(this, fields);
  }
}

// Defined by hand, because a minifier renames the class. Not a static block: Safari before 16.4 cannot read one.
for (const named of [RemoteAssistanceError, RemoteAssistanceError.prototype]) {
  Object.defineProperty(named, "name", { value: "RemoteAssistanceError" });
}
