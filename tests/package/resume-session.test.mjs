// @ts-check
/** `resumeSession` continues a request after a reload, from the stored progress, and sends no second request. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  DEVICE,
  IDS,
  inMockedTime,
  json,
  LIMIT,
  mockClock,
  never,
  noContent,
  resumeSession,
  settled,
  startSession,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const OLD = "https://get.teamviewer.com/old";
const NEW = "https://get.teamviewer.com/new";
const deviceWithUrl = (/** @type {string | null} */ url) =>
  json({ id: DEVICE, deviceName: "LAPTOP-07", remoteAssistanceSessionUrl: url });

/** Ends a call in a phase as a reload would, and returns its last progress as it comes out of JSON. */
async function progressAfterReload(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {string | null} */ before,
  phase = "accepted",
) {
  const controller = new AbortController();
  let stored = "";
  stubFetch(t, async (index) => (index === 1 ? noContent() : deviceWithUrl(before)));
  const onProgress = (/** @type {any} */ progress) => {
    stored = JSON.stringify(progress);
    if (progress.phase === phase) controller.abort();
  };
  await inMockedTime(t, startSession("users", IDS.users, TOKEN, { onProgress, signal: controller.signal })).catch(
    () => {},
  );
  return JSON.parse(stored);
}

test("a link from before the request does not end the wait", LIMIT, async (t) => {
  await mockClock(t);
  for (const phase of ["accepted", "waiting"]) {
    const progress = await progressAfterReload(t, OLD, phase);
    assert.equal(progress.phase, phase);
    const sent = stubFetch(t, async (index) => deviceWithUrl(index < 2 ? OLD : NEW));
    const session = await inMockedTime(t, resumeSession(DEVICE, progress, TOKEN));
    assert.deepEqual(
      [session.ended, session.url, session.isCompared, session.elapsedMs],
      ["ready", NEW, true, 5_000],
      phase,
    );
    assert.deepEqual(
      sent.map(({ init: { method } }) => method),
      ["GET", "GET", "GET"],
    );
    assert.ok(!("receipt" in session));
  }
});

test("the device is read at once", LIMIT, async (t) => {
  await mockClock(t);
  const progress = await progressAfterReload(t, null);
  stubFetch(t, async () => deviceWithUrl(NEW));
  const session = await resumeSession(DEVICE, progress, TOKEN);
  assert.deepEqual(session, {
    state: "ready",
    url: NEW,
    errorDetails: null,
    reason: null,
    deviceName: "LAPTOP-07",
    action: null,
    ended: "ready",
    message: "The session is ready to be opened.",
    isCompared: true,
    elapsedMs: 0,
    error: null,
  });
});

test("several reloads keep requestedAt and before", LIMIT, async (t) => {
  await mockClock(t);
  let progress = await progressAfterReload(t, OLD);
  const { requestedAt, before } = progress;
  assert.equal(before.remoteAssistanceSessionUrl, OLD);
  for (let reload = 0; reload < 3; reload++) {
    stubFetch(t, async () => deviceWithUrl(OLD));
    /** @type {any[]} */
    const events = [];
    const options = { pollTimeoutMs: 3_000, onProgress: (/** @type {any} */ progress) => events.push(progress) };
    const session = await inMockedTime(t, resumeSession(DEVICE, progress, TOKEN, options));
    assert.deepEqual([session.ended, session.isCompared], ["timeout", true]);
    assert.ok(events.length > 0);
    for (const event of events)
      assert.deepEqual([event.phase, event.requestedAt, event.before], ["waiting", requestedAt, before]);
    progress = JSON.parse(JSON.stringify(events.at(-1)));
  }
});

test("without a read from before the request, any link counts, and isCompared is false", LIMIT, async (t) => {
  await mockClock(t);
  const progress = { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt: Date.now(), before: null, problem: null };
  stubFetch(t, async (index) => deviceWithUrl(index < 2 ? OLD : NEW));
  const session = await inMockedTime(t, resumeSession(DEVICE, progress, TOKEN));
  assert.deepEqual([session.ended, session.url, session.isCompared], ["ready", NEW, false]);
});

