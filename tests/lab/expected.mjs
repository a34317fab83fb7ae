// @ts-check
/**
 * How a call has to end for each fault, from the documented rules alone: which status means what, what is sent again and
 * when, and what a reply proves. Nothing in here was copied from what a run has shown, but for what a browser does by
 * itself, which no rule of the package governs; those rows say so.
 */
import { ACTIVITY_ID, CLAIMS, INTUNE_MESSAGE } from "./faults/graph-errors.mjs";

/**
 * @typedef {object} Expected
 * @property {string} code  of the error, or `receipt`
 * @property {string | null} outcome  null with a receipt
 * @property {number | null} status  of the last reply
 * @property {number} fetches  how many `fetch()` calls it takes, which is also what the error or the receipt must say
 * @property {number} [posts]  that reach the server; as many as `fetches` if not given
 * @property {[number, number][]} [gapsMs]  from each reply to the next POST: at least, at most
 * @property {boolean} [untilDate]  the second POST must not come before the date that was told
 * @property {[number, number]} ms  how long the call takes: at least, at most
 * @property {Record<string, unknown>} fields  what else the error must hold: values, or functions that know them
 * @property {boolean} [closes]  the client must close the connection, for the reply has no end
 * @property {boolean | "always"} [mayBeResent]  the reply's head is lost: on a connection that was used before, a client
 *   may send the POST again by itself; `always`: on a fresh one too
 * @property {"fixed" | "function"} token  how it is handed in
 * @property {(string | undefined)[]} claims  with which claims the token function is asked, in turn
 * @property {Record<string, unknown>} options  of the call
 *
 * @typedef {Partial<Expected>} Part
 * @typedef {Part & { node?: Part, chromium?: Part, chromiumWithoutTls?: Part, chromiumOnReused?: Part }} Row
 * @typedef {"node" | "chromium"} ClientName
 */

/** More than a loaded machine takes to get a call as far as where the fault is met. */
export const TIMEOUT_MS = 5_000;
/** What may be added to any duration, besides what both sides were measured to be late. */
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

/** The status is read before the body is missed; what the body would have said is lost, and must not be made up. */
const forbiddenWithoutDetails = { ...forbidden, fields: { graphCode: null, graphMessage: null, activityId: null } };

/** Reading a body ends with the attempt's time at the latest. */
const bodyTooLate = {
  ...forbiddenWithoutDetails,
  options: { timeoutMs: TIMEOUT_MS },
  ms: /** @type {[number, number]} */ ([0, TIMEOUT_MS + SLACK_MS]),
};

const anything = () => true;

/** Throttled, told to wait so long, then taken. @param {number} least @param {number} most @returns {Row} */
const waits = (least, most) => ({
  ...receipt,
  fetches: 2,
  gapsMs: [[least, most + SLACK_MS]],
  ms: [least, most + 2 * SLACK_MS],
});
/** A number of seconds: never less, and at most a tenth or a second more. */
const waitsSeconds = (/** @type {number} */ seconds) =>
  waits(seconds * 1_000, seconds * 1_000 + Math.min(1_000, seconds * 100));
/** No Retry-After, or none that can be read: a second, and up to as much again. */
const backsOff = waits(1_000, 2_000);
/** The server's dates are a second and a half to two and a half ahead. */
const waitsUntilDate = { ...waits(1_500, 2_750), untilDate: true };
/** Longer than the budget: over at once, and the portal is told. @returns {Row} */
const tooLong = (/** @type {number} */ retryAfterMs) => ({ ...throttled, fields: { retryAfterMs } });

/** @type {Record<string, Row>} */
export const EXPECTED = {
  refused: { ...neverSent },
  "untrusted-certificate": { ...neverSent },
  "reset-before-headers": { ...network, mayBeResent: true },
  // Where the browser sends again by itself, the refusal answers its second POST. The first may have been acted on, and no
  // page can know: the documented limit of `rejected`.
  "reset-then-403": { ...network, chromiumOnReused: { ...forbidden, posts: 2 } },
  "reset-amid-headers": { ...network, mayBeResent: true },
  "reset-after-headers": forbiddenWithoutDetails,
  "empty-close": { ...network, mayBeResent: true },
  // Without TLS, which would tell, Chromium takes the end of the connection for the end of the headers.
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
    fields: { graphCode: "InvalidAuthenticationToken", claims: null },
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
  // RFC 9110, 15.5.20: a client may send any request again, for a server that answers 421 has not acted on it.
  "421-misdirected": { code: "refused", outcome: "rejected", status: 421, mayBeResent: "always" },
  "500-server-error": { code: "serverError", outcome: "unknown", status: 500 },
  "502-html": { code: "serverError", outcome: "unknown", status: 502, fields: { graphCode: null, graphMessage: null } },
  // A browser shows the page nothing of a reply that CORS does not open. The proxy gave it no ids either.
  "502-html-hidden-by-cors": {
    ...{ code: "serverError", outcome: "unknown", status: 502, fields: { requestId: null, clientRequestId: null } },
    chromium: network,
  },
  "503-unavailable": { code: "unavailable", outcome: "unknown", status: 503, fields: { retryAfterMs: null } },
  "503-retry-after": { code: "unavailable", outcome: "unknown", status: 503, fields: { retryAfterMs: 2_000 } },
  "504-gateway-timeout": { code: "serverError", outcome: "unknown", status: 504 },

  ...Object.fromEntries(
    [301, 302, 303, 307, 308].flatMap((status) =>
      // The Fetch standard's opaque redirect: the page may know that there was one, and no more.
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
  // Saturated, at whatever number: it must still be one, and above any budget.
  "429-retry-after-20-digits": {
    ...throttled,
    fields: { retryAfterMs: (/** @type {any} */ ms) => Number.isFinite(ms) && ms > 600_000 },
  },
  // Fetch joins the two lines to "600, 600", which is no Retry-After.
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
  // What the last attempt proves counts: nothing.
  "429-then-reset": { ...waits(1_000, 2_000), ...network, fetches: 2, mayBeResent: true },

  "malformed-json": forbiddenWithoutDetails,
  "not-an-error-object": forbiddenWithoutDetails,
  // The Fetch standard's way to read text drops the mark, so that what is behind it can be read.
  "byte-order-mark": { ...forbidden, fields: { graphCode: "Forbidden", graphMessage: "Not permitted." } },
  "10-mb-body": forbidden,
  "endless-body": { ...forbiddenWithoutDetails, closes: true },
  "endless-body-200": { code: "unexpectedResponse", outcome: "unknown", status: 200, closes: true },
  "nesting-2000": forbidden,
  "nesting-60000": forbiddenWithoutDetails,
  "nested-messages": forbidden,
  "wrong-charset": forbidden,
  "wrong-charset-name": { ...forbidden, fields: { graphCode: "Forbidden", graphMessage: "Not permitted." } },
  // Both ids hold the token as well: the canary says whether it is shown.
  "token-echoed": { ...forbidden, fields: { requestId: anything, clientRequestId: anything } },
  "token-echoed-late": { ...waits(1_000, 2_000), ...forbidden },
};

/** @param {string} name @param {ClientName} client @param {import("./row.mjs").Transport} transport @returns {Expected} */
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

/** Every call's. The times are long enough never to be the reason, where they are not what a row is about. */
const OPTIONS = {
  timeoutMs: 8_000,
  maxRetries: 2,
  retryBudgetMs: 6_000,
  clientRequestId: "5e55a9e1-0000-4000-8000-0000000000ff",
};
