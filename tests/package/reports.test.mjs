// @ts-check
/** Every public report of `npm run reports` has the expected result. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { furtherReports } from "../reports/further-reports.mjs";
import { packageReports } from "../reports/package-reports.mjs";
import { play } from "../reports/play.mjs";
import * as support from "./support.mjs";

describe("report", support.LIMIT, () => {
  for (const { id, report, expected, play: scenario } of [...packageReports, ...furtherReports]) {
    test(`${id}: ${report}`, support.LIMIT, async () => {
      await support.init();
      assert.equal(await play(/** @type {any} */ (support), scenario), expected);
    });
  }
});
