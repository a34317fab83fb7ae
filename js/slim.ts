/** The slim entry: the portal hands the module in. */

import { compile } from "./runtime/compile.js";
import { notSent } from "./runtime/failures.js";
import { preload, setModuleSource } from "./runtime/load.js";
import { missingInterfaceMessage, requireInterfaces, unusableModule, wrapLoadError } from "./runtime/load-errors.js";

export * from "./api/batch.js";
export * from "./api/request.js";
export * from "./api/search.js";
export * from "./api/session.js";
export * from "./entities.js";
export type { ErrorCode, Outcome, RemoteAssistanceFailure } from "./errors.js";
export { RemoteAssistanceError } from "./errors.js";
export * from "./types.js";

/** @internal What the main entry needs. It shares the code and the state of this entry. */
export const internal = {
  compile,
  missingInterfaceMessage,
  preload,
  requireInterfaces,
  setModuleSource,
  unusableModule,
  wrapLoadError,
};

/** @internal */
export type Internal = typeof internal;

/**
 * A `WebAssembly.Module`. It is any object where the compiler does not know WebAssembly, such as in Node without the
 * DOM's types.
 */
export type CompiledModule =
  typeof globalThis extends Record<"WebAssembly", Record<"Module", Record<"prototype", infer Module>>>
    ? Module
    : object;

/**
 * Takes the module, which is `remote_assistance.wasm` of this version of the package. Required once, before any other
 * function. While one load is under way or done, no other one starts.
 *
 * @param source its bytes, the compiled module, or a response (or the promise of one) of any content type
 * @returns once the module runs
 * @throws {@link RemoteAssistanceError}, always as a rejection: `internal` if the module cannot be loaded (the message
 *   says why: a Content-Security-Policy, a missing interface, the wrong file, its status), `timeout` after 30,000 ms.
 *   Nothing was sent. `init` can be called again with another source.
 */
export function init(
  source: ArrayBuffer | ArrayBufferView | CompiledModule | Response | Promise<Response>,
): Promise<void> {
  // A source that turns out not to be needed may be rejected. Nothing handles that rejection.
  Promise.resolve(source).catch(() => {});
  setModuleSource(() => compiledModule(source));
  return preload();
}

async function compiledModule(given: Parameters<typeof init>[0]): Promise<WebAssembly.Module> {
  const source = await wrapLoadError(
    () => given,
    "The module was not fetched: check the address, CORS and connect-src.",
  );
  return wrapLoadError(
    async () => (source instanceof WebAssembly.Module ? source : compile(await bytesOf(source))),
    "init takes bytes, a WebAssembly.Module or what fetch gives.",
  );
}

/** A copy of the bytes, because not every engine compiles a DataView or shared memory. */
async function bytesOf(source: ArrayBuffer | ArrayBufferView | Response): Promise<Uint8Array<ArrayBuffer>> {
  let content = source as ArrayBuffer & Partial<ArrayBufferView<ArrayBuffer>>;
  if ("arrayBuffer" in source) {
    // A Blob has `arrayBuffer` too, and no status.
    if (source.ok === false) {
      throw notSent("internal", unusableModule(`has status ${source.status || "0: fetch it with CORS"}`));
    }
    content = await wrapLoadError(
      () => source.arrayBuffer(),
      "The response broke off or was read before: fetch it again.",
    );
  }
  const { buffer = content, byteOffset = 0, byteLength } = content;
  return new Uint8Array(new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength)));
}
