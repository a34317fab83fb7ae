// @ts-check
/** Concurrent calls of `init` compile the module once and start it once, for every kind of source. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { coldCopy, coldSlimCopy, IDS, LIMIT, MODULE_FILE } from "./support.mjs";

const bytes = await readFile(MODULE_FILE);
/** How often to repeat. `npm run quick` repeats less often. */
const TIMES = process.env["QUICK"] ? 50 : 1_000;

const exportsOf = (/** @type {WebAssembly.Module} */ module) => JSON.stringify(WebAssembly.Module.exports(module));
const module = new WebAssembly.Module(bytes);
const moduleExports = exportsOf(module);
const isSource = (/** @type {unknown} */ value) => Object(value).byteLength === bytes.length;

/** Counts how often the module is compiled and started. Node's `fetch` has a module too, which is ignored. */
function countInstances(/** @type {import("node:test").TestContext} */ t) {
  // The stub returns a compiled module, because compiling it a thousand times would take most of the time.
  const native = WebAssembly.compile;
  const compilations = t.mock.method(WebAssembly, "compile", async (/** @type {any} */ source) =>
    isSource(source) ? module : native(source),
  ).mock;
  const instantiations = t.mock.method(WebAssembly, "instantiate").mock;
  const { Instance } = WebAssembly;
  let constructed = 0;
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, args) => (constructed++, Reflect.construct(target, args)),
  });
  t.after(() => void (WebAssembly.Instance = Instance));
  const isPackageModule = (/** @type {unknown} */ value) =>
    value instanceof WebAssembly.Module && exportsOf(value) === moduleExports;
  return () => ({
    compiled: compilations.calls.filter(({ arguments: [source] }) => isSource(source)).length,
    started: instantiations.calls.filter(({ arguments: [source] }) => isPackageModule(source)).length + constructed,
  });
}

/** @type {[string, () => Promise<any>, () => unknown][]} */
const ENTRIES = [
  ["main", coldCopy, () => undefined],
  ["slim, from bytes", coldSlimCopy, () => bytes],
  ["slim, each from its own Response", coldSlimCopy, () => new Response(bytes)],
];

for (const [name, load, source] of ENTRIES.slice(0, 2)) {
  test(`${name}: two concurrent inits start one instance, on each of ${TIMES} fresh copies`, {
    timeout: 120_000,
  }, async (t) => {
    const counted = countInstances(t);
    for (let time = 0; time < TIMES; time++) {
      const copy = await load();
      await Promise.all([copy.init(source()), copy.init(source())]);
    }
    assert.deepEqual(counted(), { compiled: TIMES, started: TIMES });
  });
}
for (const [name, load, source] of ENTRIES) {
  test(`${name}: ${TIMES} concurrent inits start one instance`, LIMIT, async (t) => {
    const counted = countInstances(t);
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
  [
    "a Response with the content type text/plain",
    () => new Response(bytes, { headers: { "content-type": "text/plain" } }),
  ],
];

function shared(before = 0) {
  const view = new Uint8Array(new SharedArrayBuffer(before + bytes.length));
  view.set(bytes, before);
  return view;
}

describe("slim's init accepts", LIMIT, () => {
  for (const [name, source] of SOURCES) {
    test(name, LIMIT, async () => {
      const copy = await coldSlimCopy();
      assert.equal(await copy.init(source()), undefined);
      assert.match(await copy.urlFor("users", IDS.users), /^https:/);
    });
  }
  for (const type of ["application/wasm", "application/octet-stream", "text/html; charset=utf-8"]) {
    test(`a pending fetch from a server with the content type ${type}`, LIMIT, async (t) => {
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

test("changes of the bytes after init have no effect", LIMIT, async () => {
  const copy = await coldSlimCopy();
  const own = Uint8Array.from(bytes);
  const promise = copy.init(own);
  await new Promise((resolve) => setImmediate(resolve));
  own.fill(0);
  assert.equal(await promise, undefined);
});
