// @ts-check
import { randomBytes } from "node:crypto";
import { EntraError } from "./errors.mjs";

/**
 * The permissions that an account granted to the client, and the data of the sign-in that the token endpoint needs.
 *
 * @typedef {object} Grant
 * @property {import("../tenant.mjs").Account} account
 * @property {import("./scopes.mjs").Scopes} scopes
 * @property {string[] | undefined} capabilities
 * @property {string} redirectUri
 * @property {string} codeChallenge
 * @property {string | undefined} nonce
 */

const CODE_LIFETIME_MS = 10 * 60_000;
/** A single-page app's refresh tokens expire 24 hours after the sign-in. Renewing a token does not extend that time. */
const REFRESH_TOKEN_LIFETIME_MS = 24 * 60 * 60_000;

/**
 * Creates the store of authorization codes and refresh tokens. Both are opaque, expire, and can be used once.
 *
 * @param {{ clock: import("../clock.mjs").Clock }} options
 */
export function createGrants({ clock }) {
  /** @type {Map<string, { grant: Grant, expiresAt: number, redeemed: boolean }>} */
  const codes = new Map();
  /** @type {Map<string, { grant: Grant, expiresAt: number, revoked: boolean }>} */
  const refreshTokens = new Map();

  /** @param {string} prefix  Entra's own prefix, which distinguishes codes from refresh tokens in a network log */
  const randomSecret = (prefix) => prefix + randomBytes(48).toString("base64url");

  /**
   * Deletes entries that expired long ago. Recently expired entries stay, so that the error can name the reason.
   *
   * @param {Map<string, { expiresAt: number }>} entries
   */
  function deleteLongExpired(entries) {
    for (const [secret, { expiresAt }] of entries) {
      if (expiresAt + REFRESH_TOKEN_LIFETIME_MS < clock.now()) entries.delete(secret);
    }
  }

  return {
    /** @param {Grant} grant */
    issueCode(grant) {
      deleteLongExpired(codes);
      const code = randomSecret("1.");
      codes.set(code, { grant, expiresAt: clock.now() + CODE_LIFETIME_MS, redeemed: false });
      return code;
    },

    /**
     * Redeems a code. The first attempt uses the code up, even if a later check fails: an attacker cannot try a second
     * verifier.
     *
     * @param {string} code
     */
    redeemCode(code) {
      const entry = codes.get(code);
      if (entry === undefined) throw new EntraError("grantInvalid", "code");
      if (entry.redeemed) throw new EntraError("authorizationCodeRedeemed");
      if (entry.expiresAt <= clock.now()) throw new EntraError("authorizationCodeExpired");
      entry.redeemed = true;
      return entry.grant;
    },

    /** @param {string} token */
    grantOfRefreshToken: (token) => validRefreshToken(token).grant,

    /**
     * @param {Grant} grant
     * @param {string} [replaced]
     *   the token that the new one replaces: it becomes invalid, and the new token inherits its expiry
     */
    issueRefreshToken(grant, replaced) {
      deleteLongExpired(refreshTokens);
      // Read the clock once: if a millisecond passes between two reads, `expiresInS` of a new token is 86399.
      const now = clock.now();
      const expiresAt =
        replaced === undefined ? now + REFRESH_TOKEN_LIFETIME_MS : validRefreshToken(replaced).expiresAt;
      if (replaced !== undefined) refreshTokens.delete(replaced);
      const token = randomSecret("1.A");
      refreshTokens.set(token, { grant, expiresAt, revoked: false });
      return { token, expiresInS: Math.floor((expiresAt - now) / 1000) };
    },

    /** Revokes all refresh tokens, like an administrator who revokes all sessions. Users have to sign in again. */
    revokeRefreshTokens() {
      for (const entry of refreshTokens.values()) entry.revoked = true;
    },
  };

  /** @param {string} token */
  function validRefreshToken(token) {
    const entry = refreshTokens.get(token);
    if (entry === undefined) throw new EntraError("grantInvalid", "refresh_token");
    if (entry.revoked) throw new EntraError("refreshTokenRevoked");
    if (entry.expiresAt <= clock.now()) throw new EntraError("refreshTokenExpired");
    return entry;
  }
}

/** @typedef {ReturnType<typeof createGrants>} Grants */
