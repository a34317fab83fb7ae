/** What a token function or `fetch` threw. It may be anything. */

import { tryOr } from "./try-or.js";

/** The names of errors that ask for an interactive sign-in: MSAL.js and `@azure/identity`. */
const SIGN_IN_NAMES = ["InteractionRequiredAuthError", "AuthenticationRequiredError"];

/** The codes of such errors: OpenID Connect Core section 3.1.2.6, and those that MSAL.js adds. */
const SIGN_IN_CODES =
  /^(interaction_required|(login|consent|account_selection)_required|no_tokens_found|no_account_error|native_account_unavailable|refresh_token_expired|bad_token|invalid_grant|ux_not_allowed)$/;

/** More levels of causes than errors have. */
const MAX_CAUSES = 8;

/** More objects, and more items of one, than an error holds, with the request that a wrapper of `fetch` adds to it. */
const MAX_OBJECTS = 500;

/**
 * Whether a text in the error is found, however deep: in its causes, or in the headers of a request that it holds. An error
 * that cannot be searched, or not to its end, counts as found.
 */
export function mentions(thrown: unknown, isFound: (text: unknown) => boolean): boolean {
  const seen = new Set<unknown>();
  const search = (value: any): boolean => {
    if (Object(value) !== value) return isFound(value);
    // Bytes are no text.
    if (seen.has(value) || ArrayBuffer.isView(value)) return false;
    if (seen.add(value).size > MAX_OBJECTS || value.length > MAX_OBJECTS) throw undefined;
    const names = Object.getOwnPropertyNames(value);
    const held: unknown[] = [value.message, value.headers, tryOr(() => String(value), "")];
    // `Headers` and `Map` hold what no property shows, and a stream may never end.
    if (typeof value[Symbol.iterator] === "function")
      for (const item of value) if (held.push(item) > MAX_OBJECTS) throw undefined;
    return [...names, ...names.map((name) => value[name] as unknown), ...held].some(search);
  };
  return tryOr(() => search(thrown), true);
}

/** Whether the error, or one of its causes, says that the user must sign in. */
export function isInteractionRequired(thrown: unknown): boolean {
  const isRequired = ({ name, errorCode, error, code }: any): boolean =>
    SIGN_IN_NAMES.includes(name) || [errorCode, error, code].some((text) => SIGN_IN_CODES.test(text));
  return tryOr(() => causesOf(thrown).some(isRequired), false);
}

function causesOf(thrown: any, level = 0): any[] {
  return thrown == null || level === MAX_CAUSES ? [] : [thrown, ...causesOf(thrown.cause, level + 1)];
}
