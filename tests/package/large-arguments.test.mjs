// @ts-check
/** An argument far beyond its limit is rejected before it is copied into the module's memory. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { assertFails, coldCopy, IDS, LIMIT, stubFetch, TOKEN } from "./support.mjs";

const LARGE = "x".repeat(10 * 1024 * 1024);
/** WebAssembly memory grows in pages of this size. */
const PAGE_BYTES = 64 * 1024;

/** @type {any} */
let copy;
/** @type {WebAssembly.Memory | undefined} */
let memory;

before(async () => {
  const real = WebAssembly.Instance;
  WebAssembly.Instance = new Proxy(real, {
    construct(target, [module, imports]) {
      const made = new target(module, imports);
      // Found by its type, because the build shortens the names of the exports.
      memory = Object.values(made.exports).find((value) => value instanceof WebAssembly.Memory);
      return made;
    },
  });
  copy = await coldCopy();
  await copy.init();
  WebAssembly.Instance = real;
});

const pages = () => {
  assert.ok(memory instanceof WebAssembly.Memory, "the module's memory was not found");
  return memory.buffer.byteLength / PAGE_BYTES;
};

describe("10 MB do not grow the memory", LIMIT, () => {
  /** @type {[string, unknown[], Record<string, unknown>][]} */
  const rows = [
    [
      "as an id",
      ["deviceManagement", { managedDeviceId: LARGE }, TOKEN],
      { code: "invalidIds", field: "ids.managedDeviceId" },
    ],
    [
      "as an id, the first of two",
      ["users", { ...IDS.users, usersId: LARGE }, TOKEN],
      { code: "invalidIds", field: "ids.usersId" },
    ],
    [
      "as an extra id",
      ["deviceManagement", { ...IDS.deviceManagement, more: LARGE }, TOKEN],
      { code: "invalidIds", field: "ids.more" },
    ],
    ["as a scope", [LARGE, IDS.users, TOKEN], { code: "invalidScope", field: "scope" }],
    ["as a token", ["users", IDS.users, LARGE], { code: "invalidToken", field: "token" }],
    ["as the result of a token function", ["users", IDS.users, () => LARGE], { code: "tokenProviderFailed" }],
    [
      "as an origin",
      ["users", IDS.users, TOKEN, { origin: `https://${LARGE}` }],
      { code: "invalidOptions", field: "options.origin" },
    ],
    ["as a cloud", ["users", IDS.users, TOKEN, { cloud: LARGE }], { code: "invalidOptions", field: "options.cloud" }],
    [
      "as the name of an id",
      ["deviceManagement", { ...IDS.deviceManagement, [LARGE]: "x" }, TOKEN],
      { code: "invalidIds" },
    ],
    ["as the name of an option", ["users", IDS.users, TOKEN, { [LARGE]: 1 }], { code: "invalidOptions" }],
  ];
  for (const [name, args, expected] of rows) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      // The first error may itself grow the memory, so cause a small one before the measurement.
      await assertFails(copy.urlFor("users", {}), { code: "invalidIds" }, "a small argument", copy);
      const earlier = pages();
      for (let round = 0; round < 3; round++) {
        await assertFails(
          copy.requestRemoteAssistance(...args),
          { ...expected, outcome: "notSent", attempts: 0 },
          name,
          copy,
        );
      }
      assert.equal(pages() - earlier, 0, "pages that the memory grew by");
      assert.equal(sent.length, 0);
    });
  }
});

test("5 000 calls do not grow the memory", LIMIT, async (t) => {
  stubFetch(t);
  const one = () =>
    copy.requestRemoteAssistance("users", IDS.users, async () => TOKEN, { signal: new AbortController().signal });
  for (let index = 0; index < 500; index++) await one();
  const earlier = pages();
  for (let index = 0; index < 5_000; index++) await one();
  assert.equal(pages() - earlier, 0, "pages that the memory grew by");
});
