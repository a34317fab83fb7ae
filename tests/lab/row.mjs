// @ts-check
/** Plays one row of the table, which is a fault, a transport and a client, and lists every deviation from the expected end. */
import { isDeepStrictEqual } from "node:util";
import { CANARY, measureLateness } from "./caller.mjs";
import { expected } from "./expected.mjs";
import { FAULTS } from "./faults/index.mjs";
import { playFault } from "./server.mjs";

/**
 * @typedef {import("./transport.mjs").Transport} Transport
 *
 * @typedef {object} Row
 * @property {string} fault
 * @property {string} transport
 * @property {string} code
 * @property {string} outcome
 * @property {number} fetches
 * @property {number} posts
 * @property {number} preflights
 * @property {number} connections
 * @property {number} ms
 * @property {string[]} problems  empty if every check passes
 *
 * @typedef {{ trusted: import("./certificate.mjs").Certificate, untrusted: import("./certificate.mjs").Certificate }} Certificates
 */

/** @type {Transport[]} */
const FRESH_AND_REUSED = [
  { name: "http fresh", tls: false, keepsOpen: false, warmUp: false },
  { name: "http reused", tls: false, keepsOpen: true, warmUp: true },
  { name: "tls fresh", tls: true, keepsOpen: false, warmUp: false },
  { name: "tls reused", tls: true, keepsOpen: true, warmUp: true },
];
/** The first call of a browser's page. Only the preflight has used the connection. */
const AFTER_PREFLIGHT = { name: "tls preflight's", tls: true, keepsOpen: true, warmUp: false };

/** A call that is pending for longer counts as hanging. Every expected duration is shorter. */
const PATIENCE_MS = 15_000;
/** How long a connection may stay open after the call has abandoned the reply. */
const CLOSING_MS = 10_000;
/** Timers count in whole milliseconds. */
const GRAIN_MS = 1;
/** How often a row is played until its POST uses the intended connection. */
const CONNECTION_TRIES = 5;
/** How often a client may send a POST again by itself: once on another idle connection, and once on a new one. */
const RESENT_LIMIT = 2;
/** Texts of native errors, which the package must not pass on. */
const NATIVE = /fetch failed|failed to fetch|ECONN|socket|UND_ERR|TypeError|net::/i;

/**
 * Gives the transports on which a client can meet a fault.
 *
 * @param {string} name  of the fault
 * @param {import("./expected.mjs").ClientName} client
 * @returns {Transport[]}
 */
export function transportsOf(name, client) {
  const fault = FAULTS[name];
  if (fault.preflight && client === "node") return [];
  if (fault.nothingListens) return FRESH_AND_REUSED.filter(({ warmUp }) => !warmUp);
  if (fault.untrusted) return FRESH_AND_REUSED.filter(({ tls, warmUp }) => tls && !warmUp);
  return client === "chromium" ? [...FRESH_AND_REUSED, AFTER_PREFLIGHT] : FRESH_AND_REUSED;
}

/**
 * Plays a row. The client chooses the connection of each request. Sometimes the used connection is not free yet, and the client
 * opens a new one. That is another transport than the intended one, so the row is played again on a fresh origin.
 *
 * @param {string} name  of the fault
 * @param {Transport} transport
 * @param {import("./clients.mjs").Client} client
 * @param {Certificates} certificates
 * @returns {Promise<Row>}
 */
export async function runRow(name, transport, client, certificates) {
  for (let left = CONNECTION_TRIES; ; left--) {
    const { isAsNamed, ...row } = await playRow(name, transport, client, certificates);
    if (isAsNamed) return row;
    if (left === 1)
      return { ...row, problems: [...row.problems, "no POST used the connection that the transport names"] };
  }
}

/**
 * Plays a row once. `isAsNamed` says whether the POST used the connection that the transport names.
 *
 * @param {string} name  of the fault
 * @param {Transport} transport
 * @param {import("./clients.mjs").Client} client
 * @param {Certificates} certificates
 * @returns {Promise<Row & { isAsNamed: boolean }>}
 */
async function playRow(name, transport, client, { trusted, untrusted }) {
  const { tls, keepsOpen, warmUp } = transport;
  const certificate = tls ? (FAULTS[name].untrusted ? untrusted : trusted) : null;
  const wanted = expected(name, client.name, transport);
  const server = await playFault(name, { certificate, keepsOpen, warmUp });
  const lateness = measureLateness();
  try {
    const { token, options } = wanted;
    const seen = await client.call({ origin: server.origin, warmUp, token, options, patienceMs: PATIENCE_MS });
    const lateMs = seen.lateMs + lateness();
    const problems = [
      ...callProblems(wanted, seen, server.log, lateMs),
      ...requestProblems(wanted, seen, server.log, transport),
      ...waitProblems(wanted, server.log, lateMs),
      ...(wanted.closes ? await closeProblems(server.log) : []),
    ];
    const { connections, preflights, posts } = server.log;
    const { code, fields, fetches, ms } = seen;
    const wantsReuse = transport.warmUp || (transport.keepsOpen && client.name === "chromium");
    return {
      isAsNamed: posts.length === 0 || posts[0].isReuse === wantsReuse,
      ...{ fault: name, transport: transport.name, code, outcome: fields.outcome ?? "", fetches },
      ...{ posts: posts.length, preflights, connections, ms, problems },
    };
  } finally {
    lateness();
    await server.close();
  }
}

