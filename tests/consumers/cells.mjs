// @ts-check
/**
 * The cells of the compatibility table: a tool and a layout, which is one way to use the package. Each is built and
 * run.
 */
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { EXPECTED, openGraph } from "./graph.mjs";

/**
 * @typedef {import("./workspace.mjs").Workspace} Workspace
 * @typedef {import("./workspace.mjs").Project} Project
 * @typedef {import("./graph.mjs").CallInput} CallInput
 *
 * @typedef {object} Cell
 * @property {string} tool
 * @property {string} layout
 * @property {Record<string, string>} files
 * @property {(project: Project, workspace: Workspace) => Promise<void>} [build]  builds the project, and checks the result
 * @property {(project: Project, input: CallInput, workspace: Workspace) => Promise<unknown>} run  returns the result of the portal
 * @property {unknown} [expected]  the expected result; by default, one successful request and one rejected call
 * @property {{ error: RegExp, why: string }} [limit]  the error of a build that the tool cannot do, and the reason
 *
 * @typedef {{ tool: string, layout: string, built: string, ran: string, remark: string }} Row
 */

const LIMIT = { timeout: 180_000 };

/**
 * Registers a test for each cell. Only two run at once, because the tools use more than one core.
 *
 * @param {string} title @param {Cell[]} cells @param {() => Promise<Workspace>} open
 * @returns {() => Row[]}  in the order of the cells
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

/** @param {Cell} cell @param {Row} row @param {Workspace} workspace */
async function runCell(cell, row, workspace) {
  const project = await workspace.project(`${cell.tool} ${cell.layout}`);
  await project.write(cell.files);
  if (cell.limit) {
    await assert.rejects(async () => cell.build?.(project, workspace), cell.limit.error);
    Object.assign(row, { built: "no", ran: "-", remark: cell.limit.why });
    return;
  }
  if (cell.build) {
    await cell.build(project, workspace);
    row.built = "yes";
  }
  if (cell.expected !== undefined) {
    // This cell sends nothing, so it needs no server.
    const input = { origin: "http://127.0.0.1:9", ids: { usersId: "u", managedDeviceId: "d" }, token: "t" };
    assert.deepEqual(await cell.run(project, input, workspace), cell.expected);
  } else {
    const graph = await openGraph();
    /** @type {unknown} */
    let result;
    try {
      result = await cell.run(project, graph.input, workspace);
    } catch (error) {
      await graph.close().catch(() => {}); // The error of `run` is the cause, so it is the one to report.
      throw error;
    }
    await graph.close();
    assert.deepEqual(result, EXPECTED);
  }
  row.ran = "yes";
}

/** Prints the rows after all tests. @param {(() => Row[])[]} groups */
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
  const failed = rows.filter(({ built, ran }) => built === "NO" || ran === "NO").length;
  return ["", ...lines.map(print), "", `${rows.length} cells, ${failed} failed`, ""].join("\n");
}
