// @ts-check
/**
 * Continuous access evaluation, as far as the stand-ins play it: when the sessions of the tenant are revoked, Graph
 * challenges every token from before, and Entra ID issues newer ones, at once or after a new sign-in.
 *
 * @typedef {object} Sessions
 * @property {(options?: { interaction?: boolean }) => void} revoke
 *   tokens issued up to now are challenged; with `interaction`, refresh tokens do not help until somebody signs in
 * @property {() => void} distrust  every token is challenged, new ones too
 * @property {() => void} signedIn
 * @property {(issuedAtS: number) => number | undefined} challenges
 *   the `nbf` that a new token needs, in seconds since the epoch, if one issued then is not good enough
 * @property {() => boolean} needInteraction
 *
 * @param {{ clock: import("./clock.mjs").Clock }} options
 * @returns {Sessions}
 */
export function createSessions({ clock }) {
  let revokedAtS = 0;
  let interaction = false;
  let distrusted = false;
  const nowS = () => Math.floor(clock.now() / 1000);

  return {
    revoke(options) {
      revokedAtS = nowS();
      interaction = options?.interaction ?? false;
    },
    distrust() {
      distrusted = true;
    },
    signedIn() {
      interaction = false;
    },
    challenges(issuedAtS) {
      if (distrusted) return nowS();
      return issuedAtS <= revokedAtS ? revokedAtS + 1 : undefined;
    },
    needInteraction: () => interaction,
  };
}
