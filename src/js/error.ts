/** The one error class of the package. */

import type { RemoteAssistanceFailure } from "./generated/types.js";

// The merged interface gives the class the fields of the failure, from the types that stand next
// to the Rust code which fills them in.
/** The fields of the error, as those of {@link RemoteAssistanceFailure}. */
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
  /** Always this, in every copy of the package. */
  declare readonly name: "RemoteAssistanceError";

  static {
    // Set by hand, because a minifier renames the class.
    for (const named of [this, this.prototype])
      Object.defineProperty(named, "name", { value: "RemoteAssistanceError" });
  }

  /**
   * For the tests of a portal's own error handling; all others are made by this package.
   *
   * @param message what happened, in plain English
   * @param fields all that such an error has
   * @param options its cause, if it has one
   */
  constructor(
    message: string,
    fields: RemoteAssistanceFailure,
    options?: {
      /** What was thrown, or the signal's reason. */
      cause: unknown;
    },
  ) {
    super(message, options);
    Object.assign(this, fields);
  }
}
