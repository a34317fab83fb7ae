// @ts-check
/** Preflight replies that make a browser refuse the POST. The server would accept the POST. Node sends no preflights. */
import { replyHead } from "../wire.mjs";

const post = (/** @type {import("./fault.mjs").Exchange} */ exchange) => exchange.reply(204);

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const PREFLIGHTS = {
  "preflight-refused": {
    preflight: (exchange) => {
      exchange.write(replyHead(403, { "Content-Length": "0", Connection: "close" }));
      exchange.end();
    },
    post,
  },
  "preflight-redirected": {
    preflight: (exchange) =>
      exchange.reply(307, { headers: { Location: `${exchange.surroundings.otherOrigin}${exchange.request.target}` } }),
    post,
  },
  "preflight-reset": { preflight: (exchange) => exchange.reset(), post },
  "preflight-never-answered": { preflight: () => {}, post },
};
