/** Compiles the module, or finds out why it cannot be compiled. */

import { notSent } from "./failures.js";
import { unusableModule, wrapLoadError } from "./load-errors.js";

/** A module with nothing in it: magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

const BLOCKED = "WebAssembly is blocked: the Content-Security-Policy needs script-src 'wasm-unsafe-eval'.";

/** Rejects if a policy forbids WebAssembly. Chromium and Firefox refuse to compile then, WebKit to make an instance. */
export function requirePermission(): Promise<unknown> {
  return wrapLoadError(async () => new WebAssembly.Instance(await WebAssembly.compile(EMPTY_MODULE)), BLOCKED);
}

export async function compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    // Only a policy that forbids every module refuses the empty one.
    await requirePermission();
    throw notSent("internal", unusableModule(`(${bytes.length} bytes) is damaged, truncated or another file`));
  }
}
