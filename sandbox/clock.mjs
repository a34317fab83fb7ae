// @ts-check
/**
 * The sandbox's clock: real time plus an offset. All sandbox code reads the time from this clock, so that a test can
 * expire a token by advancing the clock instead of sleeping.
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
 * Creates a clock that changes only by `advance`, for tests that check times to the millisecond.
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

/**
 * Returns a clock that is ahead of another one by a fixed time.
 *
 * @param {Clock} clock
 * @param {number} aheadMs
 * @returns {Clock}
 */
export const aheadOf = (clock, aheadMs) => ({ now: () => clock.now() + aheadMs, advance: clock.advance });
