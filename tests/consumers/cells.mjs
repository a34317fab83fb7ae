// @ts-check
/** The cells of the table: a tool with one way of taking the package. Each is built, run and checked. */
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { EXPECTED, openGraph } from "./graph.mjs";

/**
 * @typedef {import("./workshop.mjs").Workshop} Workshop
 * @typedef {import("./workshop.mjs").Project} Project
 * @typedef {import("./graph.mjs").Order} Order
 *
 * @typedef {object} Cell
 * @property {string} tool
 * @property {string} layout
 * @property {Record<string, string>} files
 * @property {(project: Project, workshop: Workshop) => Promise<void>} [build]  and checks what was built
 * @property {(project: Project, order: Order, workshop: Workshop) => Promise<unknown>} run  gives what the portal saw
 * @property {unknown} [expected]  what it must have seen; without it, one request that succeeded and one that was refused
 * @property {{ error: RegExp, why: string }} [limit]  the tool's own: building fails so, and why
 *
 * @typedef {{ tool: string, layout: string, built: string, ran: string, remark: string }} Row
 */

const LIMIT = { timeout: 180_000 };

/**
 * Registers a test for each cell. Two at once: tools use more than one core themselves.
 *
 * @param {string} title @param {Cell[]} cells @param {() => Promise<Workshop>} open
 * @returns {() => Row[]}  in the cells' order
 */
export function testCells(title, cells, open) {
  const rows = cells.map(({ tool, layout, build }) => ({
    tool,
    layout,
    built: build ? "NO" : "-",
    ran: "NO",
    remark: "",
  }));
  describe(title, { concurrency: 2 }, () => {
    cells.forEach((cell, index) => {
      test(`${cell.tool}: ${cell.layout}`, LIMIT, async () => runCell(cell, rows[index], await open()));
    });
  });
  return () => rows;
}

/** @param {Cell} cell @param {Row} row @param {Workshop} workshop */
async function runCell(cell, row, workshop) {
  const project = await workshop.project(`${cell.tool} ${cell.layout}`);
  await project.write(cell.files);
  if (cell.limit) {
    await assert.rejects(async () => cell.build?.(project, workshop), cell.limit.error);
    Object.assign(row, { built: "no", ran: "-", remark: cell.limit.why });
    return;
  }
  if (cell.build) {
    await cell.build(project, workshop);
    row.built = "yes";
  }
  if (cell.expected !== undefined) {
    // Nothing is sent: no server could be asked.
    const order = { origin: "http://127.0.0.1:9", ids: { usersId: "u", managedDeviceId: "d" }, token: "t" };
    assert.deepEqual(await cell.run(project, order, workshop), cell.expected);
  } else {
    const graph = await openGraph();
    /** @type {unknown} */
    let seen;
    try {
      seen = await cell.run(project, graph.order, workshop);
    } catch (error) {
      await graph.close().catch(() => {}); // The first failure is the one to tell.
      throw error;
    }
    await graph.close();
    assert.deepEqual(seen, EXPECTED);
  }
  row.ran = "yes";
}

/** Prints the rows when everything has run. @param {(() => Row[])[]} groups */
export function printTable(groups) {
  after(() => console.log(tableOf(groups.flatMap((rows) => rows()))));
}

/** @param {Row[]} rows */
function tableOf(rows) {
  const lines = [{ tool: "tool", layout: "layout", built: "built", ran: "ran", remark: "" }, ...rows];
  const columns = /** @type {const} */ (["tool", "layout", "built", "ran", "remark"]);
  const widths = columns.map((column) => Math.max(...lines.map((line) => line[column].length)));
  const print = (/** @type {Row} */ line) =>
    columns
      .map((column, index) => line[column].padEnd(widths[index]))
      .join("  ")
      .trimEnd();
  const red = rows.filter(({ built, ran }) => built === "NO" || ran === "NO").length;
  return ["", ...lines.map(print), "", `${rows.length} cells, ${red} red`, ""].join("\n");
}
