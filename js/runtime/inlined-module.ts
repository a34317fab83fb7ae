/** The module inside the main entry: raw deflate (RFC 1951) in base64. */

import { deflated, length } from "../generated/inlined.js";
import type { Internal } from "../slim.js";

/** Inflates and compiles it, with the functions of the slim entry. */
export async function ownModule(slim: Internal): Promise<WebAssembly.Module> {
  const { compile, missingInterfaceMessage, requireInterfaces, unusableModule, wrapLoadError } = slim;
  // Some browsers have DecompressionStream without this format.
  const inflate = await wrapLoadError(
    () => new DecompressionStream("deflate-raw"),
    missingInterfaceMessage('DecompressionStream("deflate-raw")'),
  );
  try {
    const damaged = unusableModule("inside the JavaScript is damaged");
    return await compile(await wrapLoadError(() => inflated(inflate), damaged));
  } catch (error) {
    await requireInterfaces("atob");
    throw error;
  }
}

/** Written and read by hand, because a Response takes five times as long. */
async function inflated({ writable, readable }: DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(decoded()), writer.close()]);
  // The reader reports the same error.
  written.catch(() => {});
  const reader = readable.getReader();
  const bytes = new Uint8Array(length);
  for (let offset = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, offset);
    bytes.set(value, offset);
    offset += value.length;
  }
}

function decoded(): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, deflated);
  const binary = atob(deflated);
  const bytes = new Uint8Array(binary.length);
  // A callback for each byte takes five times as long.
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
