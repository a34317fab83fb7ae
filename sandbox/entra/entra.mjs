// @ts-check
import { createSessions } from "../sessions.mjs";
import { createAuthorizeEndpoint } from "./authorize.mjs";
import { createDiscovery } from "./discovery.mjs";
import { createGrants } from "./grants.mjs";
import { createLogoutEndpoint } from "./logout.mjs";
import { messagePage } from "./pages.mjs";
import { createTokenEndpoint } from "./token.mjs";
import { createTokenIssuer } from "./tokens.mjs";

/**
 * @typedef {object} EntraContext  what the endpoints share
 * @property {string} origin
 * @property {import("../tenant.mjs").Tenant} tenant
 * @property {readonly string[]} redirectUris
 * @property {import("../clock.mjs").Clock} clock
 * @property {import("./grants.mjs").Grants} grants
 * @property {import("./tokens.mjs").TokenIssuer} tokens
 * @property {import("../sessions.mjs").Sessions} sessions
 *
 * @typedef {object} Entra
 * @property {string} origin
 * @property {import("../http.mjs").Handler} handle
 * @property {import("./tokens.mjs").TokenIssuer} tokens
 * @property {() => void} revokeRefreshTokens
 */

/**
 * A stand-in for Microsoft Entra ID: one tenant with one app registration, a single-page app.
 *
 * @param {object} options
 * @param {string} options.origin  as browsers see it; the stand-in may serve any, its own or a real one mapped to it
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {readonly string[]} options.redirectUris  those that the app registered, also for after signing out
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {number} [options.accessTokenLifetimeS]
 * @param {import("../sessions.mjs").Sessions} [options.sessions]
 * @returns {Promise<Entra>}
 */
export async function createEntra({
  origin,
  tenant,
  redirectUris,
  clock,
  accessTokenLifetimeS = 3600,
  sessions = createSessions({ clock }),
}) {
  const tokens = await createTokenIssuer({ origin, tenant, clock, accessTokenLifetimeS });
  const grants = createGrants({ clock });
  const context = { origin, tenant, redirectUris, clock, grants, tokens, sessions };
  const discovery = createDiscovery(context);

  // MSAL replaces the first segment of these by the authority's, and wants it to be the same in all of them.
  /** @type {Map<string, import("../http.mjs").Handler>} */
  const endpoints = new Map([
    ["oauth2/v2.0/authorize", createAuthorizeEndpoint(context)],
    ["oauth2/v2.0/token", createTokenEndpoint(context)],
    ["oauth2/v2.0/logout", createLogoutEndpoint(context)],
    ["discovery/v2.0/keys", discovery.keys],
    ["v2.0/.well-known/openid-configuration", discovery.configuration],
    ["discovery/instance", discovery.instance],
  ]);
  // A tenant answers to its id, to its domain, and to the words for "whichever the account belongs to".
  const authorities = new Set([tenant.id, tenant.domain, "organizations", "common"]);

  return {
    origin,
    tokens,
    revokeRefreshTokens: grants.revokeRefreshTokens,
    handle(request) {
      const [, authority, path] = /^\/([^/?]+)\/([^?]*)/.exec(request.target) ?? [];
      const endpoint = authorities.has(authority?.toLowerCase()) ? endpoints.get(path) : undefined;
      return endpoint
        ? endpoint(request)
        : messagePage(404, "Not found", "The sandbox has no such tenant or endpoint.");
    },
  };
}
