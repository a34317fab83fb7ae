// @ts-check
/** Replies of 429 with every kind of Retry-After. Unless the name says otherwise, the next POST is answered 204. */
import { CORS_HEADERS } from "../../../sandbox/graph/cors.mjs";
import { graphError } from "./graph-errors.mjs";

/** @typedef {import("./fault.mjs").Exchange} Exchange */

const body = graphError("TooManyRequests", "Too many requests.");

/**
 * Throttles the first POST and takes the next ones.
 *
 * @param {Exchange} exchange
 * @param {import("../wire.mjs").ReplyHeaders} headers
 */
function throttle(exchange, headers) {
  if (exchange.index === 0) exchange.reply(429, { headers, body });
  else exchange.reply(204);
}

/**
 * @param {string | string[]} retryAfter
 * @returns {import("./fault.mjs").Fault}
 */
const throttleFor = (retryAfter) => ({ post: (exchange) => throttle(exchange, { "Retry-After": retryAfter }) });

const exposed = CORS_HEADERS["Access-Control-Expose-Headers"].replace("Retry-After, ", "");

/**
 * Gives a time that is at least `ms` milliseconds ahead, in the three forms of RFC 9110, section 5.6.7: IMF-fixdate, rfc850-date
 * and asctime-date. HTTP dates hold no fractions, so it is rounded up to a whole second.
 *
 * @param {number} ms
 */
function ahead(ms) {
  const date = new Date(Math.ceil((Date.now() + ms) / 1_000) * 1_000);
  const fixdate = date.toUTCString();
  const [, day, month, year, time] = fixdate.split(/,? /);
  const weekday = date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  return {
    fixdate,
    rfc850: `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    asctime: `${weekday.slice(0, 3)} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`,
    ms: date.getTime(),
  };
}

/**
 * @param {"fixdate" | "rfc850" | "asctime"} form
 * @returns {import("./fault.mjs").Fault}
 */
const throttleUntilDate = (form) => ({
  post: (exchange) => {
    const date = ahead(1_500);
    throttle(exchange, { "Retry-After": date[form] });
    exchange.retryAfterDate = date.ms;
  },
});

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const THROTTLING = {
  "429-retry-after-0": throttleFor("0"),
  "429-retry-after-1": throttleFor("1"),
  "429-retry-after-2.128": throttleFor("2.128"),
  "429-retry-after-date": throttleUntilDate("fixdate"),
  "429-retry-after-rfc850-date": throttleUntilDate("rfc850"),
  "429-retry-after-asctime-date": throttleUntilDate("asctime"),
  "429-retry-after-past-date": throttleFor("Sun, 06 Nov 1994 08:49:37 GMT"),
  "429-retry-after-absent": { post: (exchange) => throttle(exchange, {}) },
  "429-retry-after-empty": throttleFor(""),
  "429-retry-after-negative": throttleFor("-1"),
  "429-retry-after-soon": throttleFor("soon"),
  "429-retry-after-0x10": throttleFor("0x10"),
  "429-retry-after-1e9": throttleFor("1e9"),
  "429-retry-after-600": throttleFor("600"),
  "429-retry-after-1000000000": throttleFor("1000000000"),
  "429-retry-after-20-digits": throttleFor("12345678901234567890"),
  "429-retry-after-twice": throttleFor(["600", "600"]),
  "429-retry-after-hidden-by-cors": {
    post: (exchange) => throttle(exchange, { "Retry-After": "600", "Access-Control-Expose-Headers": exposed }),
  },
  "429-body-stalls": {
    post: (exchange) => {
      if (exchange.index > 0) return exchange.reply(204);
      exchange.write(
        exchange.head(429, { "Retry-After": "1", "Content-Type": "application/json", "Content-Length": "100" }) + "{",
      );
    },
  },
  "429-for-ever": { post: (exchange) => exchange.reply(429, { headers: { "Retry-After": "1" }, body }) },
  "429-past-the-budget": { post: (exchange) => exchange.reply(429, { headers: { "Retry-After": "1" }, body }) },
  "429-then-reset": {
    post: (exchange) =>
      exchange.index === 0 ? exchange.reply(429, { headers: { "Retry-After": "0" }, body }) : exchange.reset(),
  },
};
