// @ts-check
/** Error bodies that are invalid, hostile or endless. The status is valid in every case. */
import { graphError } from "./graph-errors.mjs";

/** @typedef {import("./fault.mjs").Exchange} Exchange */

const MEGABYTE = 1024 * 1024;
const REFUSAL = graphError("Forbidden", "Not permitted.");
const refuse = (/** @type {string | Buffer} */ body, contentType = "application/json; charset=utf-8") => ({
  post: (/** @type {Exchange} */ exchange) => exchange.reply(403, { body, contentType }),
});

/**
 * Makes an error whose `innerError` is nested.
 *
 * @param {number} levels
 */
function nestedErrors(levels) {
  return `{"error":{"code":"Forbidden","message":"deep","innerError":${'{"innerError":'.repeat(levels)}{}${"}".repeat(levels)}}}`;
}

/**
 * Makes an error whose message is JSON with a message that is JSON, and so on.
 *
 * @param {number} levels
 */
function nestedMessages(levels) {
  let message = "the innermost";
  for (let level = 0; level < levels; level++) message = JSON.stringify({ Message: message });
  return graphError("Forbidden", message);
}

const endless = (/** @type {number} */ status) => ({
  post: (/** @type {Exchange} */ exchange) => {
    exchange.write(exchange.head(status, { "Content-Type": "application/json", Connection: "close" }));
    exchange.sendEndlessly(Buffer.alloc(16 * 1024, "[ "));
  },
});

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const BODIES = {
  "malformed-json": refuse(REFUSAL.slice(0, -3)),
  "not-an-error-object": refuse('[null,{"error":7}]'),
  "byte-order-mark": refuse(`\ufeff${REFUSAL}`),
  "10-mb-body": refuse(Buffer.from(graphError("Forbidden", "x".repeat(10 * MEGABYTE)))),
  "endless-body": endless(403),
  "endless-body-200": endless(200),
  "nesting-2000": refuse(nestedErrors(2_000)),
  "nesting-60000": refuse("[".repeat(60_000)),
  "nested-messages": refuse(nestedMessages(10)),
  "wrong-charset": refuse(Buffer.from(REFUSAL, "utf16le"), "application/json; charset=utf-16le"),
  "wrong-charset-name": refuse(REFUSAL, "application/json; charset=klingon"),
  // The troubleshooting page of a proxy shows the headers of this request, or of an earlier one of the call.
  "token-echoed": {
    post: (exchange) => {
      const { authorization } = exchange.request.headers;
      const body = graphError("Forbidden", `Your request had the header authorization: ${authorization}`, {
        target: authorization,
      });
      exchange.reply(403, {
        body,
        headers: { "request-id": authorization.replace("Bearer ", ""), "client-request-id": authorization },
      });
    },
  },
  "token-echoed-late": {
    post: (exchange) => {
      if (exchange.index === 0) return exchange.reply(429, { headers: { "Retry-After": "0" } });
      const first = exchange.earlier[0]?.request.headers.authorization;
      exchange.reply(403, {
        body: graphError("Forbidden", `Your first request had the header authorization: ${first}`),
      });
    },
  },
};
