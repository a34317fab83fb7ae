/** The slim entry: the caller hands the module in. */

import { preload, provide } from "./load.js";

export { requestRemoteAssistance, urlFor } from "./api.js";
export { RemoteAssistanceError } from "./error.js";
export type * from "./generated/types.js";

/**
 * Takes the module, `remote_assistance.wasm` of this package and this version. Required once,
 * before any other function; while one load is under way or done, another is not started.
 *
 * @param source its bytes, the compiled module, or a response (or the promise of one) with it
 * @throws RemoteAssistanceError (`internal`, `notSent`) if it cannot be loaded; `init` can be
 *   called again with another source
 */
export function init(source: BufferSource | WebAssembly.Module | Response | Promise<Response>): Promise<void> {
  // A source that turns out not to be needed may fail without anybody asking.
  Promise.resolve(source).catch(() => {});
  provide(() => compile(source));
  return preload();
}

async function compile(given: Parameters<typeof init>[0]): Promise<WebAssembly.Module> {
  const source = await given;
  if (source instanceof WebAssembly.Module) return source;
  if ("arrayBuffer" in source) return WebAssembly.compile(await source.arrayBuffer());
  // Not every engine takes a DataView, which is a BufferSource too.
  const isView = ArrayBuffer.isView(source);
  return WebAssembly.compile(isView ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : source);
}
