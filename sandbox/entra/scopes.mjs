// @ts-check
import { EntraError } from "./errors.mjs";

/** The resource of the page's tokens: the value of `aud` and the prefix of the permissions' full names. */
export const GRAPH_RESOURCE = "https://graph.microsoft.com";

const OPENID_SCOPES = ["openid", "profile", "email", "offline_access"];

/**
 * @typedef {object} Scopes
 * @property {string[]} requested
 *   the scopes in the client's spelling; the token response must repeat that spelling, because MSAL looks up its cached
 *   tokens by it
 * @property {string[]} permissions
 *   the short names of the requested Graph permissions, for the `scp` claim; none if the app only signs its user in, as
 *   MSAL's `loginRedirect()` without arguments does
 */

/**
 * @param {string} text  the `scope` parameter
 * @param {readonly string[]} registered  the permissions of the app registration
 * @returns {Scopes}
 */
export function parseScopes(text, registered) {
  const requested = [...new Set(text.split(" ").filter(Boolean))];
  const permissions = requested
    .filter((scope) => !OPENID_SCOPES.includes(scope.toLowerCase()))
    .flatMap((scope) => {
      const name = scope.startsWith(`${GRAPH_RESOURCE}/`) ? scope.slice(GRAPH_RESOURCE.length + 1) : scope;
      if (name === ".default") return registered;
      const permission = registered.find((known) => known.toLowerCase() === name.toLowerCase());
      if (permission === undefined) throw new EntraError("scopeUnknown", scope);
      return [permission];
    });
  if (!requested.includes("openid")) throw new EntraError("scopeInvalid", text);
  return { requested, permissions: [...new Set(permissions)] };
}
