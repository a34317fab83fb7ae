// @ts-check
/** An invalid token is rejected before anything is sent, and no error contains a token. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { assertFails, assertHides, call, IDS, LIMIT, requestRemoteAssistance, stubFetch } from "./support.mjs";

const SECRET = "s3cr3t-par7";

/** Texts that are not a b64token of RFC 6750. @type {[string, string][]} */
const INVALID_TOKENS = [
  ["empty", ""],
  ["a newline behind", `${SECRET}\n`],
  ["a header", `${SECRET}\r\nX-Evil: 1`],
  ["a space within", `${SECRET} ${SECRET}`],
  ["a space in front", ` ${SECRET}`],
  ["a space behind", `${SECRET} `],
  ["a tab", `${SECRET}\t`],
  ["NUL", `${SECRET}\0`],
  ["DEL", `${SECRET}\x7f`],
  ["é", `${SECRET}é`],
  ["an emoji", `${SECRET}😀`],
  ["a lone surrogate", `${SECRET}\ud800`],
  ["a full-width letter", `${SECRET}\uff21`],
  ["= in front", `=${SECRET}`],
  ["= within", `${SECRET}=${SECRET}`],
  ["= alone", "=="],
  ["a comma", `${SECRET},${SECRET}`],
  ["a colon", `${SECRET}:`],
  ["quotes", `"${SECRET}"`],
  ["a percent", `${SECRET}%41`],
  ["20 000 characters", SECRET + "x".repeat(20_000)],
  ["16 385 characters", SECRET.padEnd(16_385, "x")],
  ["Bearer in front", `Bearer ${SECRET}`],
  ["bearer in front", `bearer ${SECRET}`],
  ["BEARER in front", `BEARER ${SECRET}`],
  ["a scheme alone", "Bearer "],
  ["JSON", JSON.stringify({ accessToken: SECRET })],
];

describe("an invalid token is rejected", LIMIT, () => {
  for (const [name, token] of INVALID_TOKENS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const error = await assertFails(call({}, token), {
        code: "invalidToken",
        outcome: "notSent",
        attempts: 0,
        field: "token",
        status: null,
      });
      assertHides(error, SECRET);
      assert.ok(!Object.hasOwn(error, "cause"));
      assert.equal(sent.length, 0);
    });
  }
});

describe("an invalid token from a token function is rejected", LIMIT, () => {
  for (const [name, token] of INVALID_TOKENS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const error = await assertFails(
        call({}, async () => token),
        { code: "tokenProviderFailed", outcome: "notSent", attempts: 0, status: null },
      );
      assertHides(error, SECRET);
      assert.ok(!Object.hasOwn(error, "cause"));
      assert.equal(sent.length, 0);
    });
  }
});

test("the message names Bearer if the token has the prefix", LIMIT, async () => {
  const [other, bearer, lower] = await Promise.all(
    ["a b", "Bearer abc", "bEARER abc"].map((token) => assertFails(call({}, token), { code: "invalidToken" })),
  );
  assert.match(bearer.message, /Bearer/);
  assert.equal(lower.message, bearer.message);
  assert.notEqual(other.message, bearer.message);
});

describe("a token that is neither a string nor a function is rejected", LIMIT, () => {
  /** @type {[string, unknown][]} */
  const rows = [
    ["undefined", undefined],
    ["null", null],
    ["a number", 7],
    ["true", true],
    ["a bigint", 7n],
    ["a symbol", Symbol(SECRET)],
    ["an object", { accessToken: SECRET }],
    ["an array", [SECRET]],
    ["a String object", new String(SECRET)],
    ["a promise", Promise.resolve(SECRET)],
    ["an object with toString", { toString: () => SECRET }],
    ["an AbortSignal", AbortSignal.abort(SECRET)],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ];
  for (const [name, token] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const error = await assertFails(requestRemoteAssistance("users", IDS.users, token), {
        code: "invalidToken",
        outcome: "notSent",
        attempts: 0,
        field: "token",
      });
      assertHides(error, SECRET);
      assert.equal(sent.length, 0);
    });
  }
});

describe("a valid token is sent unchanged", LIMIT, () => {
  /** @type {[string, string][]} */
  const rows = [
    ["one character", "a"],
    ["every legal character", "AZaz09-._~+/"],
    ["padding", "abc=="],
    ["much padding", "a========"],
    ["16 384 characters", "x".repeat(16_384)],
    ["the word Bearer", "Bearer"],
    ["a slash alone", "/"],
  ];
  for (const [name, token] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      await call({}, token);
      await call({}, () => token);
      const authorizations = sent.map(({ init }) => new Headers(init.headers).get("authorization"));
      assert.deepEqual(authorizations, [`Bearer ${token}`, `Bearer ${token}`]);
    });
  }
});

/** Replies and failures that contain the token. @type {[string, (secret: string) => unknown][]} */
const ECHOES = [
  [
    "fetch throws synchronously",
    (secret) => {
      throw new Error(secret);
    },
  ],
  [
    "fetch rejects with an Error",
    async (secret) => {
      throw new TypeError(secret);
    },
  ],
  ["fetch rejects with a string", (secret) => Promise.reject(secret)],
  [
    "fetch rejects with an Error of another realm",
    (secret) => Promise.reject(runInNewContext(`new Error(${JSON.stringify(secret)})`)),
  ],
  [
    "the body contains it",
    async (secret) => Response.json({ error: { code: "x", message: `token ${secret}` } }, { status: 418 }),
  ],
  [
    "the status getter throws it",
    async (secret) => ({
      get status() {
        throw new Error(secret);
      },
    }),
  ],
  ["the reply is an object that is not a Response", async (secret) => ({ secret })],
];

describe("the error of a failed request does not contain the token", LIMIT, () => {
  for (const [name, answer] of ECHOES) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, () => answer(SECRET));
      const error = await assertFails(call({}, SECRET), { attempts: 1 });
      assertHides(error, SECRET);
      assert.ok(!Object.hasOwn(error, "cause"));
    });
  }
});
