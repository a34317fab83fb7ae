// @ts-check
/** `resumeSession` takes a request up after a reload, by what `onProgress` was told, and rings nobody. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  call,
  DEVICE,
  IDS,
  init,
  inMockedTime,
  json,
  LIMIT,
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
const at = (/** @type {string | null} */ url) =>
  json({ id: DEVICE, deviceName: "LAPTOP-07", remoteAssistanceSessionUrl: url });

async function mocked(/** @type {import("node:test").TestContext} */ t) {
  await init();
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2027-01-15T08:00:00Z") });
}

/** What is left of a page that was reloaded while it waited: the last progress, as JSON keeps it. */
async function reloaded(
  /** @type {import("node:test").TestContext} */ t,
  /** @type {string | null} */ before,
  phase = "accepted",
) {
  const controller = new AbortController();
  let kept = "";
  stubFetch(t, async (index) => (index === 1 ? noContent() : at(before)));
  const onProgress = (/** @type {any} */ progress) => {
    kept = JSON.stringify(progress);
    if (progress.phase === phase) controller.abort();
  };
  await inMockedTime(t, startSession("users", IDS.users, TOKEN, { onProgress, signal: controller.signal })).catch(
    () => {},
  );
  return JSON.parse(kept);
}

test("an old link is not taken for the new one", LIMIT, async (t) => {
  await mocked(t);
  for (const phase of ["accepted", "waiting"]) {
    const progress = await reloaded(t, OLD, phase);
    assert.equal(progress.phase, phase);
    const sent = stubFetch(t, async (index) => at(index < 2 ? OLD : NEW));
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

test("it is read at once", LIMIT, async (t) => {
  await mocked(t);
  const progress = await reloaded(t, null);
  stubFetch(t, async () => at(NEW));
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

test("reloaded again and again", LIMIT, async (t) => {
  await mocked(t);
  let progress = await reloaded(t, OLD);
  const { requestedAt, before } = progress;
  assert.equal(before.remoteAssistanceSessionUrl, OLD);
  for (let reload = 0; reload < 3; reload++) {
    stubFetch(t, async () => at(OLD));
    /** @type {any[]} */
    const told = [];
    const options = { pollTimeoutMs: 3_000, onProgress: (/** @type {any} */ one) => told.push(one) };
    const session = await inMockedTime(t, resumeSession(DEVICE, progress, TOKEN, options));
    assert.deepEqual([session.ended, session.isCompared], ["timeout", true]);
    assert.ok(told.length > 0);
    for (const one of told)
      assert.deepEqual([one.phase, one.requestedAt, one.before], ["waiting", requestedAt, before]);
    progress = JSON.parse(JSON.stringify(told.at(-1)));
  }
});

test("no look was had before", LIMIT, async (t) => {
  await mocked(t);
  const progress = { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt: Date.now(), before: null, problem: null };
  stubFetch(t, async (index) => at(index < 2 ? OLD : NEW));
  const session = await inMockedTime(t, resumeSession(DEVICE, progress, TOKEN));
  assert.deepEqual([session.ended, session.url, session.isCompared], ["ready", NEW, false]);
});

describe("what is no progress of a request", LIMIT, () => {
  for (const [name, progress] of /** @type {[string, unknown][]} */ ([
    ["undefined", undefined],
    ["null", null],
    ["its text", JSON.stringify({ requestedAt: 5 })],
    ["an array", [5]],
    ["nothing in it", {}],
    ["before the request", { phase: "checking", requestedAt: 0 }],
    ["from before Graph's answer", { phase: "requesting", requestedAt: 5, before: null }],
    ["a negative time", { phase: "waiting", requestedAt: -1 }],
    ["a time as text", { phase: "waiting", requestedAt: "1800000000000" }],
    ["a date", { phase: "waiting", requestedAt: new Date() }],
    ["NaN", { phase: "waiting", requestedAt: NaN }],
    ["Infinity", { phase: "waiting", requestedAt: Infinity }],
    ["a bigint", { phase: "waiting", requestedAt: 5n }],
    ["true", { phase: "waiting", requestedAt: true }],
    ["an array in it", { phase: "waiting", requestedAt: [5] }],
    [
      "a getter that throws",
      {
        get requestedAt() {
          throw new Error("mine");
        },
      },
    ],
    ["a symbol", { phase: "waiting", requestedAt: Symbol("5") }],
    ["a phase that is no text", { phase: { toString: 1, valueOf: 2 }, requestedAt: 5 }],
    [
      "a phase that throws as text",
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
    ["a symbol as its phase", { phase: Symbol("accepted"), requestedAt: 5 }],
  ])) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t, async () => at(NEW));
      await assertFails(resumeSession(DEVICE, progress, TOKEN), {
        code: "invalidOptions",
        outcome: "notSent",
        field: "progress",
      });
      assert.equal(sent.length, 0);
    });
  }
});

test("the progress of another device is refused", LIMIT, async (t) => {
  await mocked(t);
  const progress = {
    phase: "waiting",
    requestedAt: 5,
    before: { id: "another-device", remoteAssistanceSessionUrl: OLD },
  };
  const sent = stubFetch(t, async () => at(NEW));
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

test("what was before may be anything", LIMIT, async (t) => {
  await mocked(t);
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
    stubFetch(t, async (index) => at(index === 0 ? null : NEW));
    const session = await inMockedTime(t, resumeSession(DEVICE, { phase: "waiting", requestedAt: 5, before }, TOKEN));
    assert.deepEqual([session.ended, session.url], ["ready", NEW]);
  }
});

test("the other arguments", LIMIT, async (t) => {
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

test("it counts as a call for the device", LIMIT, async (t) => {
  await mocked(t);
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
