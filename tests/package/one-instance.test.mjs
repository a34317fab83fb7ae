// @ts-check
/** However often and in whatever form the module is asked for at once, it is compiled and started once. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { coldCopy, coldSlimCopy, IDS, LIMIT, MODULE_FILE } from "./support.mjs";

const bytes = await readFile(MODULE_FILE);
const TIMES = 1_000;

const exportsOf = (/** @type {WebAssembly.Module} */ module) => JSON.stringify(WebAssembly.Module.exports(module));
const module = new WebAssembly.Module(bytes);
const ours = exportsOf(module);
const isSource = (/** @type {unknown} */ given) => Object(given).byteLength === bytes.length;

/** How often this package's module was compiled and started; Node's own `fetch` has a module, too. */
function counts(/** @type {import("node:test").TestContext} */ t) {
  // Compiling a thousand copies of it would take most of the time, and is not what is counted.
  const native = WebAssembly.compile;
  const compilations = t.mock.method(WebAssembly, "compile", async (/** @type {any} */ given) =>
    isSource(given) ? module : native(given),
  ).mock;
  const instantiations = t.mock.method(WebAssembly, "instantiate").mock;
  const { Instance } = WebAssembly;
  let constructed = 0;
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, given) => (constructed++, Reflect.construct(target, given)),
  });
  t.after(() => void (WebAssembly.Instance = Instance));
  const isOurs = (/** @type {unknown} */ given) => given instanceof WebAssembly.Module && exportsOf(given) === ours;
  return () => ({
    compiled: compilations.calls.filter(({ arguments: [given] }) => isSource(given)).length,
    started: instantiations.calls.filter(({ arguments: [given] }) => isOurs(given)).length + constructed,
  });
}

/** @type {[string, () => Promise<any>, () => unknown][]} */
const ENTRIES = [
  ["main", coldCopy, () => undefined],
  ["slim, from bytes", coldSlimCopy, () => bytes],
  ["slim, each from a Response of its own", coldSlimCopy, () => new Response(bytes)],
];

for (const [name, load, source] of ENTRIES.slice(0, 2)) {
  test(`${name}: two inits at once, ${TIMES} times, each on a fresh copy`, { timeout: 120_000 }, async (t) => {
    const counted = counts(t);
    for (let time = 0; time < TIMES; time++) {
      const copy = await load();
      await Promise.all([copy.init(source()), copy.init(source())]);
    }
    assert.deepEqual(counted(), { compiled: TIMES, started: TIMES });
  });
}
for (const [name, load, source] of ENTRIES) {
  test(`${name}: ${TIMES} inits at once`, LIMIT, async (t) => {
    const counted = counts(t);
    const copy = await load();
    await Promise.all(Array.from({ length: TIMES }, () => copy.init(source())));
    await copy.init(source());
    assert.deepEqual(counted(), { compiled: 1, started: 1 });
  });
}

/** @type {[string, () => unknown][]} */
const SOURCES = [
  ["a promise of bytes", async () => bytes],
  ["a promise of a compiled module", () => WebAssembly.compile(bytes)],
  ["shared memory", () => shared().buffer],
  ["a view of shared memory", shared],
  ["a DataView in the middle of shared memory", () => new DataView(shared(8).buffer, 8)],
  ["a Blob", () => new Blob([bytes])],
  ["a Response without a content type", () => new Response(bytes)],
  ["a Response that says it is text", () => new Response(bytes, { headers: { "content-type": "text/plain" } })],
];

function shared(before = 0) {
  const view = new Uint8Array(new SharedArrayBuffer(before + bytes.length));
  view.set(bytes, before);
  return view;
}

describe("slim's init also takes", LIMIT, () => {
  for (const [name, source] of SOURCES) {
    test(name, LIMIT, async () => {
      const copy = await coldSlimCopy();
      assert.equal(await copy.init(source()), undefined);
      assert.match(await copy.urlFor("users", IDS.users), /^https:/);
    });
  }
  for (const type of ["application/wasm", "application/octet-stream", "text/html; charset=utf-8"]) {
    test(`a fetch under way from a server that says ${type}`, LIMIT, async (t) => {
      const server = createServer((_, reply) => reply.setHeader("content-type", type).end(bytes)).listen(
        0,
        "127.0.0.1",
      );
      t.after(() => void (server.close(), server.closeAllConnections()));
      await once(server, "listening");
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      const copy = await coldSlimCopy();
      assert.equal(await copy.init(fetch(`http://127.0.0.1:${port}/`)), undefined);
      assert.match(await copy.urlFor("users", IDS.users), /^https:/);
    });
  }
});

test("bytes that change after init was called", LIMIT, async () => {
  const copy = await coldSlimCopy();
  const own = Uint8Array.from(bytes);
  const promise = copy.init(own);
  await new Promise((resolve) => setImmediate(resolve));
  own.fill(0);
  assert.equal(await promise, undefined);
});
