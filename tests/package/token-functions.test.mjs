// @ts-check
/** Token functions: their results, their argument, and the errors when they fail. */
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

describe("a token function may be or return", LIMIT, () => {
  /** @template T @extends {Promise<T>} */
  class Later extends Promise {}
  /** @type {[string, (request: object) => unknown][]} */
  const rows = [
    ["a string", () => TOKEN],
    ["a promise", async () => TOKEN],
    ["a promise that is pending at first", () => settled().then(() => TOKEN)],
    ["a thenable", () => ({ then: (/** @type {(token: string) => void} */ resolve) => resolve(TOKEN) })],
    ["a promise of another realm", () => runInNewContext(`Promise.resolve(${JSON.stringify(TOKEN)})`)],
    ["a promise of a subclass", () => Later.resolve(TOKEN)],
    [
      "a bound function",
      function () {
        return TOKEN;
      }.bind(null),
    ],
    ["a proxy of a function", new Proxy(() => TOKEN, {})],
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

test("the token function is called as a plain function, with one plain object without claims", LIMIT, async (t) => {
  stubFetch(t);
  /** @type {{ receiver: unknown, args: unknown[] }[]} */
  const calls = [];
  await call(
    {},
    /** @this {unknown} */ function (/** @type {unknown[]} */ ...args) {
      calls.push({ receiver: this, args });
      return TOKEN;
    },
  );
  assert.deepEqual(calls, [{ receiver: undefined, args: [{}] }]);
});

test("the token function is called once for each call", LIMIT, async (t) => {
  const sent = stubFetch(t);
  let tokenCalls = 0;
  /** @type {object[]} */
  const requests = [];
  const token = (/** @type {object} */ request) => {
    requests.push(request);
    return `token-${++tokenCalls}`;
  };
  await call({}, token);
  await call({}, token);
  assert.deepEqual(
    sent.map(({ init }) => new Headers(init.headers).get("authorization")),
    ["Bearer token-1", "Bearer token-2"],
  );
  assert.notEqual(requests[0], requests[1], "the two calls share one object");
});

test("the token function is not called if another argument is invalid", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const token = t.mock.fn(() => TOKEN);
  await assertFails(requestRemoteAssistance("users", {}, token), { code: "invalidIds" });
  await assertFails(call({ timeout: 5 }, token), { code: "invalidOptions" });
  assert.deepEqual([token.mock.callCount(), sent.length], [0, 0]);
});

describe("the cause of the error is the value that the token function threw", LIMIT, () => {
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
    const variants = [
      [
        "thrown synchronously",
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
        () => ({ then: (/** @type {unknown} */ _, /** @type {(reason: unknown) => void} */ reject) => reject(thrown) }),
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
        "a then getter that throws",
        () => ({
          get then() {
            throw thrown;
          },
        }),
      ],
    ];
    for (const [variant, token] of variants) {
      test(`${name}, ${variant}`, LIMIT, async (t) => {
        const sent = stubFetch(t);
        const error = await assertFails(call({}, token), {
          code: "tokenProviderFailed",
          outcome: "notSent",
          attempts: 0,
          field: null,
        });
        assert.ok(Object.hasOwn(error, "cause"), "has a cause");
        assert.ok(Object.is(error.cause, thrown), "the cause is the thrown value");
        assert.equal(sent.length, 0);
      });
    }
  }
});

describe("a result that is not a token is rejected without a cause", LIMIT, () => {
  /** @type {[string, () => unknown][]} */
  const rows = [
    ["undefined", () => {}],
    ["a promise of undefined", async () => {}],
    ["null", () => null],
    ["a number", () => 7],
    ["false", () => false],
    ["an object", () => ({ accessToken: TOKEN })],
    ["a function", () => () => TOKEN],
    ["a symbol", () => Symbol("t")],
    ["a String object", () => new String(TOKEN)],
    ["an invalid token", () => "two words"],
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

test("a revoked proxy as the function or as its result is rejected with a TypeError as the cause", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const { proxy, revoke } = Proxy.revocable(() => TOKEN, {});
  revoke();
  for (const token of [proxy, () => revoked()]) {
    const error = await assertFails(call({}, token), { code: "tokenProviderFailed", outcome: "notSent" });
    assert.ok(error.cause instanceof TypeError, "the cause");
  }
  assert.equal(sent.length, 0);
});

test("a token function may call the package", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => noContent());
  const inner = call({}, async () => {
    await assertFails(call(), { code: "alreadyInFlight", outcome: "notSent" }, "the same device");
    await requestRemoteAssistance("deviceManagement", { managedDeviceId: `${DEVICE}-2` }, TOKEN);
    return TOKEN;
  });
  assert.equal((await inner).status, 204);
  assert.equal(sent.length, 2);
});

test("50 concurrent calls each send their own token", LIMIT, async (t) => {
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

describe("a token that Graph refuses", LIMIT, () => {
  const unauthenticated = () => new Response(null, { status: 401 });

  test("is requested once more with forceRefresh, and the request is sent once more", LIMIT, async (t) => {
    const sent = stubFetch(t, async (index) => (index === 0 ? unauthenticated() : noContent()));
    /** @type {object[]} */
    const requests = [];
    const token = (/** @type {object} */ request) => `token-number-${requests.push(request)}`;
    assert.equal((await call({}, token)).attempts, 2);
    assert.deepEqual(requests, [{}, { forceRefresh: true }]);
    assert.deepEqual(
      sent.map(({ init }) => new Headers(init.headers).get("authorization")),
      ["Bearer token-number-1", "Bearer token-number-2"],
    );
  });

  test("is not sent again if the function gives it again", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => unauthenticated());
    let tokenCalls = 0;
    const error = await assertFails(
      call({}, () => {
        tokenCalls++;
        return TOKEN;
      }),
      { code: "unauthenticated", outcome: "rejected", attempts: 1 },
    );
    assert.equal(error.status, 401);
    assert.deepEqual([tokenCalls, sent.length], [2, 1]);
  });

  test("is final if it is a string", LIMIT, async (t) => {
    const sent = stubFetch(t, async () => unauthenticated());
    await assertFails(call(), { code: "unauthenticated", outcome: "rejected", attempts: 1 });
    assert.equal(sent.length, 1);
  });
});
