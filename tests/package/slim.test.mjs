// @ts-check
/**
 * `./slim` gets the module from the caller through `init`: from every kind of source, once, and again after a failure.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { assertFails, coldSlimCopy, IDS, inChild, LIMIT, MODULE_FILE, never, stubFetch, TOKEN } from "./support.mjs";

const bytes = await readFile(MODULE_FILE);
const buffer = () => Uint8Array.from(bytes).buffer;
const response = (/** @type {BodyInit} */ body = buffer(), type = "application/wasm") =>
  new Response(body, { headers: { "content-type": type } });

const assertWorks = async (/** @type {any} */ copy) => {
  assert.match(await copy.urlFor("users", IDS.users), /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\//);
};
const INTERNAL = { code: "internal", outcome: "notSent", attempts: 0 };

test("a call before init rejects with notInitialised, and works after it", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const copy = await coldSlimCopy();
  const expected = { code: "notInitialised", outcome: "notSent", attempts: 0, status: null, field: null };
  const error = await assertFails(copy.requestRemoteAssistance("users", IDS.users, TOKEN), expected, "the call", copy);
  assert.match(error.message, /\binit\b/);
  await assertFails(copy.urlFor("users", IDS.users), expected, "urlFor", copy);
  assert.equal(sent.length, 0);
  await copy.init(buffer());
  assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204, "the call after init");
});

/** @type {[string, () => unknown][]} */
const SOURCES = [
  ["an ArrayBuffer", buffer],
  ["a Uint8Array", () => Uint8Array.from(bytes)],
  ["a part of a larger buffer", () => new Uint8Array([0, 0, ...bytes, 0]).subarray(2, bytes.length + 2)],
  ["a DataView", () => new DataView(buffer())],
  ["a compiled module", () => new WebAssembly.Module(bytes)],
  ["a Response", () => response()],
  ["a Response of another content type", () => response(buffer(), "application/octet-stream")],
  ["a promise of a Response", async () => response()],
];

describe("init accepts", LIMIT, () => {
  for (const [name, source] of SOURCES) {
    test(name, LIMIT, async () => {
      const copy = await coldSlimCopy();
      assert.equal(await copy.init(source()), undefined);
      await assertWorks(copy);
    });
  }
});

/** @type {[string, () => unknown][]} */
const INVALID_SOURCES = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["a string", () => MODULE_FILE.href],
  ["a URL", () => MODULE_FILE],
  ["an empty buffer", () => new ArrayBuffer(0)],
  ["other bytes", () => new TextEncoder().encode("<!doctype html>")],
  ["half of the module", () => bytes.subarray(0, bytes.length / 2)],
  ["another module", () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))],
  [
    "a detached buffer",
    () => {
      const gone = buffer();
      structuredClone(gone, { transfer: [gone] });
      return gone;
    },
  ],
  ["a Response that is a page", () => response("<!doctype html>", "text/html")],
  [
    "a Response that was read",
    () => {
      const read = response();
      read.arrayBuffer();
      return read;
    },
  ],
  ["a promise that is rejected", () => Promise.reject(new TypeError("Failed to fetch s3cr3t"))],
  ["a promise that is rejected with undefined", () => Promise.reject()],
  [
    "a Response whose body breaks",
    () => response(new ReadableStream({ start: (controller) => controller.error(new Error("s3cr3t")) })),
  ],
  [
    "a thenable that throws",
    () => ({
      then() {
        throw new Error("s3cr3t");
      },
    }),
  ],
  ["an object", () => ({})],
  ["a symbol", () => Symbol("s")],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
];

describe("init rejects an invalid source with the code internal, and works with a valid one after it", LIMIT, () => {
  for (const [name, source] of INVALID_SOURCES) {
    test(name, LIMIT, async () => {
      const copy = await coldSlimCopy();
      const error = await assertFails(copy.init(source()), INTERNAL, "init", copy);
      assert.ok(!error.message.includes("s3cr3t") && !Object.hasOwn(error, "cause"), "the native error is hidden");
      await copy.init(buffer());
      await assertWorks(copy);
    });
  }
});

describe("two calls of init", LIMIT, () => {
  test("at the same time compile the module once", LIMIT, async (t) => {
    const compilations = t.mock.method(WebAssembly, "compile").mock;
    const copy = await coldSlimCopy();
    await Promise.all([copy.init(buffer()), copy.init(buffer())]);
    assert.equal(compilations.callCount(), 1);
    await assertWorks(copy);
  });
  test("after each other: the second has no effect", LIMIT, async () => {
    const copy = await coldSlimCopy();
    await copy.init(buffer());
    await copy.init(new ArrayBuffer(0));
    await assertWorks(copy);
  });
  test("that time out after each other do not discard a third that started between the timeouts", LIMIT, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const copy = await coldSlimCopy();
    const first = copy.init(never());
    t.mock.timers.tick(10_000);
    const second = copy.init(never());
    t.mock.timers.tick(20_000);
    await assertFails(first, { code: "timeout" }, "the first", copy);
    let answer = (/** @type {Response} */ _) => {};
    const third = copy.init(new Promise((resolve) => void (answer = resolve)));
    t.mock.timers.tick(10_000);
    await assertFails(second, { code: "timeout" }, "the second", copy);
    const called = copy.urlFor("users", IDS.users);
    answer(response());
    await Promise.all([third, called]);
    await assertWorks(copy);
  });
  test("and a call beside init works", LIMIT, async (t) => {
    stubFetch(t);
    const copy = await coldSlimCopy();
    const [, receipt] = await Promise.all([
      copy.init(response()),
      copy.requestRemoteAssistance("users", IDS.users, TOKEN),
    ]);
    assert.equal(receipt.status, 204);
  });
  test("a second source that is not needed and rejects causes no unhandled rejection", LIMIT, async () => {
    const seen = await inChild(`
      const { readFile } = await import("node:fs/promises");
      const unhandled = [];
      process.on("unhandledRejection", (reason) => unhandled.push(String(reason)));
      const { init } = await import(SLIM_ENTRY);
      const first = init(await readFile(new URL(MODULE_FILE)));
      await init(Promise.reject(new Error("the second fetch failed")));
      await first;
      await init(Promise.reject(new Error("the third fetch failed")));
      await new Promise((resolve) => setTimeout(resolve, 20));
      report(unhandled);
    `);
    assert.deepEqual(seen, []);
  });
});

test("a pending source times out after the default timeout, and a later init works", LIMIT, async (t) => {
  const copy = await coldSlimCopy();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const promise = assertFails(copy.init(never()), { code: "timeout", outcome: "notSent", attempts: 0 }, "init", copy);
  await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(30_000);
  await promise;
  await copy.init(buffer());
  await assertWorks(copy);
});

test("init with bytes works without the interfaces that only a Response needs", LIMIT, async () => {
  const seen = await inChild(`
    const { readFile } = await import("node:fs/promises");
    const bytes = await readFile(new URL(MODULE_FILE));
    for (const name of ["Response", "DecompressionStream", "Blob", "atob"]) delete globalThis[name];
    const { init, urlFor } = await import(SLIM_ENTRY);
    const end = await init(bytes).then(() => urlFor("deviceManagement", { managedDeviceId: "d" })).catch(({ message }) => message);
    report(end);
  `);
  assert.equal(seen, "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/d/requestRemoteAssistance");
});

test("init of the main entry does not initialise another copy of the slim entry", LIMIT, async () => {
  const copy = await coldSlimCopy();
  const { init } = await import("intune-remote-assistance");
  await init();
  await assertFails(copy.urlFor("users", IDS.users), { code: "notInitialised" }, "slim", copy);
});
