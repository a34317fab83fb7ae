// @ts-check
/**
 * How a call must end for each fault. The table follows the documented rules alone: the meaning of each status, when a request
 * is sent again, and the outcome that a reply proves. No row was copied from the results of a run, except for actions of the browser
 * that no rule of the package governs. Comments mark these rows.
 */
import { ACTIVITY_ID, CLAIMS, INTUNE_MESSAGE } from "./faults/graph-errors.mjs";

/**
 * @typedef {object} Expected
 * @property {string} code  of the error, or `receipt`
 * @property {string | null} outcome  null with a receipt
 * @property {number | null} status  the status of the last reply
 * @property {number} fetches  the number of `fetch()` calls, and the `attempts` of the error or the receipt
 * @property {number} [posts]  the number of POSTs that reach the server; `fetches` if not given
 * @property {[number, number][]} [gapsMs]  the time from each reply to the next POST: at least, at most
 * @property {boolean} [untilDate]  the second POST must not arrive before the date in Retry-After
 * @property {[number, number]} ms  the duration of the call: at least, at most
 * @property {Record<string, unknown>} fields  other fields of the error: values, or functions that check them
 * @property {boolean} [closes]  the reply has no end, so the client must close the connection
 * @property {boolean | "always"} [mayBeResent]  the reply's head is lost, so a client may send the POST again by itself on a
 *   connection that was used before; `always`: on a fresh connection too
 * @property {"fixed" | "function"} token  the form of the `token` argument
 * @property {(string | undefined)[]} claims  the claims of each call of the token function, or `forceRefresh`, in order
 * @property {Record<string, unknown>} options  the options of the call
 *
 * @typedef {Partial<Expected>} Part
 * @typedef {Part & { node?: Part, chromium?: Part, chromiumWithoutTls?: Part, chromiumOnReused?: Part }} Row
 * @typedef {"node" | "chromium"} ClientName
 */

/** A loaded machine reaches the fault in less time. */
export const TIMEOUT_MS = 5_000;
/** The tolerance of any upper bound, in addition to the measured lateness of both sides. */
const SLACK_MS = 2_000;
const AT_ONCE = /** @type {[number, number]} */ ([0, SLACK_MS]);
const AFTER_TIMEOUT = /** @type {[number, number]} */ ([TIMEOUT_MS, TIMEOUT_MS + SLACK_MS]);

const receipt = { code: "receipt", outcome: null, status: 204 };
const network = { code: "network", outcome: "unknown", status: null };
const timeout = {
  code: "timeout",
  outcome: "unknown",
  status: null,
  options: { timeoutMs: TIMEOUT_MS },
  ms: AFTER_TIMEOUT,
};
const forbidden = { code: "forbidden", outcome: "rejected", status: 403 };
const throttled = { code: "throttled", outcome: "rejected", status: 429 };
const redirected = { code: "redirected", outcome: "unknown" };
const neverSent = { ...network, posts: 0 };

/** The status is known, but the body is lost. The fields that come from the body must be null. */
const forbiddenWithoutDetails = { ...forbidden, fields: { graphCode: null, graphMessage: null, activityId: null } };

/** The timeout of the attempt also ends the reading of its body. */
const bodyTooLate = {
  ...forbiddenWithoutDetails,
  options: { timeoutMs: TIMEOUT_MS },
  ms: /** @type {[number, number]} */ ([0, TIMEOUT_MS + SLACK_MS]),
};

const anything = () => true;

/**
 * Graph throttles the first POST and takes the second. The wait between the two lasts from `least` to `most` milliseconds.
 *
 * @param {number} least
 * @param {number} most
 * @returns {Row}
 */
const waits = (least, most) => ({
  ...receipt,
  fetches: 2,
  gapsMs: [[least, most + SLACK_MS]],
  ms: [least, most + 2 * SLACK_MS],
});
/** Retry-After is a number of seconds. The wait is never shorter. It is longer by at most a tenth, and by at most a second. */
const waitsSeconds = (/** @type {number} */ seconds) =>
  waits(seconds * 1_000, seconds * 1_000 + Math.min(1_000, seconds * 100));
/** Retry-After is missing or invalid. The wait lasts from one to two seconds. */
const backsOff = waits(1_000, 2_000);
/** The server's dates are 1.5 to 2.5 seconds ahead. */
const waitsUntilDate = { ...waits(1_500, 2_750), untilDate: true };
/** Retry-After exceeds the budget. The call ends at once, and the error holds `retryAfterMs`. @returns {Row} */
const tooLong = (/** @type {number} */ retryAfterMs) => ({ ...throttled, fields: { retryAfterMs } });

