// @ts-check
/** `getSession` from end to end: the request that it sends, and the session that it returns. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deviceReply, READ_URL, readyReply, SESSION_URL } from "./session-support.mjs";
import {
  assertFails,
  call,
  DEVICE,
  getSession,
  inMockedTime,
  LIMIT,
  mockClock,
  noContent,
  settled,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const action = (state = "done", startDateTime = "2027-01-15T08:00:00.1234567Z") => ({
  actionName: "requestRemoteAssistance",
  actionState: state,
  startDateTime,
  lastUpdatedDateTime: startDateTime,
});

describe("getSession returns the session of a device with", LIMIT, () => {
  /** @type {[string, object, object][]} */
  const ROWS = [
    ["no properties", {}, { state: "none" }],
    ["a link", { remoteAssistanceSessionUrl: SESSION_URL }, { state: "ready", url: SESSION_URL }],
    [
      "an error",
      { remoteAssistanceSessionErrorDetails: "no licence" },
      { state: "failed", errorDetails: "no licence", reason: "reported" },
    ],
    [
      "a javascript: link",
      { remoteAssistanceSessionUrl: "javascript:alert(1)" },
      {
        state: "failed",
        errorDetails: "Graph's link to the session is no https address.",
        reason: "badUrl",
      },
    ],
    [
      "a blob: link",
      { remoteAssistanceSessionUrl: "blob:https://get.teamviewer.com/1" },
      {
        state: "failed",
        errorDetails: "Graph's link to the session is no https address.",
        reason: "badUrl",
      },
    ],
    [
      "properties of other types",
      {
        remoteAssistanceSessionUrl: 7,
        remoteAssistanceSessionErrorDetails: [],
        deviceActionResults: "x",
        deviceName: {},
      },
      { state: "none", deviceName: null },
    ],
    [
      "an action",
      { deviceActionResults: [{ actionName: "rebootNow", actionState: "failed" }, action("active")] },
      {
        state: "pending",
        action: {
          name: "requestRemoteAssistance",
          state: "active",
          startDateTime: "2027-01-15T08:00:00.1234567Z",
          lastUpdatedDateTime: "2027-01-15T08:00:00.1234567Z",
        },
      },
    ],
    [
      "an action that has only a name",
      { deviceActionResults: [{ actionName: "remoteAssistance" }] },
      {
        state: "pending",
        action: { name: "remoteAssistance", state: "unknown", startDateTime: null, lastUpdatedDateTime: null },
      },
    ],
  ];
  for (const [name, properties, expected] of ROWS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t, async () => deviceReply(properties));
      const nothing = { url: null, errorDetails: null, reason: null, deviceName: "LAPTOP-07", action: null };
      assert.deepEqual(await getSession(DEVICE, TOKEN), { ...nothing, ...expected });
      assert.deepEqual(
        [sent.length, sent[0].url, sent[0].init.method, sent[0].init.body],
        [1, READ_URL, "GET", undefined],
      );
    });
  }

  test("an invalid id, which is rejected", LIMIT, async (t) => {
    const sent = stubFetch(t);
    for (const id of ["", ".", "a/b", "$x", null, undefined, 7, {}, new String(DEVICE)]) {
      await assertFails(
        getSession(id, TOKEN),
        { code: "invalidIds", outcome: "notSent", field: "managedDeviceId" },
        String(id),
      );
    }
    assert.equal(sent.length, 0);
  });

  test("another read and a request pending", LIMIT, async (t) => {
    stubFetch(t, async (_, { init: { method } }) => (await settled(), method === "POST" ? noContent() : readyReply()));
    const [one, two, receipt] = await Promise.all([getSession(DEVICE, TOKEN), getSession(DEVICE, TOKEN), call()]);
    assert.deepEqual([one.state, two.state, receipt.status], ["ready", "ready", 204]);
  });

  test("a lost reply after up to two retries", LIMIT, async (t) => {
    await mockClock(t);
    const sent = stubFetch(t, async (index) => {
      if (index < 2) throw new TypeError("lost");
      return readyReply();
    });
    assert.equal((await inMockedTime(t, getSession(DEVICE, TOKEN))).state, "ready");
    assert.equal(sent.length, 3);
    stubFetch(t, async () => {
      throw new TypeError("lost");
    });
    await assertFails(inMockedTime(t, getSession(DEVICE, TOKEN)), { code: "network", outcome: "notSent", attempts: 3 });
  });
});
