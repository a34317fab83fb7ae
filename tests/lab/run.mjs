// @ts-check
/** Plays every fault on every transport with one client, and prints the table of the rows at the end. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CANARY } from "./caller.mjs";
import { temporaryCertificate } from "./certificate.mjs";
import { EXPECTED } from "./expected.mjs";
import { FAULTS } from "./faults/index.mjs";
import { runRow, transportsOf } from "./row.mjs";
import { table } from "./table.mjs";

/** How many faults are played at once, each on all of its transports. Most of their time is spent waiting. */
const AT_ONCE = 16;

/**
 * Defines the tests of both test files.
 *
 * @param {import("./expected.mjs").ClientName} name
 * @param {(certificate: import("./certificate.mjs").Certificate) => Promise<import("./clients.mjs").Client>} start
 */
export function runLab(name, start) {
  const certificates = { trusted: temporaryCertificate(), untrusted: temporaryCertificate() };
  const names = chosen().filter((fault) => transportsOf(fault, name).length > 0);
  /** @type {Map<string, import("./row.mjs").Row[]>} */
  const rows = new Map();
  /** @type {import("./clients.mjs").Client} */
  let client;

  test(`${name}: every fault has an expected end of the call`, () => {
    assert.deepEqual(Object.keys(EXPECTED), Object.keys(FAULTS));
  });

  describe(`${name}: faults`, { concurrency: AT_ONCE }, () => {
    before(async () => void (client = await start(certificates.trusted)));
    after(async () => {
      assert.ok(client, "the client did not start");
      const inOrder = names.flatMap((fault) => rows.get(fault) ?? []);
      const resent = inOrder.filter(({ posts, fetches }) => posts > fetches).length;
      console.log(
        table(
          `${client.version}: ${inOrder.length} rows, ${resent} with POSTs that the client sent again by itself`,
          inOrder,
        ),
      );
      const shown = await client.shown();
      const uncaughtErrors = client.uncaughtErrors();
      await client.close();
      assert.ok(!shown.includes(CANARY), "the console or the page shows a token");
      assert.equal(uncaughtErrors, "", "uncaught errors");
    });
    for (const fault of names) {
      test(fault, async () => {
        const transports = transportsOf(fault, name);
        const run = await Promise.all(transports.map((transport) => runRow(fault, transport, client, certificates)));
        rows.set(fault, run);
        const wrong = run.flatMap(({ transport, problems }) => problems.map((problem) => `${transport}: ${problem}`));
        assert.deepEqual(wrong, []);
      });
    }
  });
}

/** Gives the faults that the environment variable LAB lists, or all. */
function chosen() {
  const names = (process.env.LAB ?? "").split(",").filter((name) => name !== "");
  for (const name of names)
    assert.ok(Object.hasOwn(FAULTS, name), `there is no fault "${name}", only ${Object.keys(FAULTS).join(", ")}`);
  return names.length > 0 ? names : Object.keys(FAULTS);
}
