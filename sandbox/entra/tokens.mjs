// @ts-check

import { randomBytes } from "node:crypto";
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { GRAPH_RESOURCE } from "./scopes.mjs";

/**
 * Returns the issuer of access tokens for Graph: the v1.0 issuer, also for tokens from the v2.0 endpoint.
 *
 * @param {{ id: string }} tenant
 */
export const accessTokenIssuer = ({ id }) => `https://sts.windows.net/${id}/`;

/** Generating an RSA key takes a tenth of a second and more, so all issuers of a process share one. */
let keyPair = /** @type {ReturnType<typeof generateKeyPair> | undefined} */ (undefined);

/**
 * Creates Entra's tokens and signs them with a key that this process generates.
 *
 * @param {object} options
 * @param {string} options.origin
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {number} options.accessTokenLifetimeS
 */
export async function createTokenIssuer({ origin, tenant, clock, accessTokenLifetimeS }) {
  keyPair ??= generateKeyPair("RS256");
  const { privateKey, publicKey } = await keyPair;
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const jwks = { keys: [{ ...publicJwk, kid, use: "sig", alg: "RS256" }] };

  function lifetime() {
    const iat = Math.floor(clock.now() / 1000);
    // RS256 is deterministic: without a unique id, two tokens of the same second would be identical.
    return { iat, nbf: iat, exp: iat + accessTokenLifetimeS, uti: randomBytes(16).toString("base64url") };
  }

  /**
   * Returns the claims of an access token for Graph. Tests change some of them and pass the result to `sign`.
   *
   * @param {import("../tenant.mjs").Account} account
   * @param {readonly string[]} permissions
   * @param {readonly string[]} [capabilities]
   * @returns {import("jose").JWTPayload}
   */
  function accessTokenClaims(account, permissions, capabilities = []) {
    return {
      aud: GRAPH_RESOURCE,
      iss: accessTokenIssuer(tenant),
      ...lifetime(),
      app_displayname: tenant.client.displayName,
      appid: tenant.client.id,
      idtyp: "user",
      name: account.displayName,
      oid: account.id,
      // A token of the v2.0 endpoint also names what the sign-in itself needs.
      scp: ["openid", "profile", ...permissions].join(" "),
      sub: account.id,
      tid: tenant.id,
      upn: account.userPrincipalName,
      ver: "1.0",
      ...(capabilities.length > 0 && { xms_cc: capabilities }),
    };
  }

  /**
   * @param {import("../tenant.mjs").Account} account
   * @param {string} [nonce]
   * @returns {import("jose").JWTPayload}
   */
  function idTokenClaims(account, nonce) {
    return {
      aud: tenant.client.id,
      iss: `${origin}/${tenant.id}/v2.0`,
      ...lifetime(),
      name: account.displayName,
      ...(nonce !== undefined && { nonce }),
      oid: account.id,
      preferred_username: account.userPrincipalName,
      sub: account.id,
      tid: tenant.id,
      ver: "2.0",
    };
  }

  return {
    accessTokenClaims,
    idTokenClaims,
    /** @param {import("jose").JWTPayload} claims */
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(privateKey),
    jwks,
    /** Finds the key for a token's `kid`, for the verification of the token. */
    keys: createLocalJWKSet(jwks),
    accessTokenLifetimeS,
  };
}

/** @typedef {Awaited<ReturnType<typeof createTokenIssuer>>} TokenIssuer */
