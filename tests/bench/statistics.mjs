// @ts-check
/**
 * Every client runs in every round, so that other load on the machine affects all clients alike. A value is the median
 * over the rounds with its quartiles. A ratio is calculated within each round first.
 *
 * @typedef {Record<string, number[]>} Rounds  the result of each round, by the name of the client
 * @typedef {{ low: number, median: number, high: number }} Spread
 */

/** @param {number[]} values @returns {Spread} */
export function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** @param {Rounds} rounds @param {string} one @param {string} other @returns {Spread} */
export function ratio(rounds, one, other) {
  const divisors = rounds[other] ?? [];
  return spread((rounds[one] ?? []).map((value, round) => value / (divisors[round] ?? NaN)));
}

/** @param {number[]} values */
export function median(values) {
  return spread(values).median;
}

/**
 * The values in random order, so that no client always runs after the client that leaves the most garbage.
 *
 * @template T @param {readonly T[]} values @returns {T[]}
 */
export function shuffled(values) {
  const pool = [...values];
  return values.map(() => /** @type {T} */ (pool.splice(Math.floor(Math.random() * pool.length), 1)[0]));
}

/** Interpolates linearly between two neighbours. @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  return below + ((sorted[Math.ceil(place)] ?? NaN) - below) * (place % 1);
}
