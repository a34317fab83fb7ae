// @ts-check
/**
 * The budgets for speed and size, and whether the results meet them. docs/measurements.md describes the measurements.
 */
import { ratio } from "./statistics.mjs";

/**
 * @typedef {object} Budget
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} [must]  the largest allowed value
 * @property {number} [aim]  the largest value that the project aims for
 */

/** @param {import("./results.mjs").Results} results @returns {Budget[]} */
export function budgetsOf({ cpu, latency, cold, entries, memory, many }) {
  const medianRatio = (/** @type {import("./statistics.mjs").Rounds} */ rounds, /** @type {string} */ peer) =>
    ratio(rounds, "main", peer).median;
  return [
    { name: "./slim with its module, brotli 11", value: entries.slim.brotli / 1_000, unit: "KB", must: 38, aim: 34 },
    { name: "main entry ÷ ./slim", value: entries.main.brotli / entries.slim.brotli, unit: "×", must: 1.2, aim: 1.15 },
    { name: "CPU of one call ÷ Kiota's", value: medianRatio(cpu, "kiota"), unit: "×", must: 1 },
    { name: "CPU of one call ÷ microsoft-graph-client's", value: medianRatio(cpu, "graph-client"), unit: "×", aim: 1 },
    {
      name: "one call in Chromium ÷ hand-written fetch",
      value: medianRatio(latency, "fetch"),
      unit: "×",
      must: 1.15,
      aim: 1.03,
    },
    {
      name: "cold start ÷ microsoft-graph-client's",
      value: medianRatio(cold, "graph-client"),
      unit: "×",
      must: 1.7,
      aim: 1,
    },
    {
      name: "10 000 requests by requestForMany, time ÷ a hand-written pool's",
      value: ratio(many, "main", "pool").median,
      unit: "×",
      must: 1.1,
      aim: 1.05,
    },
    {
      name: "memory grown from 1 000 to 100 000 calls",
      value: memory.after - memory.before,
      unit: "pages",
      must: 0,
      aim: 0,
    },
  ];
}

/** @param {Budget} budget */
export const keepsMust = ({ value, must = Infinity }) => value <= must;

/** @param {Budget[]} budgets */
export function verdicts(budgets) {
  return budgets.map(({ name, value, unit, must, aim }) => {
    const verdict = (/** @type {string} */ kind, /** @type {number | undefined} */ most) =>
      most === undefined ? [] : [`${kind} ≤ ${most}: ${value <= most ? "met" : "MISSED"}`];
    const digits = unit === "×" ? 2 : unit === "pages" ? 0 : 1;
    return [`${name}: ${value.toFixed(digits)} ${unit}`, ...verdict("must", must), ...verdict("aim", aim)].join("; ");
  });
}
