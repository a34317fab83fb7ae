// @ts-check
/**
 * Every measurement is made in rounds, in each of which every client has its turn, so that whatever else the machine
 * does hits all alike. A figure is the median over the rounds with its quartiles; a ratio is taken within each round first.
 *
 * @typedef {Record<string, number[]>} Rounds  what each client's rounds gave, by its name
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
 * The same in another order each time: nobody always comes after the one that leaves the most garbage.
 *
 * @template T @param {readonly T[]} values @returns {T[]}
 */
export function shuffled(values) {
  const pool = [...values];
  return values.map(() => /** @type {T} */ (pool.splice(Math.floor(Math.random() * pool.length), 1)[0]));
}

/** Between neighbours it is interpolated. @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  return below + ((sorted[Math.ceil(place)] ?? NaN) - below) * (place % 1);
}
