// @ts-check
/**
 * `npm run bench`: measures this package beside the clients that a portal would use instead, prints tables and draws the
 * chart of docs/measurements.md. `node main.mjs <folder of the bundles> <folder of the installed packages> <file of the chart>`.
 * Speed is judged by ratios within one run: what a machine's clock says of one alone is worth little elsewhere.
 */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { budgetsOf, keepsMust, verdicts } from "./budgets.mjs";
import { chart } from "./chart.mjs";
import { measureInChromium } from "./chromium.mjs";
import { CLIENTS } from "./clients.mjs";
import { sizeTable, table } from "./report.mjs";
import { bundleSizes, entrySizes } from "./sizes.mjs";
import { spread } from "./statistics.mjs";

/**
 * @typedef {import("./statistics.mjs").Rounds} Rounds
 *
 * @typedef {object} Results
 * @property {Rounds} cpu  microseconds
 * @property {Rounds} latency  milliseconds, as those that follow
 * @property {Rounds} throughput
 * @property {Rounds} cold
 * @property {Rounds} many
 * @property {Record<string, import("./sizes.mjs").Size>} sizes
 * @property {ReturnType<typeof entrySizes>} entries
 * @property {{ before: number, after: number }} memory
 */

const [bundles = "", packages = "", chartFile = ""] = process.argv.slice(2);
const beside = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/** Runs a measurement in a process of its own. @param {string} script @returns {Promise<any>} */
async function measured(script) {
  const { stdout } = await promisify(execFile)(process.execPath, [beside(script), bundles]);
  return JSON.parse(stdout);
}

const version = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(`${packages}/${name}/package.json`, "utf8")).version;

// One after the other: they would be in each other's way.
console.log("bench: CPU of a call, in Node");
const { cpu, wall, collecting } = await measured("cpu.mjs");
const memory = await measured("memory.mjs");
console.log("bench: many devices, in Node");
const many = await measured("many.mjs");
console.log("bench: Chromium");
const { version: chromium, latency, throughput, cold, preflights, calls } = await measureInChromium(bundles);
const sizes = bundleSizes(bundles);
const entries = entrySizes(beside("../../dist"));
/** @type {Results} */
const results = { cpu, latency, throughput, cold, many, sizes, entries, memory };

const cpuModel = os.cpus()[0]?.model ?? "unknown processor";
const peers = CLIENTS.flatMap((client) => client.packages).map((name) => `${name} ${version(name)}`);
console.log(`
Node ${process.versions.node}, Chromium ${chromium}; ${os.cpus().length} × ${cpuModel}; load ${(os.loadavg()[0] ?? 0).toFixed(1)}
${peers.join(", ")}

Figures are medians over the rounds, with their quartiles. In each round every client has its turn, in another order each
time; a ratio is taken within each round first.
`);
const tables = [
  {
    title: "CPU of one call, Node",
    unit: "µs",
    digits: 1,
    rounds: cpu,
    note: "`fetch` stubbed; warm; the time of all threads, collecting garbage and compiling included.",
  },
  {
    title: "The same by the clock",
    unit: "µs",
    digits: 1,
    rounds: wall,
    note: "@pnp/graph waits for a timer in every call.",
  },
  {
    title: "Collecting garbage, of that",
    unit: "µs",
    digits: 2,
    rounds: collecting,
    note: "The pauses, spread over the calls.",
  },
  {
    title: "One call at a time, Chromium",
    unit: "ms",
    digits: 2,
    rounds: latency,
    note: `Over loopback with TLS, another origin; ${preflights} preflights for ${calls} calls: the rest are cached. A round is 20 calls.`,
  },
  {
    title: "1 000 calls, 8 at once, Chromium",
    unit: "ms",
    digits: 0,
    rounds: throughput,
    note: "A different device each.",
  },
  {
    title: "Cold start, Chromium",
    unit: "ms",
    digits: 1,
    rounds: cold,
    note: "From the start of the import to the first POST that leaves; nothing cached. Loopback: the bytes cost next to nothing.",
  },
];
for (const [name, label] of [
  ["main", "requestForMany"],
  ["pool", "a hand-written pool"],
]) {
  const { low, median, high } = spread(many[name ?? ""] ?? []);
  console.log(
    `10 000 requests, 4 at once, fetch stubbed (4 ms): ${label}: ${median.toFixed(0)} ms (${low.toFixed(0)} … ${high.toFixed(0)})`,
  );
}
console.log();
for (const one of tables) console.log(`${table(one)}\n`);
console.log(`${sizeTable(sizes)}\n`);

const budgets = budgetsOf(results);
console.log("Budgets");
for (const line of verdicts(budgets)) console.log(`  ${line}`);

writeFileSync(chartFile, chart(results, `Node ${process.versions.node}, Chromium ${chromium.split(".")[0]}`));
if (!budgets.every(keepsMust)) process.exitCode = 1;
