/** The module that travels inside the JavaScript: raw deflate (RFC 1951) in base64. */

import { compile } from "./compile.js";
import { explained, missing, need, unusable } from "./failure.js";
import { deflated } from "./generated/inlined.js";

/** Inflates and compiles it. */
export async function inlinedModule(): Promise<WebAssembly.Module> {
  await need("atob", "Response");
  // Some browsers have the interface without this format.
  const inflate = await explained(() => new DecompressionStream("deflate-raw"), missing('DecompressionStream("deflate-raw")'));
  return compile(await explained(() => inflated(inflate), unusable("inside the JavaScript is damaged")));
}

async function inflated(inflate: DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(deflated), (character) => character.charCodeAt(0));
  const stream = new Response(bytes).body?.pipeThrough(inflate);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
