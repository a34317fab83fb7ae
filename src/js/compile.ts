/** From the module's bytes to the compiled module, or to the reason why there is none. */

import { explained, notSent, unusable } from "./failure.js";

export async function compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch {
    // The empty module: refused only where none at all may be compiled.
    await explained(
      () => WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
      "WebAssembly is blocked: the Content-Security-Policy needs script-src 'wasm-unsafe-eval'.",
    );
    throw notSent("internal", unusable(`(${bytes.length} bytes) is damaged, truncated or another file`));
  }
}