describe("an invalid progress is rejected", LIMIT, () => {
  for (const [name, progress] of /** @type {[string, unknown][]} */ ([
    ["undefined", undefined],
    ["null", null],
    ["its JSON text", JSON.stringify({ requestedAt: 5 })],
    ["an array", [5]],
    ["an empty object", {}],
    ["the phase before the request", { phase: "checking", requestedAt: 0 }],
    ["the phase before Graph's reply", { phase: "requesting", requestedAt: 5, before: null }],
    ["a negative time", { phase: "waiting", requestedAt: -1 }],
    ["a time as text", { phase: "waiting", requestedAt: "1800000000000" }],
    ["a time that is a Date", { phase: "waiting", requestedAt: new Date() }],
    ["a time that is NaN", { phase: "waiting", requestedAt: NaN }],
    ["a time that is Infinity", { phase: "waiting", requestedAt: Infinity }],
    ["a time that is a bigint", { phase: "waiting", requestedAt: 5n }],
    ["a time that is true", { phase: "waiting", requestedAt: true }],
    ["a time in an array", { phase: "waiting", requestedAt: [5] }],
    [
      "a getter that throws",
      {
        get requestedAt() {
          throw new Error("mine");
        },
      },
    ],
    ["a time that is a symbol", { phase: "waiting", requestedAt: Symbol("5") }],
    ["a phase that is not text", { phase: { toString: 1, valueOf: 2 }, requestedAt: 5 }],
    [
      "a phase that throws when it is converted to text",
      {
        phase: {
          toString() {
            throw new Error("mine");
          },
        },
        requestedAt: 5,
      },
    ],
    ["a phase in an array", { phase: ["accepted"], requestedAt: 5 }],
    ["a phase that is a symbol", { phase: Symbol("accepted"), requestedAt: 5 }],
  ])) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t, async () => deviceWithUrl(NEW));
      await assertFails(resumeSession(DEVICE, progress, TOKEN), {
        code: "invalidOptions",
        outcome: "notSent",
        field: "progress",
      });
      assert.equal(sent.length, 0);
    });
  }
});

test("the progress of another device is rejected", LIMIT, async (t) => {
  await mockClock(t);
  const progress = {
    phase: "waiting",
    requestedAt: 5,
    before: { id: "another-device", remoteAssistanceSessionUrl: OLD },
  };
  const sent = stubFetch(t, async () => deviceWithUrl(NEW));
  await assertFails(resumeSession(DEVICE, progress, TOKEN), {
    code: "invalidOptions",
    outcome: "notSent",
    field: "progress",
  });
  assert.equal(sent.length, 0);
  for (const id of [DEVICE.toUpperCase(), DEVICE]) {
    const session = await inMockedTime(
      t,
      resumeSession(DEVICE, { ...progress, before: { ...progress.before, id } }, TOKEN),
    );
    assert.deepEqual([session.ended, session.url, session.isCompared], ["ready", NEW, true]);
  }
});

test("an invalid before is ignored", LIMIT, async (t) => {
  await mockClock(t);
  for (const before of [
    7,
    "x",
    [],
    {},
    { id: null },
    { id: DEVICE, deviceActionResults: 7 },
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("mine");
        },
      },
    ),
  ]) {
    stubFetch(t, async (index) => deviceWithUrl(index === 0 ? null : NEW));
    const session = await inMockedTime(t, resumeSession(DEVICE, { phase: "waiting", requestedAt: 5, before }, TOKEN));
    assert.deepEqual([session.ended, session.url], ["ready", NEW]);
  }
});

test("other invalid arguments are rejected", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const progress = { phase: "waiting", requestedAt: 5 };
  await assertFails(resumeSession("a/b", progress, TOKEN), { code: "invalidIds", field: "managedDeviceId" });
  await assertFails(resumeSession(DEVICE, progress, ""), { code: "invalidToken", field: "token" });
  await assertFails(resumeSession(DEVICE, progress, TOKEN, { before: {} }), {
    code: "invalidOptions",
    field: "options.before",
  });
  await assertFails(resumeSession(DEVICE, progress, TOKEN, null), { code: "invalidOptions", field: "options" });
  await assertFails(resumeSession(DEVICE, progress, TOKEN, { signal: AbortSignal.abort("left") }), {
    code: "aborted",
    cause: "left",
  });
  assert.equal(sent.length, 0);
});

test("while it waits, other calls for the device reject with alreadyInFlight", LIMIT, async (t) => {
  await mockClock(t);
  stubFetch(t, never);
  const controller = new AbortController();
  const resumed = resumeSession(DEVICE, { phase: "waiting", requestedAt: 5 }, TOKEN, { signal: controller.signal });
  for (let turn = 0; turn < 5; turn++) await settled();
  await assertFails(call(), { code: "alreadyInFlight" });
  await assertFails(resumeSession(DEVICE.toLowerCase(), { phase: "waiting", requestedAt: 5 }, TOKEN), {
    code: "alreadyInFlight",
  });
  controller.abort();
  assert.equal((await resumed).ended, "aborted");
  stubFetch(t);
  assert.equal((await call()).status, 204);
});
