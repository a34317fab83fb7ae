// @ts-check
/**
 * `npm run reports` prints a table of all reports: source, result at 53f368b, result now. Chromium plays the reports about
 * the page. `--record <dist>` plays the reports about the package against an older build and writes before.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { run } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { furtherReports } from "./further-reports.mjs";
import { packageReports } from "./package-reports.mjs";
import { pageReports } from "./page-reports.mjs";
import { play } from "./play.mjs";

const BEFORE = new URL("before.json", import.meta.url);
const reports = [...packageReports, ...furtherReports];

/** @param {string} entry  the address of a build's main entry */
async function results(entry) {
  const api = await import(entry);
  await api.init();
  /** @type {Record<string, string>} */
  const told = {};
  for (const { id, play: report } of reports) told[id] = await play(api, report);
  return told;
}

/** Plays the reports about the page. Gives the names of the tests, and whether they passed. */
async function pageOutcomes() {
  const files = ["reports", "two-tabs"].map((name) =>
    fileURLToPath(new URL(`../page/${name}.test.mjs`, import.meta.url)),
  );
  /** @type {[name: string, isPassed: boolean][]} */
  const outcomes = [];
  for await (const { type, data } of run({ files, concurrency: 2 })) {
    if (type === "test:pass" || type === "test:fail")
      outcomes.push([/** @type {any} */ (data).name, type === "test:pass"]);
  }
  return outcomes;
}

const [flag, dist] = process.argv.slice(2);
if (flag === "--record" && dist !== undefined) {
  const told = await results(pathToFileURL(`${dist}/index.js`).href);
  await writeFile(BEFORE, `${JSON.stringify(told, null, 2)}\n`);
} else {
  const before = JSON.parse(await readFile(BEFORE, "utf8"));
  const now = await results(new URL("../../dist/index.js", import.meta.url).href);
  const rows = reports.map(({ id, report, source, expected }) => {
    const result = now[id] ?? "";
    return [id, report, source, before[id] ?? "", result === expected ? result : `${result} (expected: ${expected})`];
  });
  console.log(`| # | report | source | at 53f368b | now |\n| --- | --- | --- | --- | --- |`);
  for (const row of rows) console.log(`| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  const outcomes = await pageOutcomes();
  for (const { id, report, source, before, now, test } of pageReports) {
    const result = outcomes.some(([name, isPassed]) => test.test(name) && !isPassed) ? "FAILED" : now;
    console.log(`| ${[id, report, source, before, result].join(" | ")} |`);
  }
  const wrong = reports.filter(({ id, expected }) => now[id] !== expected).length;
  const failed = pageReports.filter(
    ({ test }) => !outcomes.some(([name, isPassed]) => test.test(name) && isPassed),
  ).length;
  const total = reports.length + pageReports.length;
  console.log(`\n${total - wrong - failed} of ${total} reports have the expected result.`);
  if (wrong + failed > 0) process.exitCode = 1;
}
process.exit();
