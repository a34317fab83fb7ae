// @ts-check
import { createSessions } from "../sessions.mjs";
import { createAuthorizeEndpoint } from "./authorize.mjs";
import { createDiscovery } from "./discovery.mjs";
import { createGrants } from "./grants.mjs";
import { createLogoutEndpoint } from "./logout.mjs";
import { messagePage } from "./pages.mjs";
import { listedRedirectUris, loopbackRedirectUris } from "./redirect-uris.mjs";
import { createTokenEndpoint } from "./token.mjs";
import { createTokenIssuer } from "./tokens.mjs";

/**
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
 * @param {string} options.origin
 *   the origin that browsers use; a real Entra origin works if it is mapped to the stand-in
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {readonly string[] | "loopback"} options.redirectUris
 *   the registered redirect URIs of the app, for sign-in and sign-out; "loopback" registers every page of this machine
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {number} [options.accessTokenLifetimeS]
 * @param {import("../sessions.mjs").Sessions} [options.sessions]
 * @returns {Promise<Entra>}
 */
export async function createEntra({
  origin,
  tenant,
  redirectUris: registered,
  clock,
  accessTokenLifetimeS = 3600,
  sessions = createSessions({ clock }),
}) {
  const tokens = await createTokenIssuer({ origin, tenant, clock, accessTokenLifetimeS });
  const grants = createGrants({ clock });
  const redirectUris = registered === "loopback" ? loopbackRedirectUris : listedRedirectUris(registered);
  const context = { origin, tenant, redirectUris, clock, grants, tokens, sessions };
  const discovery = createDiscovery(context);

  // MSAL replaces the first path segment of these endpoints with the authority's. All endpoints must have the same
  // first segment.
  /** @type {Map<string, import("../http.mjs").Handler>} */
  const endpoints = new Map([
    ["oauth2/v2.0/authorize", createAuthorizeEndpoint(context)],
    ["oauth2/v2.0/token", createTokenEndpoint(context)],
    ["oauth2/v2.0/logout", createLogoutEndpoint(context)],
    ["discovery/v2.0/keys", discovery.keys],
    ["v2.0/.well-known/openid-configuration", discovery.configuration],
    ["discovery/instance", discovery.instance],
  ]);
  // The authority of a tenant is its id or its domain. `organizations` and `common` mean the tenant of the account.
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
