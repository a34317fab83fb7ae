// @ts-check
/** The page that measures clients that run: does it all by itself, and sends the results to where it came from. */
import { latency, load, throughput } from "./in-page.mjs";

/**
 * @typedef {object} Plan
 * @property {string[]} names
 * @property {string} origin  the API's
 * @property {{ latency: number, throughput: number }} warmUp  rounds that do not count
 * @property {{ rounds: number, each: number }} latency
 * @property {{ rounds: number, concurrency: number }} throughput
 *
 * @typedef {{ latency: import("./statistics.mjs").Rounds, throughput: import("./statistics.mjs").Rounds }} Running
 */

/** @param {Plan} plan @returns {Promise<Running>} */
async function run(plan) {
  await load(plan.names, plan.origin);
  // Compilers, connections, and one preflight for each address: from here on they are in the browser's cache.
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
