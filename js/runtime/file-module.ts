/** The module of the main entry for `require`: it is read from the file beside it, as Node and jest can. */

import type { Internal } from "../slim.js";

/** Reads and compiles it, with the functions of the slim entry. */
export async function ownModule(slim: Internal): Promise<WebAssembly.Module> {
  const { compile, unusableModule, wrapLoadError } = slim;
  const read = async () => (await import("node:fs/promises")).readFile(`${__dirname}/remote_assistance.wasm`);
  return compile(new Uint8Array(await wrapLoadError(read, unusableModule("is not beside index.cjs"))));
}
