// @ts-check
/** Connections that break, stall, or carry another protocol. */
import { graphError } from "./graph-errors.mjs";

/** Shorter than every `timeoutMs` of the lab. A client that restarts its timeout at each byte would wait for ever. */
const TRICKLE_MS = 40;
const REFUSAL = graphError("Forbidden", "Not permitted.");

/** The head of a 403 reply and the start of its body. Of all statuses, 403 proves the most. */
const beginRefusal = (/** @type {import("./fault.mjs").Exchange} */ exchange) =>
  exchange.head(403, { "Content-Type": "application/json", "Content-Length": String(REFUSAL.length) }) +
  REFUSAL.slice(0, 20);

/** A head that ends in the middle of a header line, after the CORS headers that let a page read the reply. */
const cutHead = (/** @type {import("./fault.mjs").Exchange} */ exchange) => {
  const head = exchange.head(204);
  return head.slice(0, head.indexOf("request-id: ") + 16);
};

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const CONNECTIONS = {
  refused: { nothingListens: true, post: () => {} },
  "untrusted-certificate": { untrusted: true, post: (exchange) => exchange.reply(204) },
  "reset-before-headers": { post: (exchange) => exchange.reset() },
  "reset-then-403": {
    post: (exchange) => (exchange.index === 0 ? exchange.reset() : exchange.reply(403, { body: REFUSAL })),
  },
  "reset-amid-headers": { post: (exchange) => exchange.write(cutHead(exchange), () => exchange.reset()) },
  "reset-after-headers": { post: (exchange) => exchange.write(beginRefusal(exchange), () => exchange.reset()) },
  "empty-close": { post: (exchange) => exchange.end() },
  "close-amid-headers": {
    post: (exchange) => {
      exchange.write(cutHead(exchange));
      exchange.end();
    },
  },
  "close-amid-body": {
    post: (exchange) => {
      exchange.write(beginRefusal(exchange));
      exchange.end();
    },
  },
  "headers-trickle": {
    post: (exchange) => {
      exchange.write("HTTP/1.1 204 No Content\r\nX-Padding: ");
      exchange.trickle(TRICKLE_MS, () => "a");
    },
  },
  "never-answers": { post: () => {} },
  "body-stalls": { post: (exchange) => exchange.write(beginRefusal(exchange)) },
  "body-trickles": {
    post: (exchange) => {
      exchange.write(exchange.head(403, { "Content-Type": "application/json", "Content-Length": "1000000" }));
      exchange.trickle(TRICKLE_MS, () => " ");
    },
  },
  "truncated-status-line": {
    post: (exchange) => {
      exchange.write("HTTP/1.1 20");
      exchange.end();
    },
  },
  "no-http": {
    post: (exchange) => {
      exchange.write("220 mail.contoso.com ESMTP ready\r\n<html>204 No Content</html>\r\n");
      exchange.end();
    },
  },
};
