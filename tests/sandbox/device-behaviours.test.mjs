// @ts-check
/** The behaviour of each sample device after a request for a session, to the millisecond. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { BEHAVIOURS } from "../../sandbox/tenant/behaviours.mjs";
import { CONNECTORS } from "../../sandbox/tenant/connectors.mjs";
import { deviceNamed, graphClient, sandboxForTests } from "./support.mjs";

const STEP_MS = 1_000;
const START = Date.parse("2026-11-22T09:00:00.123Z");
const SELECT = "$select=remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails,deviceActionResults";

const clock = createStoppedClock(START);
const sandbox = await sandboxForTests({ clock, stepMs: STEP_MS });
const graph = await graphClient(sandbox);

const pathOf = (/** @type {string} */ name) => `managedDevices/${deviceNamed(sandbox, name).id}`;
const read = (/** @type {string} */ name) => graph.get(`${pathOf(name)}?${SELECT}`);
const request = (/** @type {string} */ name) => graph.post(`${pathOf(name)}/requestRemoteAssistance`);

/** Returns the action's state, the link, and whether there is an error, as short text. */
async function summary(/** @type {string} */ name) {
  const { body } = await read(name);
  const start = `https://get.teamviewer.sandbox.invalid/s/${deviceNamed(sandbox, name).id.slice(0, 8)}-`;
  const {
    remoteAssistanceSessionUrl: url,
    remoteAssistanceSessionErrorDetails: error,
    deviceActionResults: results,
  } = body;
  const link = url === "" ? "–" : url.replace(start, "#");
  const actions = results.map((/** @type {any} */ { actionName, actionState }) =>
    actionName === "requestRemoteAssistance" ? actionState : `${actionName} ${actionState}`,
  );
  return [actions.join(", ") || "–", link, error === "" ? "–" : "error"].join(" | ");
}

const NOTHING = "– | – | –";
const PENDING = "pending | – | –";
const ACTIVE = "active | – | –";
const READY = "done | #1 | –";

/** The summary before the request, and the step from which each later summary is valid. */
/** @type {[name: string, before: string, after: Record<number, string>][]} */
const TIMELINES = [
  ["ADA-LAPTOP", NOTHING, { 0: PENDING, 1: ACTIVE, 2: READY }],
  ["DEMO-READY-SOON", NOTHING, { 0: PENDING, 1: ACTIVE, 2: READY }],
  ["DEMO-READY-AT-ONCE", NOTHING, { 0: READY }],
  ["DEMO-READY-SLOWLY", NOTHING, { 0: PENDING, 1: ACTIVE, 12: READY }],
  ["DEMO-READY-NO-RESULT", NOTHING, { 0: NOTHING, 2: "– | #1 | –" }],
  [
    "DEMO-READY-OTHER-NAME",
    NOTHING,
    { 0: "initiateRemoteSession pending | – | –", 2: "initiateRemoteSession done | #1 | –" },
  ],
  [
    "DEMO-READY-AMONG-OTHERS",
    NOTHING,
    { 0: PENDING, 1: "active, rebootNow failed | – | –", 3: "done, rebootNow failed | #1 | –" },
  ],
  ["DEMO-READY-UNKNOWN-STATE", NOTHING, { 0: PENDING, 1: "awaitingConsent | – | –", 3: "awaitingConsent | #1 | –" }],
  ["DEMO-OLD-LINK-THEN-NEW", "done | #0 | –", { 0: "pending | #0 | –", 1: "active | #0 | –", 3: READY }],
  ["DEMO-OLD-LINK-FOR-EVER", "done | #0 | –", { 0: "pending | #0 | –" }],
  [
    "DEMO-SAME-LINK-AGAIN",
    "done | https://get.teamviewer.sandbox.invalid/s/always-the-same | –",
    {
      0: "pending | https://get.teamviewer.sandbox.invalid/s/always-the-same | –",
      2: "done | https://get.teamviewer.sandbox.invalid/s/always-the-same | –",
    },
  ],
  ["DEMO-OLD-ERROR-THEN-LINK", "failed | – | error", { 0: "pending | – | error", 1: "active | – | error", 3: READY }],
  ["DEMO-OLD-ERROR-FOR-EVER", "failed | – | error", { 0: "pending | – | error" }],
  ["DEMO-FAILS", NOTHING, { 0: PENDING, 1: ACTIVE, 2: "failed | – | error" }],
  ["DEMO-FAILS-SILENTLY", NOTHING, { 0: PENDING, 2: "failed | – | –" }],
  ["DEMO-CANCELED", NOTHING, { 0: PENDING, 2: "canceled | – | –" }],
  ["DEMO-NOT-SUPPORTED", NOTHING, { 0: PENDING, 1: "notSupported | – | –" }],
  ["DEMO-NO-DATES", "done | – | –", { 0: PENDING, 2: "failed | – | error" }],
  ["DEMO-DONE-NO-LINK", NOTHING, { 0: PENDING, 2: "done | – | –" }],
  ["DEMO-NEVER-ANSWERS", NOTHING, { 0: PENDING }],
  ["DEMO-LINK-HTTP", NOTHING, { 0: PENDING, 2: "done | http://get.teamviewer.sandbox.invalid/s/0d345f2d-1 | –" }],
  ["DEMO-LINK-SCRIPT", NOTHING, { 0: PENDING, 2: "done | javascript:alert(document.domain) | –" }],
  ["DEMO-LINK-TEXT", NOTHING, { 0: PENDING, 2: "done | Ask <b>your</b> administrator | –" }],
];

