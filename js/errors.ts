/** The one error class of the package. */

import type { RemoteAssistanceFailure } from "./types.js";

/** The fields of the error. */
export interface RemoteAssistanceError extends RemoteAssistanceFailure {}

/**
 * Why a call failed, what it may have done, and what to do next.
 *
 * Every failure of this package is a rejection with this class. `message` is plain English. Neither it nor another field
 * contains a token or the text of a native error. `cause` is set for two codes only: `aborted` (the reason of the
 * signal) and `tokenProviderFailed` (what the token function threw).
 *
 * `instanceof` works within one copy of the package. `error.name === "RemoteAssistanceError"` always works.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns every field of the interface.
export class RemoteAssistanceError extends Error {
  /** Always this, in every copy of the package. */
  declare readonly name: "RemoteAssistanceError";

  static {
    // Defined by hand, because a minifier renames the class.
    for (const named of [RemoteAssistanceError, RemoteAssistanceError.prototype]) {
      Object.defineProperty(named, "name", { value: "RemoteAssistanceError" });
    }
  }

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
