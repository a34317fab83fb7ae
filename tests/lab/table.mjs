// @ts-check
/** Formats the rows of a run as a table. The numbers of connections and preflights include the warm-up. */

const NUMBERS = ["fetch()", "POSTs", "preflights", "connections", "ms"];

/**
 * @param {string} title
 * @param {import("./row.mjs").Row[]} rows
 */
export function table(title, rows) {
  const head = ["fault", "transport", "code", "outcome", "fetch()", "POSTs", "preflights", "connections", "ms", ""];
  const lines = rows.map(
    ({ fault, transport, code, outcome, fetches, posts, preflights, connections, ms, problems }) => [
      ...[fault, transport, code, outcome || "-"],
      ...[fetches, posts, preflights, connections, Math.round(ms)].map(String),
      [...(posts > fetches ? ["resent by the client"] : []), ...problems.map((problem) => `WRONG: ${problem}`)].join(
        "; ",
      ),
    ],
  );
  const isNumber = head.map((name) => NUMBERS.includes(name));
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map((line) => line[column].length)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ i) =>
    isNumber[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]);
  const print = (/** @type {string[]} */ line) => [...line.slice(0, -1).map(pad), line.at(-1)].join("  ").trimEnd();
  return ["", title, print(head), ...lines.map(print), ""].join("\n");
}
