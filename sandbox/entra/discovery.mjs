// @ts-check
import { jsonReply } from "../http.mjs";

/** The discovery documents are public, so any origin may read them. */
const ANY_ORIGIN = { "Access-Control-Allow-Origin": "*" };

/**
 * Creates the discovery endpoints: the OpenID configuration (OpenID Connect Discovery 1.0 section 3), the signing keys
 * (RFC 7517), and Entra's instance discovery, which lists the hosts of a cloud.
 *
 * @param {import("./context.mjs").EntraContext} context
 */
export function createDiscovery({ origin, tenant, tokens }) {
  const authority = `${origin}/${tenant.id}`;
  const configuration = {
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    issuer: `${authority}/v2.0`,
    response_types_supported: ["code"],
    response_modes_supported: ["query", "fragment"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["none"],
    code_challenge_methods_supported: ["S256"],
  };
  const { host } = new URL(origin);
  const instance = {
    tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };

  return {
    configuration: readOnly(configuration),
    keys: readOnly(tokens.jwks),
    instance: readOnly(instance),
  };
}

/**
 * @param {unknown} document
 * @returns {import("../http.mjs").Handler}
 */
function readOnly(document) {
  return ({ method }) =>
    method === "GET" ? jsonReply(200, document, ANY_ORIGIN) : { status: 405, headers: { ...ANY_ORIGIN, Allow: "GET" } };
}
