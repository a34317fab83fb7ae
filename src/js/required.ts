/** The main entry for `require`: the module is read from the file beside it, as Node and jest can. */

import { internal } from "./internal.js";
import { supplied } from "./supplied.js";

declare const __dirname: string;

const { compile, explained, unusable } = internal;

async function filedModule(): Promise<WebAssembly.Module> {
  const read = async () => (await import("node:fs/promises")).readFile(`${__dirname}/remote_assistance.wasm`);
  return compile(new Uint8Array(await explained(read, unusable("is not beside index.cjs"))));
}

export { RemoteAssistanceError } from "./error.js";
export const { init, requestRemoteAssistance, urlFor } = supplied(filedModule);
