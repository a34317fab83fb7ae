// @ts-check
/** A value that contains the token is removed from the result when a server echoes the token. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DEVICE,
  findDevices,
  getSession,
  inMockedTime,
  json,
  LIMIT,
  mockClock,
  noContent,
  requestForMany,
  requestRemoteAssistance,
  startSession,
  stubFetch,
} from "./support.mjs";

const SIGNED = "eyJ0eXAi.SECRET/text+0==";
const escaped = SIGNED.replaceAll("/", "\\/").replaceAll("+", "\\u002B").replaceAll("S", "\\u0053");

for (const [name, echo] of [
  ["a token as it was sent is removed", SIGNED],
  ["a token with JSON escapes is removed", escaped],
  ["a token that contains the token is removed", `${SIGNED.slice(0, 9)}${SIGNED}${SIGNED.slice(9)}`],
]) {
  test(name, LIMIT, async (t) => {
    stubFetch(
      t,
      async () =>
        new Response(
          `{"id":"${DEVICE}","deviceName":"named ${echo}","remoteAssistanceSessionUrl":"https://go.example/${echo}","${echo}":1}`,
          { status: 200 },
        ),
    );
    const session = await getSession(DEVICE, SIGNED);
    assert.doesNotMatch(JSON.stringify(session), /SECRET/);
    assert.deepEqual([session.deviceName, session.url, session.state], [null, null, "none"]);
  });
}

test("the token is removed from the items of a list", LIMIT, async (t) => {
  stubFetch(t, async () => json({ value: [{ id: "1", deviceName: `named ${SIGNED}` }, { id: SIGNED }] }));
  const { items } = await findDevices({ deviceName: "x" }, SIGNED);
  assert.deepEqual(
    items.map((/** @type {any} */ { id, deviceName }) => [id, deviceName]),
    [["1", null]],
  );
});

test("every token of the call is removed, also from the progress that a page stores for a reload", LIMIT, async (t) => {
  await mockClock(t);
  const tokens = ["first-token-FIRST", "second-token-SECOND", "third-token-THIRD", "fourth-token-FOURTH"];
  let tokenCalls = 0;
  stubFetch(t, async (index) => {
    if (index === 0) return new Response(null, { status: 503 });
    if (index === 2) return noContent();
    return json({
      id: DEVICE,
      deviceName: `${tokens}`,
      remoteAssistanceSessionUrl: index > 2 ? "https://go.example/1" : null,
      other: { deep: [tokens[0]] },
    });
  });
  /** @type {any[]} */
  const events = [];
  const session = await inMockedTime(
    t,
    startSession("deviceManagement", { managedDeviceId: DEVICE }, () => tokens[tokenCalls++] ?? "", {
      onProgress: (/** @type {any} */ progress) => void events.push(structuredClone(progress)),
    }),
  );
  assert.deepEqual([session.ended, session.deviceName, tokenCalls], ["ready", null, 4]);
  assert.doesNotMatch(JSON.stringify([session, events]), /FIRST|SECOND|THIRD|FOURTH/);
  assert.equal(events.at(-1).before.id, DEVICE);
});

test("a string too short to be a token is not searched for", LIMIT, async (t) => {
  stubFetch(t, async () => json({ id: DEVICE, deviceName: "token" }));
  assert.equal((await getSession(DEVICE, "token")).deviceName, "token");
});

test("the call works with a portal's own fetch that removes or replaces the token in the headers", LIMIT, async (t) => {
  for (const change of [
    (/** @type {Headers} */ headers) => headers.delete("authorization"),
    (/** @type {Headers} */ headers) => headers.set("authorization", "Bearer other-token-of-the-proxy"),
  ]) {
    const sent = stubFetch(t, async (_, { init: { headers, method } }) => {
      change(/** @type {Headers} */ (headers));
      return method === "POST" ? noContent() : json({ id: DEVICE, deviceName: `named ${SIGNED}` });
    });
    assert.equal((await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, SIGNED)).status, 204);
    assert.equal((await getSession(DEVICE, SIGNED)).deviceName, null);
    assert.equal(sent.length, 2);
  }
});

test("a token of an earlier request of a batch or list is removed", LIMIT, async (t) => {
  let tokenCalls = 0;
  const token = () => `token-SECRET-${++tokenCalls}`;
  const echo = { "request-id": "token-SECRET-1", "client-request-id": "x token-SECRET-1 x" };
  stubFetch(t, async (index) => (index === 0 ? noContent() : new Response(null, { status: 403, headers: echo })));
  const requests = ["a", "b", "c"].map((managedDeviceId) => ({
    scope: "deviceManagement",
    ids: { managedDeviceId },
  }));
  const results = await requestForMany(requests, token, { concurrency: 1 });
  assert.equal(results[2].error.code, "forbidden");
  assert.doesNotMatch(JSON.stringify(results), /SECRET/);

  tokenCalls = 0;
  const link = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?$skiptoken=2";
  stubFetch(t, async (index) =>
    index === 0
      ? json({ value: [], "@odata.nextLink": link })
      : json({ value: [{ id: "1", deviceName: "named token-SECRET-1" }] }),
  );
  const second = await (await findDevices({ deviceName: "n" }, token)).next();
  assert.deepEqual(second.items[0].deviceName, null);
});
