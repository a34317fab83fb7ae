// @ts-check
/** All faults by name, in the order of the table. */
import { BODIES } from "./bodies.mjs";
import { CONNECTIONS } from "./connections.mjs";
import { PREFLIGHTS } from "./preflights.mjs";
import { REDIRECTS } from "./redirects.mjs";
import { STATUSES } from "./statuses.mjs";
import { THROTTLING } from "./throttling.mjs";

/**
 * @typedef {import("../exchange.mjs").Exchange} Exchange
 *
 * @typedef {object} Fault
 * @property {(exchange: Exchange) => void} post  answers a POST; `exchange.index` is its number, from 0
 * @property {(exchange: Exchange) => void} [preflight]  answers a preflight instead of Graph's reply
 * @property {boolean} [nothingListens]  the port has no server
 * @property {boolean} [untrusted]  no client trusts the certificate
 */

/** @type {Record<string, Fault>} */
export const FAULTS = { ...CONNECTIONS, ...PREFLIGHTS, ...STATUSES, ...REDIRECTS, ...THROTTLING, ...BODIES };
