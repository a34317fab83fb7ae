// @ts-check
/**
 * `npm run reports` prints a table of all reports: source, result at 53f368b, result now. `--record <dist>` plays the
 * reports against an older build and writes before.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { furtherReports } from "./further-reports.mjs";
import { packageReports } from "./package-reports.mjs";
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
  const failed = reports.filter(({ id, expected }) => now[id] !== expected);
  console.log(`\n${reports.length - failed.length} of ${reports.length} reports have the expected result.`);
  if (failed.length > 0) process.exitCode = 1;
}
process.exit();
