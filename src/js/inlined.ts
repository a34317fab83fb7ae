/** The module that travels inside the JavaScript: raw deflate (RFC 1951) in base64. */

import { deflated, length } from "./generated/inlined.js";
import { internal } from "./internal.js";

const { compile, explained, missing, need, unusable } = internal;

/** Inflates and compiles it. */
export async function inlinedModule(): Promise<WebAssembly.Module> {
  // Some browsers have the interface without this format.
  const inflate = await explained(
    () => new DecompressionStream("deflate-raw"),
    missing('DecompressionStream("deflate-raw")'),
  );
  try {
    return await compile(await explained(() => inflated(inflate), unusable("inside the JavaScript is damaged")));
  } catch (failure) {
    await need("atob");
    throw failure;
  }
}

/** Written and read by hand: through a Response it takes five times as long. */
async function inflated({ writable, readable }: DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(decoded()), writer.close()]);
  // What is wrong with the bytes, the reader says as well.
  written.catch(() => {});
  const reader = readable.getReader();
  const bytes = new Uint8Array(length);
  for (let at = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, at);
    bytes.set(value, at);
    at += value.length;
  }
}

function decoded(): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, deflated);
  const text = atob(deflated);
  const bytes = new Uint8Array(text.length);
  // A callback for each byte takes five times as long.
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
