// @ts-check
/**
 * `npm run bench` measures this package and the clients that a portal could use instead, prints tables, and draws the
 * chart of docs/measurements.md. `node main.mjs <folder of the bundles> <folder of the installed packages> <file of the chart>`.
 * The budgets for speed are ratios within one run, because absolute times depend on the machine.
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

const [bundles = "", packages = "", chartFile = ""] = process.argv.slice(2);
const beside = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/** Runs a measurement in its own process. @param {string} script @returns {Promise<any>} */
async function measured(script) {
  const { stdout } = await promisify(execFile)(process.execPath, [beside(script), bundles]);
  return JSON.parse(stdout);
}

const version = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(`${packages}/${name}/package.json`, "utf8")).version;

// Sequential, because concurrent measurements would disturb each other.
console.log("bench: CPU of a call, in Node");
const { cpu, wall, collecting } = await measured("cpu.mjs");
const memory = await measured("memory.mjs");
console.log("bench: many devices, in Node");
const many = await measured("many.mjs");
console.log("bench: Chromium");
const { version: chromium, latency, throughput, cold, preflights, calls } = await measureInChromium(bundles);
const sizes = bundleSizes(bundles);
const entries = entrySizes(beside("../../dist"));
/** @type {import("./results.mjs").Results} */
const results = { cpu, latency, throughput, cold, many, sizes, entries, memory };

const cpuModel = os.cpus()[0]?.model ?? "unknown processor";
const peers = CLIENTS.flatMap((client) => client.packages).map((name) => `${name} ${version(name)}`);
console.log(`
Node ${process.versions.node}, Chromium ${chromium}; ${os.cpus().length} × ${cpuModel}; load ${(os.loadavg()[0] ?? 0).toFixed(1)}
${peers.join(", ")}

Values are medians over the rounds, with their quartiles. Every client runs in every round, in random order. A ratio is
calculated within each round first.
`);
const tables = [
  {
    title: "CPU of one call, Node",
    unit: "µs",
    digits: 1,
    rounds: cpu,
    note: "`fetch` stubbed; warm; the CPU time of all threads, with garbage collection and compilation.",
  },
  {
    title: "Elapsed time of one call, Node",
    unit: "µs",
    digits: 1,
    rounds: wall,
    note: "@pnp/graph waits for a timer in every call.",
  },
  {
    title: "Garbage collection in one call, Node",
    unit: "µs",
    digits: 2,
    rounds: collecting,
    note: "The total of the pauses, divided by the number of calls.",
  },
  {
    title: "One call at a time, Chromium",
    unit: "ms",
    digits: 2,
    rounds: latency,
    note: `Over loopback with TLS, another origin; ${preflights} preflights for ${calls} calls, because the others are cached. A round is 20 calls.`,
  },
  {
    title: "1 000 calls, 8 at once, Chromium",
    unit: "ms",
    digits: 0,
    rounds: throughput,
    note: "Each call is for another device.",
  },
  {
    title: "Cold start, Chromium",
    unit: "ms",
    digits: 1,
    rounds: cold,
    note: "From the start of the import to the first POST; nothing is cached. Over loopback, the transfer takes almost no time.",
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
