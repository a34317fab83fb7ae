// @ts-check
/** The device simulator: times, several sessions, and the overrides for tests. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { GraphError } from "../../sandbox/graph/errors.mjs";
import { deviceNamed, graphClient, sandboxForTests } from "./support.mjs";

const START = Date.parse("2026-11-22T09:00:00.123Z");
const SELECT = "$select=remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,deviceActionResults";

/** @param {Partial<Parameters<typeof import("../../sandbox/sandbox.mjs").startSandbox>[0]>} [options] */
async function openSandbox(options) {
  const clock = createStoppedClock(START);
  const sandbox = await sandboxForTests({ clock, ...options });
  const graph = await graphClient(sandbox);
  const pathOf = (/** @type {string} */ name) => `managedDevices/${deviceNamed(sandbox, name).id}`;
  return {
    sandbox,
    clock,
    graph,
    read: (/** @type {string} */ name) => graph.get(`${pathOf(name)}?${SELECT}`),
    request: async (/** @type {string} */ name) => (await graph.post(`${pathOf(name)}/requestRemoteAssistance`)).status,
  };
}

test("an action result has the times of the request and of the last change, with seven decimal places", async () => {
  const { clock, read, request } = await openSandbox();
  clock.advance(10_000);
  await request("ADA-LAPTOP");
  clock.advance(3_999);
  assert.deepEqual((await read("ADA-LAPTOP")).body.deviceActionResults, [
    {
      actionName: "requestRemoteAssistance",
      actionState: "active",
      startDateTime: "2026-11-22T09:00:10.1230000Z",
      lastUpdatedDateTime: "2026-11-22T09:00:12.1230000Z",
    },
  ]);
  clock.advance(1);
  const { body } = await read("ADA-LAPTOP");
  assert.equal(body.deviceActionResults[0].lastUpdatedDateTime, "2026-11-22T09:00:14.1230000Z");
  assert.equal(body.deviceActionResults[0].startDateTime, "2026-11-22T09:00:10.1230000Z");
});

test("the result of an earlier session is older than the sandbox", async () => {
  const { read } = await openSandbox();
  const [result] = (await read("DEMO-OLD-LINK-THEN-NEW")).body.deviceActionResults;
  assert.deepEqual(
    [result.startDateTime, result.lastUpdatedDateTime],
    ["2026-11-22T07:30:00.1230000Z", "2026-11-22T07:30:00.1230000Z"],
  );
});

test("a new session with the same link has new times", async () => {
  const { clock, read, request } = await openSandbox();
  const before = (await read("DEMO-SAME-LINK-AGAIN")).body;
  await request("DEMO-SAME-LINK-AGAIN");
  clock.advance(4_000);
  const after = (await read("DEMO-SAME-LINK-AGAIN")).body;
  assert.equal(after.remoteAssistanceSessionUrl, before.remoteAssistanceSessionUrl);
  assert.equal(after.deviceActionResults.length, 1);
  assert.equal(after.deviceActionResults[0].startDateTime, "2026-11-22T09:00:00.1230000Z");
});

test("a second session has another link, and the first link stays until then", async () => {
  const { clock, read, request } = await openSandbox();
  const links = [];
  for (const wait of [4_000, 3_999, 1]) {
    if (wait !== 1) await request("ADA-LAPTOP");
    clock.advance(wait);
    links.push((await read("ADA-LAPTOP")).body.remoteAssistanceSessionUrl.split("/").at(-1));
  }
  assert.deepEqual(links, ["4c46edc3-1", "4c46edc3-1", "4c46edc3-2"]);
});

test("a request during a session starts a new session", async () => {
  const { clock, read, request } = await openSandbox();
  await request("ADA-LAPTOP");
  clock.advance(3_000);
  await request("ADA-LAPTOP");
  const { body } = await read("ADA-LAPTOP");
  assert.deepEqual([body.deviceActionResults.length, body.deviceActionResults[0].actionState], [1, "pending"]);
  clock.advance(3_999);
  assert.equal((await read("ADA-LAPTOP")).body.remoteAssistanceSessionUrl, "");
});

test("a session belongs to the device, whichever route requested it", async () => {
  const { sandbox, clock, graph, read } = await openSandbox();
  const { id } = deviceNamed(sandbox, "ADA-LAPTOP");
  await graph.post(`detectedApps/${sandbox.tenant.detectedApps[0].id}/managedDevices/${id}/requestRemoteAssistance`);
  clock.advance(4_000);
  assert.match((await read("ADA-LAPTOP")).body.remoteAssistanceSessionUrl, /-1$/);
  assert.equal((await read("ADA-PHONE")).body.remoteAssistanceSessionUrl, "");
});

test("a step can have the length 0", async () => {
  const { read, request } = await openSandbox({ stepMs: 0 });
  await request("DEMO-READY-SLOWLY");
  assert.match((await read("DEMO-READY-SLOWLY")).body.remoteAssistanceSessionUrl, /-1$/);
});

test("a test can replace a device's behaviour at the start and later", async () => {
  const { sandbox, clock, read, request } = await openSandbox({ behaviours: { "ADA-LAPTOP": "gone" } });
  assert.equal(await request("ADA-LAPTOP"), 404);
  const { id } = deviceNamed(sandbox, "ADA-LAPTOP");
  sandbox.graph.setBehaviour(id, "oldLinkForEver");
  assert.match((await read("ADA-LAPTOP")).body.remoteAssistanceSessionUrl, /-0$/);
  sandbox.graph.setBehaviour("ADA-LAPTOP", {
    description: "its own thing",
    changes: [{ step: 5, actionState: "failed", error: "No battery." }],
  });
  assert.equal((await read("ADA-LAPTOP")).body.remoteAssistanceSessionUrl, "", "the history is deleted");
  assert.equal(await request("ADA-LAPTOP"), 204);
  clock.advance(10_000);
  assert.equal((await read("ADA-LAPTOP")).body.remoteAssistanceSessionErrorDetails, "No battery.");
});

test("setBehaviour throws for an unknown device or behaviour", async () => {
  const { sandbox } = await openSandbox();
  assert.throws(() => sandbox.graph.setBehaviour("NOBODY", "gone"), RangeError);
  assert.throws(() => sandbox.graph.setBehaviour("ADA-LAPTOP", /** @type {any} */ ("dances")), RangeError);
});

test("refuseNextOf refuses the next request with one method only", async () => {
  const { sandbox, read, request } = await openSandbox();
  sandbox.graph.refuseNextOf("POST", new GraphError(503, "ServiceUnavailable", "Later."));
  assert.equal((await read("ADA-LAPTOP")).status, 200);
  assert.equal(await request("ADA-LAPTOP"), 503);
  assert.equal(await request("ADA-LAPTOP"), 204);
  sandbox.graph.refuseNextOf("GET", new GraphError(502, "BadGateway", "Later."));
  assert.equal(await request("ADA-LAPTOP"), 204);
  assert.equal((await read("ADA-LAPTOP")).status, 502);
});
