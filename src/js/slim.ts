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
  provide(() => compile(source));
  return preload();
}

async function compile(given: Parameters<typeof init>[0]): Promise<WebAssembly.Module> {
  const source = await given;
  if (source instanceof WebAssembly.Module) return source;
  return WebAssembly.compile(source instanceof Response ? await source.arrayBuffer() : source);
}
