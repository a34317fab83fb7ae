/** The slim entry: the caller hands the module in. */

import { compile } from "./compile.js";
import { explained, notSent, unusable } from "./failure.js";
import { preload, provide } from "./load.js";

export { RemoteAssistanceError } from "./error.js";
export * from "./functions.js";
export type * from "./generated/types.js";

/** A `WebAssembly.Module`; any object where the compiler is not told of WebAssembly, as for Node without the DOM's types. */
export type CompiledModule =
  typeof globalThis extends Record<"WebAssembly", Record<"Module", Record<"prototype", infer Module>>>
    ? Module
    : object;

/**
 * Takes the module, `remote_assistance.wasm` of this package and this version. Required once,
 * before any other function; while one load is under way or done, another is not started.
 *
 * @param source its bytes, the compiled module, or a response (or the promise of one) with it, of
 *   whatever content type
 * @returns once the module runs; at once if it does already
 * @throws RemoteAssistanceError, always as a rejection: `internal` if it cannot be loaded (the
 *   message says why: a Content-Security-Policy, a missing interface, the wrong file, its status),
 *   `timeout` after 30 000 ms; nothing was sent, and `init` can be called again with another source
 */
export function init(
  source: ArrayBuffer | ArrayBufferView | CompiledModule | Response | Promise<Response>,
): Promise<void> {
  // A source that turns out not to be needed may fail without anybody asking.
  Promise.resolve(source).catch(() => {});
  provide(() => compiled(source));
  return preload();
}

async function compiled(given: Parameters<typeof init>[0]): Promise<WebAssembly.Module> {
  const source = await explained(() => given, "The module was not fetched: check the address, CORS and connect-src.");
  return explained(
    async () => (source instanceof WebAssembly.Module ? source : compile(await bytesOf(source))),
    "init takes bytes, a WebAssembly.Module or what fetch gives.",
  );
}

/** A copy, because not every engine compiles a DataView or shared memory. */
async function bytesOf(source: ArrayBuffer | ArrayBufferView | Response): Promise<Uint8Array<ArrayBuffer>> {
  let content = source as ArrayBuffer & Partial<ArrayBufferView<ArrayBuffer>>;
  if ("arrayBuffer" in source) {
    // A Blob, which gives bytes in the same way, has no status.
    if (source.ok === false)
      throw notSent("internal", unusable(`has status ${source.status || "0: fetch it with CORS"}`));
    content = await explained(() => source.arrayBuffer(), "The response broke off or was read before: fetch it again.");
  }
  const { buffer = content, byteOffset = 0, byteLength } = content;
  return new Uint8Array(new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength)));
}
