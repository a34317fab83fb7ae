// @ts-check
/** The page that measures clients after their start. It starts itself, and posts the results to its server. */
import { latency, load, throughput } from "./in-page.mjs";

/**
 * @typedef {object} Plan
 * @property {string[]} names
 * @property {string} origin  the origin of the API
 * @property {{ latency: number, throughput: number }} warmUp  the number of rounds that are not measured
 * @property {{ rounds: number, each: number }} latency
 * @property {{ rounds: number, concurrency: number }} throughput
 *
 * @typedef {{ latency: import("./statistics.mjs").Rounds, throughput: import("./statistics.mjs").Rounds }} Running
 */

/** @param {Plan} plan @returns {Promise<Running>} */
async function run(plan) {
  await load(plan.names, plan.origin);
  // Warms up the compilers and the connections, and fills the browser's cache with one preflight per URL.
  await throughput(plan.warmUp.throughput, plan.throughput.concurrency);
  await latency(plan.warmUp.latency, plan.latency.each);
  return {
    latency: await latency(plan.latency.rounds, plan.latency.each),
    throughput: await throughput(plan.throughput.rounds, plan.throughput.concurrency),
  };
}

const results = await run(JSON.parse(decodeURIComponent(location.search.slice(1)))).catch((error) => ({
  error: String(error),
}));
await fetch("/results", { method: "POST", body: JSON.stringify(results) });
