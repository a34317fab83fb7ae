/** Tells whether an identity library asks for an interactive sign-in. */

import { tryOr } from "./try-or.js";

/** The names of such errors: MSAL.js and `@azure/identity`. */
const NAMES = ["InteractionRequiredAuthError", "AuthenticationRequiredError"];

/** Codes of such errors: OpenID Connect Core section 3.1.2.6, and those that MSAL.js adds. */
const CODES = [
  "interaction_required",
  "login_required",
  "consent_required",
  "account_selection_required",
  "no_tokens_found",
  "no_account_error",
  "native_account_unavailable",
  "refresh_token_expired",
  "bad_token",
  "ux_not_allowed",
];

/** More levels of causes than errors have. */
const MAX_CAUSES = 8;

/** Whether what a token function threw, or one of its causes, says that the user must sign in. */
export function isInteractionRequired(thrown: unknown): boolean {
  const isRequired = (): boolean => {
    let error: any = thrown;
    for (let level = 0; level < MAX_CAUSES && error != null; level++) {
      if (NAMES.includes(error.name)) return true;
      if ([error.errorCode, error.error, error.code].some((code) => CODES.includes(code))) return true;
      error = error.cause;
    }
    return false;
  };
  return tryOr(isRequired, false);
}
