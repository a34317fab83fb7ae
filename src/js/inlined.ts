/** The module that travels inside the JavaScript: raw deflate (RFC 1951) in base64. */

import { missing } from "./failure.js";
import { deflated } from "./generated/inlined.js";

/** Inflates and compiles it. */
export async function inlinedModule(): Promise<WebAssembly.Module> {
  if (!("DecompressionStream" in globalThis)) throw missing("DecompressionStream");
  const bytes = Uint8Array.from(atob(deflated), (character) => character.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return WebAssembly.compile(await new Response(inflated).arrayBuffer());
}