for (const [name, before, after] of TIMELINES) {
  test(`${name}: ${sandbox.tenant.devices.find(({ deviceName }) => deviceName === name)?.behaviour}`, async () => {
    assert.equal(await summary(name), before);
    const reply = await request(name);
    assert.deepEqual([reply.status, reply.text], [204, ""]);
    const asked = clock.now();
    let expected = "";
    for (const [step, then] of Object.entries(after)) {
      const wait = asked + Number(step) * STEP_MS - clock.now();
      if (wait > 0) {
        clock.advance(wait - 1);
        assert.equal(await summary(name), expected, `a millisecond before step ${step}`);
        clock.advance(1);
      }
      assert.equal(await summary(name), then, `at step ${step}`);
      expected = then;
    }
    clock.advance(20 * STEP_MS);
    assert.equal(await summary(name), expected, "no further change");
  });
}

/** @type {[name: string, body: Record<string, unknown>][]} */
const PROPERTY_OVERRIDES = [
  ["DEMO-PROPERTIES-MISSING", {}],
  [
    "DEMO-PROPERTIES-NULL",
    { remoteAssistanceSessionUrl: null, remoteAssistanceSessionErrorDetails: null, deviceActionResults: null },
  ],
  [
    "DEMO-PROPERTIES-WRONG-TYPE",
    {
      remoteAssistanceSessionUrl: 42,
      remoteAssistanceSessionErrorDetails: ["?"],
      deviceActionResults: { actionState: "done" },
    },
  ],
];
for (const [name, expected] of PROPERTY_OVERRIDES) {
  test(`${name} has its fixed properties before and after the request`, async () => {
    const seen = async () => {
      const { "@odata.context": _, id, ...rest } = (await read(name)).body;
      return rest;
    };
    assert.deepEqual(await seen(), expected);
    assert.equal((await request(name)).status, 204);
    clock.advance(20 * STEP_MS);
    assert.deepEqual(await seen(), expected);
  });
}

