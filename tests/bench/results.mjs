// @ts-check
/**
 * What one run of the benchmark measures.
 *
 * @typedef {import("./statistics.mjs").Rounds} Rounds
 *
 * @typedef {object} Results
 * @property {Rounds} cpu  microseconds
 * @property {Rounds} latency  milliseconds
 * @property {Rounds} throughput  milliseconds
 * @property {Rounds} cold  milliseconds
 * @property {Rounds} many  milliseconds
 * @property {Record<string, import("./sizes.mjs").Size>} sizes
 * @property {ReturnType<typeof import("./sizes.mjs").entrySizes>} entries
 * @property {{ before: number, after: number }} memory
 */

export {};
