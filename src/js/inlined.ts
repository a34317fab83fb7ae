/** The module that travels inside the JavaScript: raw deflate (RFC 1951) in base64. */

import { need } from "./failure.js";
import { deflated } from "./generated/inlined.js";

/** Inflates and compiles it. */
export async function inlinedModule(): Promise<WebAssembly.Module> {
  need("atob", "Response", "DecompressionStream");
  const bytes = Uint8Array.from(atob(deflated), (character) => character.charCodeAt(0));
  const stream = new Response(bytes).body?.pipeThrough(new DecompressionStream("deflate-raw"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}
