// @ts-check
/** What a server gives back of a token is not handed out, however it is written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DEVICE,
  findDevices,
  getSession,
  init,
  inMockedTime,
  json,
  LIMIT,
  noContent,
  requestRemoteAssistance,
  startSession,
  stubFetch,
} from "./support.mjs";

const SIGNED = "eyJ0eXAi.SECRET/text+0==";
const escaped = SIGNED.replaceAll("/", "\\/").replaceAll("+", "\\u002B").replaceAll("S", "\\u0053");

for (const [name, given] of [
  ["as it is", SIGNED],
  ["escaped", escaped],
  ["in itself", `${SIGNED.slice(0, 9)}${SIGNED}${SIGNED.slice(9)}`],
]) {
  test(name, LIMIT, async (t) => {
    stubFetch(
      t,
      async () =>
        new Response(
          `{"id":"${DEVICE}","deviceName":"named ${given}","remoteAssistanceSessionUrl":"https://go.example/${given}","${given}":1}`,
          { status: 200 },
        ),
    );
    const session = await getSession(DEVICE, SIGNED);
    assert.doesNotMatch(JSON.stringify(session), /SECRET/);
    assert.deepEqual([session.deviceName, session.url, session.state], [null, null, "none"]);
  });
}

test("an item of a list", LIMIT, async (t) => {
  stubFetch(t, async () => json({ value: [{ id: "1", deviceName: `named ${SIGNED}` }, { id: SIGNED }] }));
  const { items } = await findDevices({ deviceName: "x" }, SIGNED);
  assert.deepEqual(
    items.map((/** @type {any} */ { id, deviceName }) => [id, deviceName]),
    [["1", null]],
  );
});

test("each token of the call, and in what is told for a reload", LIMIT, async (t) => {
  await init();
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2027-01-15T08:00:00Z") });
  const tokens = ["first-token-FIRST", "second-token-SECOND", "third-token-THIRD", "fourth-token-FOURTH"];
  let asked = 0;
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
  const told = [];
  const session = await inMockedTime(
    t,
    startSession("deviceManagement", { managedDeviceId: DEVICE }, () => tokens[asked++] ?? "", {
      onProgress: (/** @type {any} */ progress) => void told.push(structuredClone(progress)),
    }),
  );
  assert.deepEqual([session.ended, session.deviceName, asked], ["ready", null, 4]);
  assert.doesNotMatch(JSON.stringify([session, told]), /FIRST|SECOND|THIRD|FOURTH/);
  assert.equal(told.at(-1).before.id, DEVICE);
});

test("a token too short to be one is not looked for", LIMIT, async (t) => {
  stubFetch(t, async () => json({ id: DEVICE, deviceName: "token" }));
  assert.equal((await getSession(DEVICE, "token")).deviceName, "token");
});

test(
  "a fetch of the portal's own that takes the token out of the headers, or puts another in, disturbs nothing",
  LIMIT,
  async (t) => {
    for (const change of [
      (/** @type {Headers} */ headers) => headers.delete("authorization"),
      (/** @type {Headers} */ headers) => headers.set("authorization", "Bearer other-token-of-the-proxy"),
    ]) {
      const sent = stubFetch(t, async (_, { init: { headers, method } }) => {
        change(/** @type {Headers} */ (headers));
        return method === "POST" ? noContent() : json({ id: DEVICE, deviceName: `named ${SIGNED}` });
      });
      assert.equal(
        (await requestRemoteAssistance("deviceManagement", { managedDeviceId: DEVICE }, SIGNED)).status,
        204,
      );
      assert.equal((await getSession(DEVICE, SIGNED)).deviceName, null);
      assert.equal(sent.length, 2);
    }
  },
);
