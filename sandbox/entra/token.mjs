// @ts-check
import { createHash } from "node:crypto";
import { header, jsonReply } from "../http.mjs";
import { EntraError } from "./errors.mjs";
import { clientCapabilities, correlationIdOf, readParameters, required } from "./parameters.mjs";
import { parseScopes } from "./scopes.mjs";

/**
 * The token endpoint for single-page apps. A single-page app is a public client: it proves its identity with PKCE and
 * with an `Origin` header, which only a browser on a registered origin sends.
 *
 * @param {import("./context.mjs").EntraContext} context
 * @returns {import("../http.mjs").Handler}
 */
export function createTokenEndpoint({ origin, tenant, redirectUris, clock, grants, tokens, sessions }) {
  return async (request) => {
    const caller = header(request, "origin");
    const registered = caller !== undefined && redirectUris.includesOrigin(caller);
    const headers = {
      "Cache-Control": "no-store",
      Vary: "Origin",
      ...(registered && { "Access-Control-Allow-Origin": caller }),
    };

    if (request.method === "OPTIONS") return preflight(request, headers, registered);
    if (request.method !== "POST") return { status: 405, headers: { ...headers, Allow: "POST, OPTIONS" } };
    try {
      if (caller === undefined) throw new EntraError("originMissing");
      if (!registered) throw new EntraError("originNotRegistered", caller);
      return jsonReply(200, await answer(readParameters(request)), headers);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      return jsonReply(
        400,
        error.report({ origin, correlationId: correlationIdOf(request), now: clock.now() }),
        headers,
      );
    }
  };

  /** @param {Map<string, string>} parameters */
  async function answer(parameters) {
    const grantType = required(parameters, "grant_type");
    const clientId = required(parameters, "client_id");
    if (clientId !== tenant.client.id) throw new EntraError("clientUnknown", clientId);
    switch (grantType) {
      case "authorization_code":
        return redeemCode(parameters);
      case "refresh_token":
        return refresh(parameters);
      default:
        throw new EntraError("grantTypeUnsupported", grantType);
    }
  }

  /** @param {Map<string, string>} parameters */
  function redeemCode(parameters) {
    const verifier = required(parameters, "code_verifier");
    const redirectUri = required(parameters, "redirect_uri");
    const grant = grants.redeemCode(required(parameters, "code"));
    if (redirectUri !== grant.redirectUri) throw new EntraError("redirectUriOfCodeMismatch");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    if (challenge !== grant.codeChallenge) throw new EntraError("codeVerifierMismatch");
    sessions.recordSignIn();
    const offline = grant.scopes.requested.includes("offline_access");
    return tokenResponse(grant, parameters, offline ? grants.issueRefreshToken(grant) : undefined);
  }

  /** @param {Map<string, string>} parameters */
  function refresh(parameters) {
    const token = required(parameters, "refresh_token");
    if (sessions.isInteractionRequired()) throw new EntraError("interactionRequired");
    const granted = grants.grantOfRefreshToken(token);
    const scope = parameters.get("scope");
    const scopes = scope === undefined ? granted.scopes : parseScopes(scope, tenant.client.permissions);
    // A refresh token covers every permission with consent, also permissions that the sign-in did not request.
    const excess = scopes.permissions.find((permission) => !granted.account.consentedTo.includes(permission));
    if (excess !== undefined) throw new EntraError("consentMissing", excess);
    // A nonce binds an ID token to one authorization request. A refresh has no authorization request.
    return tokenResponse(
      { ...granted, scopes, nonce: undefined },
      parameters,
      grants.issueRefreshToken(granted, token),
    );
  }

  /**
   * @param {import("./grants.mjs").Grant} grant
   * @param {Map<string, string>} parameters
   * @param {{ token: string, expiresInS: number } | undefined} refreshToken
   */
  async function tokenResponse(grant, parameters, refreshToken) {
    const { account, scopes, nonce } = grant;
    const capabilities = clientCapabilities(parameters) ?? grant.capabilities;
    const [accessToken, idToken] = await Promise.all([
      tokens.sign(tokens.accessTokenClaims(account, scopes.permissions, capabilities)),
      tokens.sign(tokens.idTokenClaims(account, nonce)),
    ]);
    return {
      token_type: "Bearer",
      scope: scopes.requested.filter((scope) => scope !== "offline_access").join(" "),
      expires_in: tokens.accessTokenLifetimeS,
      ext_expires_in: tokens.accessTokenLifetimeS,
      access_token: accessToken,
      ...(refreshToken && { refresh_token: refreshToken.token, refresh_token_expires_in: refreshToken.expiresInS }),
      id_token: idToken,
      ...(parameters.get("client_info") === "1" && { client_info: clientInfo(account, tenant) }),
    };
  }
}

/**
 * Answers a preflight. A form needs no preflight. The browser sends one only if MSAL is configured to add
 * `X-AnchorMailbox`, which routes the request to the account's data centre.
 *
 * @param {import("../http.mjs").Request} request
 * @param {Record<string, string>} headers
 * @param {boolean} registered
 * @returns {import("../http.mjs").Reply}
 */
function preflight(request, headers, registered) {
  if (!registered) return { status: 204, headers, note: `preflight refused: origin ${header(request, "origin")}` };
  return {
    status: 204,
    headers: {
      ...headers,
      "Access-Control-Allow-Methods": "POST",
      "Access-Control-Allow-Headers": "content-type, x-anchormailbox",
    },
  };
}

/**
 * Returns `client_info`, from which MSAL builds its account id.
 *
 * @param {import("../tenant.mjs").Account} account
 * @param {{ id: string }} tenant
 */
export function clientInfo(account, tenant) {
  return Buffer.from(JSON.stringify({ uid: account.id, utid: tenant.id })).toString("base64url");
}
