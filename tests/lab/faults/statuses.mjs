// @ts-check
/** Complete replies, which differ in status, headers and body. */
import { replyHead } from "../wire.mjs";
import { CAE_CHALLENGE, graphError, wrappedOnce, wrappedTwice } from "./graph-errors.mjs";

/** @typedef {import("./fault.mjs").Exchange} Exchange */

const HTML =
  "<!doctype html><html><head><title>Bad gateway</title></head><body><h1>The proxy is sorry</h1></body></html>";
const html = { body: HTML, contentType: "text/html" };
const expired = { body: graphError("InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.") };
const challenge = { ...expired, headers: { "WWW-Authenticate": CAE_CHALLENGE } };
const plain = (/** @type {number} */ status, /** @type {string} */ code) => ({
  post: (/** @type {Exchange} */ exchange) => exchange.reply(status, { body: graphError(code, "Sorry.") }),
});

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const STATUSES = {
  "204-no-content": { post: (exchange) => exchange.reply(204) },
  "204-with-body": {
    post: (exchange) => {
      exchange.write(exchange.head(204, { "Content-Length": "5" }) + "done!");
      if (!exchange.surroundings.keepsOpen) exchange.end();
    },
  },
  "103-then-204": {
    post: (exchange) => {
      exchange.write(replyHead(103, { Link: "</style.css>; rel=preload" }));
      exchange.reply(204);
    },
  },
  "200-ok": { post: (exchange) => exchange.reply(200, { body: "{}" }) },
  "202-accepted": { post: (exchange) => exchange.reply(202) },
  "400-bad-request": plain(400, "BadRequest"),
  "401-expired": { post: (exchange) => exchange.reply(401, expired) },
  "401-expired-then-204": {
    post: (exchange) => (exchange.index === 0 ? exchange.reply(401, expired) : exchange.reply(204)),
  },
  "401-expired-fixed-token": { post: (exchange) => exchange.reply(401, expired) },
  "401-cae-then-204": {
    post: (exchange) => (exchange.index === 0 ? exchange.reply(401, challenge) : exchange.reply(204)),
  },
  "401-cae-for-ever": { post: (exchange) => exchange.reply(401, challenge) },
  "401-cae-fixed-token": { post: (exchange) => exchange.reply(401, challenge) },
  "401-cae-then-429-then-204": {
    post: (exchange) => {
      if (exchange.index === 0) exchange.reply(401, challenge);
      else if (exchange.index === 1) exchange.reply(429, { headers: { "Retry-After": "1" } });
      else exchange.reply(204);
    },
  },
  "401-intune-forbidden": { post: (exchange) => exchange.reply(401, { body: wrappedTwice("Forbidden") }) },
  "403-intune": { post: (exchange) => exchange.reply(403, { body: wrappedOnce("Forbidden") }) },
  "404-html": { post: (exchange) => exchange.reply(404, html) },
  "408-request-timeout": plain(408, "RequestTimeout"),
  "409-conflict": plain(409, "Conflict"),
  "421-misdirected": plain(421, "MisdirectedRequest"),
  "500-server-error": plain(500, "InternalServerError"),
  "502-html": { post: (exchange) => exchange.reply(502, html) },
  "502-html-hidden-by-cors": {
    post: (exchange) => {
      const headers = { "Content-Type": "text/html", "Content-Length": String(HTML.length), Connection: "close" };
      exchange.write(replyHead(502, headers) + HTML);
      exchange.end();
    },
  },
  "503-unavailable": plain(503, "ServiceUnavailable"),
  "503-retry-after": { post: (exchange) => exchange.reply(503, { headers: { "Retry-After": "2" } }) },
  "504-gateway-timeout": plain(504, "GatewayTimeout"),
};
