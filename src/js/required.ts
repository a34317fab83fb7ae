/** The main entry for `require`: the module is read from the file beside it, as Node and jest can. */

import { internal } from "./internal.js";

export { requestRemoteAssistance, urlFor } from "./api.js";
export { RemoteAssistanceError } from "./error.js";

declare const __dirname: string;

const { compile, explained, preload, provide, unusable } = internal;

provide(async () => {
  const read = async () => (await import("node:fs/promises")).readFile(`${__dirname}/remote_assistance.wasm`);
  return compile(new Uint8Array(await explained(read, unusable("is not beside index.cjs"))));
});

/** As in `index.ts`, which has its types. */
export const init = preload;
