// @ts-check
/** A token function: what it may give, how it is asked, and what becomes of its failures. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import {
  assertFails,
  call,
  DEVICE,
  IDS,
  LIMIT,
  noContent,
  requestRemoteAssistance,
  settled,
  stubFetch,
  TOKEN,
} from "./support.mjs";

describe("what it may give", LIMIT, () => {
  /** @template T @extends {Promise<T>} */
  class Later extends Promise {}
  /** @type {[string, (request: object) => unknown][]} */
  const rows = [
    ["a string", () => TOKEN],
    ["a promise", async () => TOKEN],
    ["a promise, later", () => settled().then(() => TOKEN)],
    ["a thenable", () => ({ then: (/** @type {(token: string) => void} */ give) => give(TOKEN) })],
    ["a promise of another realm", () => runInNewContext(`Promise.resolve(${JSON.stringify(TOKEN)})`)],
    ["a promise of a subclass", () => Later.resolve(TOKEN)],
    [
      "a bound function's",
      function () {
        return TOKEN;
      }.bind(null),
    ],
    ["a proxy of a function's", new Proxy(() => TOKEN, {})],
  ];
  for (const [name, token] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      assert.equal((await call({}, token)).status, 204);
      assert.deepEqual(
        sent.map(({ init }) => new Headers(init.headers).get("authorization")),
        [`Bearer ${TOKEN}`],
      );
    });
  }
});

test("it is asked with one plain object that holds no claims, as a plain function", LIMIT, async (t) => {
  stubFetch(t);
  /** @type {{ receiver: unknown, given: unknown[] }[]} */
  const asked = [];
  await call(
    {},
    /** @this {unknown} */ function (/** @type {unknown[]} */ ...given) {
      asked.push({ receiver: this, given });
      return TOKEN;
    },
  );
  assert.deepEqual(asked, [{ receiver: undefined, given: [{}] }]);
});

test("it is asked anew for each call", LIMIT, async (t) => {
  const sent = stubFetch(t);
  let asked = 0;
  /** @type {object[]} */
  const requests = [];
  const token = (/** @type {object} */ request) => {
    requests.push(request);
    return `token-${++asked}`;
  };
  await call({}, token);
  await call({}, token);
  assert.deepEqual(
    sent.map(({ init }) => new Headers(init.headers).get("authorization")),
    ["Bearer token-1", "Bearer token-2"],
  );
  assert.notEqual(requests[0], requests[1], "one request object for two calls");
});

test("it is not asked if another argument is wrong", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const token = t.mock.fn(() => TOKEN);
  await assertFails(requestRemoteAssistance("users", {}, token), { code: "invalidIds" });
  await assertFails(call({ timeout: 5 }, token), { code: "invalidOptions" });
  assert.deepEqual([token.mock.callCount(), sent.length], [0, 0]);
});

describe("the very thing that it threw is the cause", LIMIT, () => {
  /** @type {[string, unknown][]} */
  const rows = [
    ["an Error", new Error("interaction_required")],
    ["a string", "text"],
    ["an empty string", ""],
    ["undefined", undefined],
    ["null", null],
    ["a number", 0],
    ["a symbol", Symbol("s")],
    ["a frozen object", Object.freeze({ errorCode: "interaction_required" })],
    ["an Error of another realm", runInNewContext("new Error('foreign')")],
    ["a function", () => {}],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          get() {
            throw new Error("trap");
          },
        },
      ),
    ],
  ];
  for (const [name, thrown] of rows) {
    /** @type {[string, () => unknown][]} */
    const ways = [
      [
        "thrown at once",
        () => {
          throw thrown;
        },
      ],
      ["a rejected promise", () => Promise.reject(thrown)],
      [
        "an async function",
        async () => {
          throw thrown;
        },
      ],
      [
        "a thenable that rejects",
        () => ({ then: (/** @type {unknown} */ _, /** @type {(reason: unknown) => void} */ refuse) => refuse(thrown) }),
      ],
      [
        "a thenable that throws",
        () => ({
          then() {
            throw thrown;
          },
        }),
      ],
      [
        "a then that cannot be read",
        () => ({
          get then() {
            throw thrown;
          },
        }),
      ],
    ];
    for (const [way, token] of ways) {
      test(`${name}, ${way}`, LIMIT, async (t) => {
        const sent = stubFetch(t);
        const error = await assertFails(call({}, token), {
          code: "tokenProviderFailed",
          outcome: "notSent",
          attempts: 0,
          field: null,
        });
        assert.ok(Object.hasOwn(error, "cause"), "has a cause");
        assert.ok(Object.is(error.cause, thrown), "the cause is another");
        assert.equal(sent.length, 0);
      });
    }
  }
});

describe("what is no token has no cause", LIMIT, () => {
  /** @type {[string, () => unknown][]} */
  const rows = [
    ["nothing", () => {}],
    ["a promise of nothing", async () => {}],
    ["null", () => null],
    ["a number", () => 7],
    ["false", () => false],
    ["an object", () => ({ accessToken: TOKEN })],
    ["a function", () => () => TOKEN],
    ["a symbol", () => Symbol("t")],
    ["a String object", () => new String(TOKEN)],
    ["a bad token", () => "two words"],
    ["a promise of an object", async () => ({ accessToken: TOKEN })],
    ["an array", () => [TOKEN]],
    ["a promise of a function", async () => () => TOKEN],
    ["a revoked proxy in an array", () => [revoked()]],
  ];
  for (const [name, token] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const error = await assertFails(call({}, token), {
        code: "tokenProviderFailed",
        outcome: "notSent",
        attempts: 0,
        field: null,
      });
      assert.ok(!Object.hasOwn(error, "cause"), "has a cause");
      assert.equal(sent.length, 0);
    });
  }
});

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

test("a revoked proxy in place of a function or of its promise", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const { proxy, revoke } = Proxy.revocable(() => TOKEN, {});
  revoke();
  for (const token of [proxy, () => revoked()]) {
    const error = await assertFails(call({}, token), { code: "tokenProviderFailed", outcome: "notSent" });
    assert.ok(error.cause instanceof TypeError, "what asking it threw");
  }
  assert.equal(sent.length, 0);
});

test("inside it the portal may call again", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => noContent());
  const inner = call({}, async () => {
    await assertFails(call(), { code: "alreadyInFlight", outcome: "notSent" }, "the same device");
    await requestRemoteAssistance("deviceManagement", { managedDeviceId: `${DEVICE}-2` }, TOKEN);
    return TOKEN;
  });
  assert.equal((await inner).status, 204);
  assert.equal(sent.length, 2);
});

test("the token of one call is never another's", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const names = Array.from({ length: 50 }, (_, index) => `device-${index}`);
  await Promise.all(
    names.map((name, index) =>
      requestRemoteAssistance("users", { ...IDS.users, managedDeviceId: name }, async () => {
        for (let turn = index % 7; turn > 0; turn--) await settled();
        return `token-of-${name}`;
      }),
    ),
  );
  for (const { url, init } of sent) {
    assert.equal(new Headers(init.headers).get("authorization"), `Bearer token-of-${url.split("/").at(-2)}`);
  }
  assert.equal(sent.length, names.length);
});