/** @type {Record<string, Row>} */
export const EXPECTED = {
  refused: { ...neverSent },
  "untrusted-certificate": { ...neverSent },
  "reset-before-headers": { ...network, mayBeResent: true },
  // Chromium sends the POST again by itself, and the 403 answers the second POST. Graph may have acted on the first. No page can
  // detect this. The documentation names it as the limit of `rejected`.
  "reset-then-403": { ...network, chromiumOnReused: { ...forbidden, posts: 2 } },
  "reset-amid-headers": { ...network, mayBeResent: true },
  "reset-after-headers": forbiddenWithoutDetails,
  "empty-close": { ...network, mayBeResent: true },
  // Without TLS, Chromium takes the end of the connection for the end of the headers. TLS detects the difference.
  "close-amid-headers": {
    ...network,
    mayBeResent: true,
    chromiumWithoutTls: { ...receipt, fields: { requestId: anything, clientRequestId: null } },
  },
  "close-amid-body": forbiddenWithoutDetails,
  "headers-trickle": timeout,
  "never-answers": timeout,
  "body-stalls": bodyTooLate,
  "body-trickles": bodyTooLate,
  "truncated-status-line": { ...network, mayBeResent: true },
  "no-http": { ...network, mayBeResent: true },

  "preflight-refused": neverSent,
  "preflight-redirected": neverSent,
  "preflight-reset": neverSent,
  "preflight-never-answered": { ...timeout, posts: 0 },

  "204-no-content": receipt,
  "204-with-body": receipt,
  "103-then-204": receipt,
  "200-ok": { code: "unexpectedResponse", outcome: "unknown", status: 200 },
  "202-accepted": { code: "unexpectedResponse", outcome: "unknown", status: 202 },
  "400-bad-request": {
    code: "badRequest",
    outcome: "rejected",
    status: 400,
    fields: { graphCode: "BadRequest", graphMessage: "Sorry." },
  },
  "401-expired": {
    ...{ code: "unauthenticated", outcome: "rejected", status: 401 },
    ...{ fetches: 2, claims: [undefined, "forceRefresh"] },
    fields: { graphCode: "InvalidAuthenticationToken", claims: null },
  },
  "401-expired-then-204": { ...receipt, fetches: 2, claims: [undefined, "forceRefresh"] },
  "401-expired-fixed-token": {
    ...{ code: "unauthenticated", outcome: "rejected", status: 401 },
    ...{ token: "fixed", claims: [] },
  },
  "401-cae-then-204": { ...receipt, fetches: 2, claims: [undefined, CLAIMS] },
  "401-cae-for-ever": {
    ...{ code: "claimsChallenge", outcome: "rejected", status: 401, fields: { claims: CLAIMS } },
    ...{ fetches: 2, claims: [undefined, CLAIMS] },
  },
  "401-cae-fixed-token": {
    ...{ code: "claimsChallenge", outcome: "rejected", status: 401, fields: { claims: CLAIMS } },
    ...{ token: "fixed", claims: [] },
  },
  "401-cae-then-429-then-204": {
    ...receipt,
    claims: [undefined, CLAIMS, undefined],
    fetches: 3,
    gapsMs: [
      [0, SLACK_MS],
      [1_000, 1_100 + SLACK_MS],
    ],
    ms: [1_000, 1_100 + 2 * SLACK_MS],
  },
  "401-intune-forbidden": {
    ...{ code: "forbidden", outcome: "rejected", status: 401 },
    fields: { graphCode: "Forbidden", graphMessage: INTUNE_MESSAGE, activityId: ACTIVITY_ID },
  },
  "403-intune": {
    ...forbidden,
    fields: { graphCode: "Forbidden", graphMessage: INTUNE_MESSAGE, activityId: ACTIVITY_ID },
  },
  "404-html": { code: "notFound", outcome: "rejected", status: 404, fields: { graphCode: null, graphMessage: null } },
  "408-request-timeout": { code: "serverError", outcome: "unknown", status: 408, mayBeResent: true },
  "409-conflict": { code: "conflict", outcome: "rejected", status: 409, fields: { graphCode: "Conflict" } },
  // RFC 9110, section 15.5.20: a server that replies 421 has not acted on the request, so a client may send it again.
  "421-misdirected": { code: "refused", outcome: "rejected", status: 421, mayBeResent: "always" },
  "500-server-error": { code: "serverError", outcome: "unknown", status: 500 },
  "502-html": { code: "serverError", outcome: "unknown", status: 502, fields: { graphCode: null, graphMessage: null } },
  // Without CORS headers, a browser hides the reply from the page. The proxy's reply holds no ids either.
  "502-html-hidden-by-cors": {
    ...{ code: "serverError", outcome: "unknown", status: 502, fields: { requestId: null, clientRequestId: null } },
    chromium: network,
  },
  "503-unavailable": { code: "unavailable", outcome: "unknown", status: 503, fields: { retryAfterMs: null } },
  "503-retry-after": { code: "unavailable", outcome: "unknown", status: 503, fields: { retryAfterMs: 2_000 } },
  "504-gateway-timeout": { code: "serverError", outcome: "unknown", status: 504 },

  ...Object.fromEntries(
    [301, 302, 303, 307, 308].flatMap((status) =>
      // The Fetch standard's opaque redirect tells a page only that there was a redirect.
      ["same", "other"].map((where) => [
        `${status}-${where}-origin`,
        { ...redirected, status, chromium: { status: null } },
      ]),
    ),
  ),

  "429-retry-after-0": waits(1_000, 2_000),
  "429-retry-after-1": waitsSeconds(1),
  "429-retry-after-2.128": waitsSeconds(2.128),
  "429-retry-after-date": waitsUntilDate,
  "429-retry-after-rfc850-date": waitsUntilDate,
  "429-retry-after-asctime-date": waitsUntilDate,
  "429-retry-after-past-date": waits(1_000, 2_000),
  "429-retry-after-absent": backsOff,
  "429-retry-after-empty": backsOff,
  "429-retry-after-negative": backsOff,
  "429-retry-after-soon": backsOff,
  "429-retry-after-0x10": backsOff,
  "429-retry-after-1e9": backsOff,
  "429-retry-after-600": tooLong(600_000),
  "429-retry-after-1000000000": tooLong(1e12),
  // The value is saturated. It must be a finite number above any budget.
  "429-retry-after-20-digits": {
    ...throttled,
    fields: { retryAfterMs: (/** @type {any} */ ms) => Number.isFinite(ms) && ms > 600_000 },
  },
  // Fetch joins the two lines to "600, 600", which is an invalid Retry-After.
  "429-retry-after-twice": backsOff,
  // Only browsers hide headers from the caller.
  "429-retry-after-hidden-by-cors": {
    ...backsOff,
    node: { gapsMs: undefined, ms: AT_ONCE, fetches: 1, ...tooLong(600_000) },
  },
  "429-body-stalls": waitsSeconds(1),
  "429-for-ever": {
    ...throttled,
    fetches: 3,
    gapsMs: [
      [1_000, 1_100 + SLACK_MS],
      [1_000, 1_100 + SLACK_MS],
    ],
    ms: [2_000, 2_200 + 2 * SLACK_MS],
    fields: { retryAfterMs: 1_000 },
  },
  "429-past-the-budget": {
    ...throttled,
    options: { retryBudgetMs: 1_500 },
    fetches: 2,
    gapsMs: [[1_000, 1_100 + SLACK_MS]],
    ms: [1_000, 1_100 + 2 * SLACK_MS],
    fields: { retryAfterMs: 1_000 },
  },
  // The last attempt decides the outcome, and it proves nothing.
  "429-then-reset": { ...waits(1_000, 2_000), ...network, fetches: 2, mayBeResent: true },

  "malformed-json": forbiddenWithoutDetails,
  "not-an-error-object": forbiddenWithoutDetails,
  // The Fetch standard's text decoding drops the mark, so the JSON after it can be read.
  "byte-order-mark": { ...forbidden, fields: { graphCode: "Forbidden", graphMessage: "Not permitted." } },
  "10-mb-body": forbidden,
  "endless-body": { ...forbiddenWithoutDetails, closes: true },
  "endless-body-200": { code: "unexpectedResponse", outcome: "unknown", status: 200, closes: true },
  "nesting-2000": forbidden,
  "nesting-60000": forbiddenWithoutDetails,
  "nested-messages": forbidden,
  "wrong-charset": forbidden,
  "wrong-charset-name": { ...forbidden, fields: { graphCode: "Forbidden", graphMessage: "Not permitted." } },
  // Both ids hold the token too. The search for CANARY detects whether they show it.
  "token-echoed": { ...forbidden, fields: { requestId: anything, clientRequestId: anything } },
  "token-echoed-late": { ...waits(1_000, 2_000), ...forbidden },
};

/**
 * Gives the row of a fault for a client and a transport.
 *
 * @param {string} name  of the fault
 * @param {ClientName} client
 * @param {import("./transport.mjs").Transport} transport
 * @returns {Expected}
 */
export function expected(name, client, { tls, keepsOpen }) {
  const { node = {}, chromium = {}, chromiumWithoutTls = {}, chromiumOnReused = {}, ...row } = EXPECTED[name];
  const own =
    client === "node" ? node : { ...chromium, ...(!tls && chromiumWithoutTls), ...(keepsOpen && chromiumOnReused) };
  const defaults = { fetches: 1, ms: AT_ONCE, token: /** @type {const} */ ("function") };
  const merged = { ...defaults, ...row, ...own };
  const fields = { ...row.fields, ...own.fields };
  const asked = Array.from({ length: merged.fetches }, () => undefined);
  return /** @type {Expected} */ ({ claims: asked, ...merged, fields, options: { ...OPTIONS, ...merged.options } });
}

/** The options of every call. A row that is not about time limits never reaches these. */
const OPTIONS = {
  timeoutMs: 8_000,
  maxRetries: 2,
  retryBudgetMs: 6_000,
  clientRequestId: "5e55a9e1-0000-4000-8000-0000000000ff",
};
