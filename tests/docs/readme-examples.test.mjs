// @ts-check
/** The examples of the README run: what they send, and what they print. */
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import {
  DEVICE,
  inMockedTime,
  json,
  LIMIT,
  mockClock,
  noContent,
  stubFetch,
  stubGlobal,
  TOKEN,
} from "../package/support.mjs";
import { ROOT, readDocument } from "./documents.mjs";

/** Graph's address of the device. */
const ADDRESS = `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${DEVICE}`;

let count = 0;

/**
 * Imports the block of the README that contains a text. A block that exports nothing becomes the function `run`, so that the
 * import takes no time of the mocked clock.
 *
 * @param {string} part
 * @returns {Promise<any>} its exports
 */
async function importBlock(part) {
  const found = readDocument("README.md").blocks.filter(
    ({ language, code }) => language === "ts" && code.includes(part),
  );
  assert.equal(found.length, 1, `one block contains ${part}`);
  let block = found[0]?.code ?? "";
  if (!block.includes("export ")) {
    const [imports, rest] = block.split(/\n\n(.*)/s);
    block = `${imports}\nexport async function run() {\n${rest}\n}\n`;
  }
  const { code } = await transform(block, { loader: "ts", format: "esm" });
  // Below the root, so that it finds the package.
  const folder = join(ROOT, "target/docs-blocks/run");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${++count}.mjs`);
  await writeFile(file, code);
  return import(pathToFileURL(file).href);
}

/**
 * Collects what is printed until the test ends.
 *
 * @param {import("node:test").TestContext} t
 * @param {("log" | "warn" | "error")[]} [levels]
 */
function capture(t, levels = ["log", "warn", "error"]) {
  /** @type {unknown[][]} */
  const printed = [];
  for (const level of levels) {
    t.mock.method(console, level, (/** @type {unknown[]} */ ...words) => void printed.push([level, ...words]));
  }
  return printed;
}

describe("a request without a wait", () => {
  test("sends one POST and prints the request id", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => noContent({ "request-id": "11111111-2222-4333-8444-555555555555" }));
    const printed = capture(t);
    const { requestHelp } = await importBlock("export async function requestHelp");
    await requestHelp(DEVICE, async () => TOKEN);
    assert.deepEqual(
      sent.map(({ url, init }) => [init.method, url]),
      [["POST", `${ADDRESS}/requestRemoteAssistance`]],
    );
    assert.deepEqual(printed, [["log", "Graph accepted the request", "11111111-2222-4333-8444-555555555555"]]);
  });

  test("prints code and message of a refusal", LIMIT, async (t) => {
    stubFetch(t, async () => json({ error: { code: "Forbidden", message: "No." } }, 403));
    const printed = capture(t);
    const { requestHelp } = await importBlock("export async function requestHelp");
    await requestHelp(DEVICE, async () => TOKEN);
    assert.deepEqual(
      printed.map((words) => words.slice(0, 2)),
      [["error", "forbidden"]],
    );
    assert.match(String(printed[0]?.[2]), /^Graph does not permit this\. /);
  });

  test("warns if the device may ring", LIMIT, async (t) => {
    stubFetch(t, async () => json({}, 503));
    const printed = capture(t);
    const { requestHelp } = await importBlock("export async function requestHelp");
    await requestHelp(DEVICE, async () => TOKEN);
    assert.deepEqual(
      printed.map((words) => words.slice(0, 2)),
      [
        ["warn", "The device may ring. Check it before you send the request again."],
        ["error", "unavailable"],
      ],
    );
  });
});

describe("from the request to the session", () => {
  // Node itself warns of the mocked clock with `console.error`.
  const device = (/** @type {object} */ session) =>
    json({ id: DEVICE, deviceName: "PC", remoteAssistanceSessionUrl: "", deviceActionResults: [], ...session });

  test("prints the link", LIMIT, async (t) => {
    const { run } = await importBlock("switch (session.ended)");
    await mockClock(t);
    stubGlobal(t, "managedDeviceId", { value: DEVICE });
    stubGlobal(t, "getToken", { value: async () => TOKEN });
    const link = "https://get.teamviewer.com/s12345";
    const replies = [device({}), noContent(), device({}), device({ remoteAssistanceSessionUrl: link })];
    const sent = stubFetch(t, async (index) => replies[index]);
    const printed = capture(t, ["log", "warn"]);
    await inMockedTime(t, run());
    assert.deepEqual(
      sent.map(({ init }) => init.method ?? "GET"),
      ["GET", "POST", "GET", "GET"],
    );
    assert.deepEqual(printed, [
      ["log", "checking"],
      ["log", "requesting"],
      ["log", "accepted"],
      ["log", "waiting"],
      ["log", "Show this link:", link],
    ]);
  });

  test("prints why there is none", LIMIT, async (t) => {
    const { run } = await importBlock("switch (session.ended)");
    await mockClock(t);
    stubGlobal(t, "managedDeviceId", { value: DEVICE });
    stubGlobal(t, "getToken", { value: async () => TOKEN });
    const details = "The user declined.";
    const replies = [device({}), noContent(), device({ remoteAssistanceSessionErrorDetails: details })];
    stubFetch(t, async (index) => replies[index]);
    const printed = capture(t, ["log", "warn"]);
    await inMockedTime(t, run());
    assert.deepEqual(printed.at(-1), ["warn", "reported", details]);
  });
});