/**
 * Checks how the call ended.
 *
 * @param {import("./expected.mjs").Expected} wanted
 * @param {import("./caller.mjs").Seen} seen
 * @param {import("./server.mjs").Log} log
 * @param {number} lateMs
 */
function callProblems(wanted, seen, { posts }, lateMs) {
  const { code, fields, fetches, ms } = seen;
  const hasStatus = wanted.status !== null;
  const holds = {
    status: wanted.status,
    attempts: wanted.fetches,
    // The ids come from the last reply.
    requestId: hasStatus ? posts.at(-1)?.requestId : null,
    clientRequestId: hasStatus ? wanted.options.clientRequestId : null,
    ...(wanted.outcome && { outcome: wanted.outcome }),
    ...wanted.fields,
  };
  const wrong = Object.entries(holds)
    .filter(
      ([name, value]) => !(typeof value === "function" ? value(fields[name]) : isDeepStrictEqual(fields[name], value)),
    )
    .map(([name, value]) => `${name} is ${brief(fields[name])}, not ${brief(value)}`);
  const [least, most] = wanted.ms;
  return [
    ...(code === wanted.code ? [] : [`code is ${code}, not ${wanted.code}: ${fields.message}`]),
    ...wrong,
    ...(fetches === wanted.fetches ? [] : [`${fetches} fetch() calls, not ${wanted.fetches}`]),
    ...(isDeepStrictEqual(seen.claims, wanted.claims)
      ? []
      : [`the token function was asked with ${brief(seen.claims)}`]),
    ...(ms >= least - GRAIN_MS && ms <= most + lateMs
      ? []
      : [`took ${Math.round(ms)} ms, not ${least} to ${most}, ${Math.round(lateMs)} ms late`]),
    ...seen.leaks.map((view) => `the token is in ${view}`),
    // Only a lost connection has one: what `fetch` rejected with.
    ...(fields.hasCause === (seen.code === "network")
      ? []
      : [fields.hasCause ? "there is a cause" : "there is no cause"]),
    ...(NATIVE.test(fields.message ?? "") ? [`the message passes a native error on: ${fields.message}`] : []),
  ];
}

/**
 * Checks the requests that arrived at the server.
 *
 * @param {import("./expected.mjs").Expected} wanted
 * @param {import("./caller.mjs").Seen} seen
 * @param {import("./server.mjs").Log} log
 * @param {Transport} transport
 */
function requestProblems(wanted, seen, { posts, bodies, others, redirectedConnections }, transport) {
  const least = wanted.posts ?? wanted.fetches;
  const mayResend = wanted.mayBeResent === "always" || (wanted.mayBeResent && transport.keepsOpen);
  const most = least + (mayResend ? RESENT_LIMIT : 0);
  const ids = posts.map(({ request }) => request.headers["client-request-id"]);
  return [
    ...(posts.length >= least && posts.length <= most
      ? []
      : [`${posts.length} POSTs on the wire, not ${least} to ${most}`]),
    ...(transport.warmUp && seen.warmUp !== "receipt" ? [`the call before ended with ${seen.warmUp}`] : []),
    ...(bodies === 0 ? [] : [`${bodies} requests with a body`]),
    ...others.map((other) => `also ${other}`),
    ...(redirectedConnections === 0 ? [] : [`${redirectedConnections} connections to the other origin`]),
    ...(ids.every((id) => id === wanted.options.clientRequestId) ? [] : [`client-request-id was ${brief(ids)}`]),
    ...(posts.every(({ request }) => request.headers.authorization?.includes(CANARY))
      ? []
      : ["a POST without the token"]),
  ];
}

/**
 * Checks the time from each reply to the next POST.
 *
 * @param {import("./expected.mjs").Expected} wanted
 * @param {import("./server.mjs").Log} log
 * @param {number} lateMs
 */
function waitProblems({ gapsMs = [], untilDate }, { posts }, lateMs) {
  const problems = gapsMs.flatMap(([least, most], index) => {
    const gap = (posts[index + 1]?.arrivedAt ?? NaN) - (posts[index]?.answeredAt ?? NaN);
    const isRight = gap >= least - GRAIN_MS && gap <= most + lateMs;
    return isRight ? [] : [`POST ${index + 2} came ${gap.toFixed(1)} ms after the reply, not ${least} to ${most}`];
  });
  if (untilDate) {
    const early = (posts[0]?.retryAfterDate ?? NaN) - (performance.timeOrigin + (posts[1]?.arrivedAt ?? NaN));
    if (!(early <= GRAIN_MS)) problems.push(`POST 2 came ${early} ms before the date`);
  }
  return problems;
}

/**
 * Checks that the client closes the connection of an endless reply.
 *
 * @param {import("./server.mjs").Log} log
 */
async function closeProblems({ posts }) {
  const [post] = posts;
  if (post === undefined) return ["nothing arrived"];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const report = () => [`the connection was left open, ${post.endlessBytes} bytes so far`];
  const patience = new Promise((resolve) => void (timer = setTimeout(() => resolve(report()), CLOSING_MS)));
  const closed = post.connection.closed.then(() => []);
  return Promise.race([closed, patience]).finally(() => clearTimeout(timer));
}

const brief = (/** @type {unknown} */ value) =>
  typeof value === "function" ? "as it must be" : JSON.stringify(value)?.slice(0, 200);
