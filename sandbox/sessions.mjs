// @ts-check
/**
 * The sandbox's part of continuous access evaluation. After a test revokes the tenant's sessions, Graph challenges
 * every older token. Entra ID issues newer tokens, either at once or after a new sign-in.
 *
 * @typedef {object} Sessions
 * @property {(options?: { interaction?: boolean }) => void} revoke
 *   makes Graph challenge the tokens issued so far; with `interaction`, Entra ID also refuses refresh tokens until the
 *   next sign-in
 * @property {() => void} challengeAllTokens  makes Graph challenge every token, also newer ones
 * @property {() => void} recordSignIn
 * @property {(issuedAtS: number) => number | undefined} requiredNotBefore
 *   returns the `nbf` (in seconds since the epoch) that a new token needs, or undefined if the token is recent enough
 * @property {() => boolean} isInteractionRequired
 *
 * @param {{ clock: import("./clock.mjs").Clock }} options
 * @returns {Sessions}
 */
export function createSessions({ clock }) {
  let revokedAtS = 0;
  let interaction = false;
  let challengesAllTokens = false;
  const nowS = () => Math.floor(clock.now() / 1000);

  return {
    revoke(options) {
      revokedAtS = nowS();
      interaction = options?.interaction ?? false;
    },
    challengeAllTokens() {
      challengesAllTokens = true;
    },
    recordSignIn() {
      interaction = false;
    },
    requiredNotBefore(issuedAtS) {
      if (challengesAllTokens) return nowS();
      return issuedAtS <= revokedAtS ? revokedAtS + 1 : undefined;
    },
    isInteractionRequired: () => interaction,
  };
}
