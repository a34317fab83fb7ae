/** The module of the main entry for `require`: it is read from the file beside it, as Node and jest can. */

import type { Internal } from "../slim.js";

/** Reads and compiles it, with the functions of the slim entry. */
export async function ownModule(slim: Internal): Promise<WebAssembly.Module> {
  const { compile, unusableModule, wrapLoadError } = slim;
  const missing = unusableModule("is not beside index.cjs");
  // Deno asks for a permission, and so does Node if it is started with --permission.
  const unreadable = "The module beside index.cjs could not be read. Permit this process to read the package.";
  const read = async () => (await import("node:fs/promises")).readFile(`${__dirname}/remote_assistance.wasm`);
  const bytes = await read().catch((error: { code?: unknown }) =>
    wrapLoadError(() => Promise.reject(error), error.code === "ENOENT" ? missing : unreadable),
  );
  return compile(new Uint8Array(bytes));
}
