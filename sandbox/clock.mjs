// @ts-check
/**
 * The sandbox's clock: real time plus an offset. Everything in the sandbox that reads the time reads it here, so that a
 * test lets a token expire by moving the clock instead of sleeping.
 *
 * @typedef {object} Clock
 * @property {() => number} now  milliseconds since the epoch
 * @property {(ms: number) => void} advance
 */

/** @returns {Clock} */
export function createClock() {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}

/**
 * A clock that stands still until it is advanced, for tests that say to the millisecond when something happens.
 *
 * @param {number} [start]
 * @returns {Clock}
 */
export function createStoppedClock(start = Date.now()) {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}
