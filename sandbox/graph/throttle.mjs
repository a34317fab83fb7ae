// @ts-check
import { tooManyRequests } from "./errors.mjs";

/**
 * Throttles a whole tenant: Graph accepts a number of requests in each period, and refuses all others until the period
 * ends. Microsoft does not document the limits of Intune, so the numbers are the sandbox's own.
 */
const REQUESTS_PER_PERIOD = 20;
const PERIOD_MS = 10_000;

/**
 * @param {object} options
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {import("../tenant/behaviours.mjs").WaitIn} options.waitIn  where the 429 states the time to wait
 */
export function createThrottle({ clock, waitIn }) {
  let endsAt = 0;
  let accepted = 0;

  return {
    /** Counts a request. Throws Graph's error if the period has no room for it. */
    check() {
      const now = clock.now();
      if (now >= endsAt) {
        endsAt = now + PERIOD_MS;
        accepted = 0;
      }
      if (accepted >= REQUESTS_PER_PERIOD) throw tooManyRequests(waitIn, Math.ceil((endsAt - now) / 1000));
      accepted += 1;
    },
  };
}
