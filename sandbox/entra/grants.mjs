// @ts-check
import { randomBytes } from "node:crypto";
import { Fault } from "./faults.mjs";

/**
 * What an account allowed the client to do, and all that the token endpoint has to know about the sign-in.
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
/** A single-page app's refresh tokens end 24 hours after the sign-in, however often they are renewed. */
const REFRESH_TOKEN_LIFETIME_MS = 24 * 60 * 60_000;

/**
 * Authorization codes and refresh tokens: opaque, used once, and gone when their time is up.
 *
 * @param {{ clock: import("../clock.mjs").Clock }} options
 */
export function createGrants({ clock }) {
  /** @type {Map<string, { grant: Grant, expiresAt: number, redeemed: boolean }>} */
  const codes = new Map();
  /** @type {Map<string, { grant: Grant, expiresAt: number, revoked: boolean }>} */
  const refreshTokens = new Map();

  /** @param {string} prefix  as Entra's own, so that the two are told apart in a network log */
  const opaque = (prefix) => prefix + randomBytes(48).toString("base64url");

  /**
   * Ended entries are kept a while, for a truthful answer, but not for ever.
   *
   * @param {Map<string, { expiresAt: number }>} entries
   */
  function forgetLongExpired(entries) {
    for (const [secret, { expiresAt }] of entries) {
      if (expiresAt + REFRESH_TOKEN_LIFETIME_MS < clock.now()) entries.delete(secret);
    }
  }

  return {
    /** @param {Grant} grant */
    issueCode(grant) {
      forgetLongExpired(codes);
      const code = opaque("1.");
      codes.set(code, { grant, expiresAt: clock.now() + CODE_LIFETIME_MS, redeemed: false });
      return code;
    },

    /**
     * A code is spent by the first attempt, even one that fails later: nobody gets to guess its verifier twice.
     *
     * @param {string} code
     */
    redeemCode(code) {
      const entry = codes.get(code);
      if (entry === undefined) throw new Fault("grantInvalid", "code");
      if (entry.redeemed) throw new Fault("authorizationCodeRedeemed");
      if (entry.expiresAt <= clock.now()) throw new Fault("authorizationCodeExpired");
      entry.redeemed = true;
      return entry.grant;
    },

    /** @param {string} token */
    grantOfRefreshToken: (token) => validRefreshToken(token).grant,

    /**
     * @param {Grant} grant
     * @param {string} [replaced]  the token that was used to get this one: it dies, and passes its time limit on
     */
    issueRefreshToken(grant, replaced) {
      forgetLongExpired(refreshTokens);
      // Read once: between two reads a millisecond can pass, and a new token would then last 86399 seconds.
      const now = clock.now();
      const expiresAt =
        replaced === undefined ? now + REFRESH_TOKEN_LIFETIME_MS : validRefreshToken(replaced).expiresAt;
      if (replaced !== undefined) refreshTokens.delete(replaced);
      const token = opaque("1.A");
      refreshTokens.set(token, { grant, expiresAt, revoked: false });
      return { token, expiresInS: Math.floor((expiresAt - now) / 1000) };
    },

    /** As when an administrator revokes everyone's sessions: only a new sign-in gives tokens that work. */
    revokeRefreshTokens() {
      for (const entry of refreshTokens.values()) entry.revoked = true;
    },
  };

  /** @param {string} token */
  function validRefreshToken(token) {
    const entry = refreshTokens.get(token);
    if (entry === undefined) throw new Fault("grantInvalid", "refresh_token");
    if (entry.revoked) throw new Fault("refreshTokenRevoked");
    if (entry.expiresAt <= clock.now()) throw new Fault("refreshTokenExpired");
    return entry;
  }
}

/** @typedef {ReturnType<typeof createGrants>} Grants */
