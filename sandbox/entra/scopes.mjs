// @ts-check
import { Fault } from "./faults.mjs";

/** The resource that the page's tokens are for: their `aud`, and the prefix of its permissions' full names. */
export const GRAPH_RESOURCE = "https://graph.microsoft.com";

const OPENID_SCOPES = ["openid", "profile", "email", "offline_access"];

/**
 * @typedef {object} Scopes
 * @property {string[]} requested  as the client spelt them, which is how the token response must repeat them: MSAL looks
 *   its cached tokens up by that spelling
 * @property {string[]} permissions  the Graph permissions among them, by their short names, for the `scp` claim
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
      if (permission === undefined) throw new Fault("scopeUnknown", scope);
      return [permission];
    });
  if (!requested.includes("openid") || permissions.length === 0) throw new Fault("scopeInvalid", text);
  return { requested, permissions: [...new Set(permissions)] };
}