/** @type {[name: string, status: number, code: string, retryAfter: string | undefined, inner: RegExp][]} */
const REFUSALS = [
  ["DEMO-REFUSED-403", 403, "UnknownError", undefined, /"ErrorCode":"Forbidden".*scope tags/],
  [
    "DEMO-GONE-404",
    404,
    "ResourceNotFound",
    undefined,
    /"Message": "The managed device is no longer enrolled - .*Activity ID: /,
  ],
  ["DEMO-CONFLICT-409", 409, "Conflict", undefined, /"Message": "Another session/],
  ["DEMO-UNSUITABLE-400", 400, "BadRequest", undefined, /"Message": "Remote assistance is not supported/],
  ["DEMO-NO-LICENCE-400", 400, "BadRequest", undefined, /"Message": "Request not applicable to target tenant\./],
  ["DEMO-SCOPE-TAGS-404", 404, "ResourceNotFound", undefined, /"Message": "Resource does not contain a tag/],
  ["DEMO-FORBIDDEN-401", 401, "UnknownError", undefined, /^The role lacks a permission\.$/],
  ["DEMO-UNAVAILABLE-503", 503, "ServiceUnavailable", "5", /^The service is unavailable\.$/],
  ["DEMO-THROTTLED-FOR-LONG", 429, "TooManyRequests", "120", /^Too many requests\.$/],
];
for (const [name, status, code, retryAfter, message] of REFUSALS) {
  test(`${name} refuses every request, and its state does not change`, async () => {
    for (const attempt of [1, 2]) {
      const reply = await request(name);
      assert.deepEqual(
        [reply.status, reply.body.error.code, reply.headers["retry-after"]],
        [status, code, retryAfter],
        `attempt ${attempt}`,
      );
      assert.match(reply.body.error.message, message);
    }
    assert.equal(await summary(name), NOTHING);
  });
}

test("DEMO-THROTTLED-429 accepts the request after two seconds, not before, and throttles the next request again", async () => {
  const attempt = async () => {
    const { status, headers } = await request("DEMO-THROTTLED-429");
    return [status, headers["retry-after"]];
  };
  assert.deepEqual(await attempt(), [429, "2"]);
  clock.advance(1_001);
  assert.deepEqual(await attempt(), [429, "1"]);
  assert.equal(await summary("DEMO-THROTTLED-429"), NOTHING);
  clock.advance(999);
  assert.deepEqual(await attempt(), [204, undefined]);
  assert.equal(await summary("DEMO-THROTTLED-429"), PENDING);
  assert.deepEqual(await attempt(), [429, "2"]);
});

for (const [name, seconds, inBody] of /** @type {const} */ ([
  ["DEMO-THROTTLED-NO-TIME", 6, undefined],
  ["DEMO-THROTTLED-IN-BODY", 3, 3],
])) {
  test(`${name} accepts the request after ${seconds} seconds, and no header says so`, async () => {
    const refused = await request(name);
    assert.deepEqual([refused.status, refused.headers["retry-after"]], [429, undefined]);
    const { message } = refused.body.error;
    assert.equal(message.startsWith("{") ? JSON.parse(message).RetryAfter : undefined, inBody);
    clock.advance(seconds * 1_000 - 1);
    assert.equal((await request(name)).status, 429);
    clock.advance(1);
    assert.equal((await request(name)).status, 204);
  });
}

test("DEMO-FORBIDDEN-401 has its code in an innererror in lower case", async () => {
  const { body } = await request("DEMO-FORBIDDEN-401");
  assert.deepEqual(Object.keys(body.error), ["code", "message", "innererror"]);
  assert.equal(body.error.innererror.code, "Forbidden");
});

test("DEMO-NO-DATES starts its action in the year 1", async () => {
  const [{ startDateTime }] = (await read("DEMO-NO-DATES")).body.deviceActionResults;
  assert.equal(startDateTime, "0001-01-01T00:00:00Z");
});

for (const [name, status] of /** @type {const} */ ([
  ["DEMO-READ-404-ONCE", 404],
  ["DEMO-READ-500-ONCE", 500],
  ["DEMO-READ-401-ONCE", 401],
])) {
  test(`${name} refuses one read after the request, and no other`, async () => {
    assert.equal((await read(name)).status, 200);
    assert.equal((await request(name)).status, 204);
    const reads = [await read(name), await read(name), await read(name)];
    assert.deepEqual(
      reads.map((reply) => reply.status),
      [status, 200, 200],
    );
  });
}

test("DEMO-WRAPPED returns the device in a member value", async () => {
  const { body } = await read("DEMO-WRAPPED");
  assert.deepEqual(Object.keys(body), ["value"]);
  assert.equal(body.value.id, deviceNamed(sandbox, "DEMO-WRAPPED").id);
});

test("DEMO-OTHER-DEVICE returns another device", async () => {
  const { status, body } = await read("DEMO-OTHER-DEVICE");
  assert.equal(status, 200);
  assert.notEqual(body.id, deviceNamed(sandbox, "DEMO-OTHER-DEVICE").id);
});

test("DEMO-READS-THROTTLED answers every other read and accepts the request", async () => {
  const reads = [];
  assert.equal((await request("DEMO-READS-THROTTLED")).status, 204);
  for (let count = 0; count < 4; count++) {
    reads.push((await read("DEMO-READS-THROTTLED")).status);
    clock.advance(1_000);
  }
  assert.deepEqual(reads, [429, 200, 429, 200]);
});

for (const [name, status] of /** @type {const} */ ([
  ["DEMO-READS-503", 503],
  ["DEMO-READS-403", 403],
])) {
  test(`${name} refuses reads by its id, but a search finds it and it accepts the request`, async () => {
    assert.equal((await read(name)).status, status);
    assert.equal((await graph.get(`managedDevices?$filter=deviceName%20eq%20'${name}'`)).body.value.length, 1);
    assert.equal((await request(name)).status, 204);
    assert.equal((await read(name)).status, status);
  });
}

test("a device or a connector uses each behaviour", () => {
  const used = new Set([
    ...sandbox.tenant.devices.map(({ behaviour }) => behaviour),
    ...Object.values(CONNECTORS).map(({ behaviour }) => behaviour),
  ]);
  assert.deepEqual(
    Object.keys(BEHAVIOURS).filter((name) => !used.has(/** @type {any} */ (name))),
    [],
  );
});
