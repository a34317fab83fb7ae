// @ts-check
/**
 * Measures the memory of the package's WebAssembly module, in pages of 64 KiB, after 1 000 and after 100 000 calls.
 * Runs in its own process, and prints JSON.
 */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { DEVICES, getToken } from "./job.mjs";

/** The memory of each instance that the package creates. @type {WebAssembly.Memory[]} */
const memories = [];
// The package calls this constructor. Node's HTTP parser uses WebAssembly.instantiate, so it is not measured.
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(target, args) {
    const instance = Reflect.construct(target, args);
    memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory));
    return instance;
  },
});
globalThis.fetch = async () => new Response(null, { status: 204 });

/** @type {import("./clients.mjs").Bundle} */
const { createClient } = await import(new URL("main.js", pathToFileURL(`${process.argv[2]}/`)).href);
const call = createClient({ getToken });
const pages = async (/** @type {number} */ calls) => {
  for (let index = 0; index < calls; index += 1) await call(DEVICES[index % DEVICES.length] ?? "");
  return memories.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0) / 65_536;
};
const result = { before: await pages(1_000), after: await pages(99_000) };
assert.equal(memories.length, 1, "memories of the package");
console.log(JSON.stringify(result));
