// @ts-check
/** The memory of WebAssembly modules, in pages of 64 KiB, after 1 000 calls and after 100 000; a process of its own, prints JSON. */
import { pathToFileURL } from "node:url";
import { DEVICES, getToken } from "./job.mjs";

/** The package's, caught where it is made, and that of Node's HTTP parser, which has nothing to do here. @type {WebAssembly.Memory[]} */
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = /** @type {any} */ (
  async (/** @type {unknown[]} */ ...given) => {
    const instance = await Reflect.apply(instantiate, WebAssembly, given);
    memories.push(
      ...Object.values((instance.instance ?? instance).exports).filter((one) => one instanceof WebAssembly.Memory),
    );
    return instance;
  }
);
globalThis.fetch = async () => new Response(null, { status: 204 });

/** @type {import("./clients.mjs").Bundle} */
const { createClient } = await import(new URL("main.js", pathToFileURL(`${process.argv[2]}/`)).href);
const call = createClient({ getToken });
const pages = async (/** @type {number} */ calls) => {
  for (let index = 0; index < calls; index += 1) await call(DEVICES[index % DEVICES.length] ?? "");
  return memories.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0) / 65_536;
};
console.log(JSON.stringify({ before: await pages(1_000), after: await pages(99_000) }));
