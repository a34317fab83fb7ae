// @ts-check
/** The faults, by name, in the order in which the table shows them. */
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
 * @property {(exchange: Exchange) => void} post  answers a POST; `exchange.index` counts them
 * @property {(exchange: Exchange) => void} [preflight]  in place of the answer that Graph gives
 * @property {boolean} [nothingListens]  there is a port, and no server
 * @property {boolean} [untrusted]  the certificate is one that no client trusts
 */

/** @type {Record<string, Fault>} */
export const FAULTS = { ...CONNECTIONS, ...PREFLIGHTS, ...STATUSES, ...REDIRECTS, ...THROTTLING, ...BODIES };
