// @ts-check
/**
 * The shape of a fault.
 *
 * @typedef {import("../exchange.mjs").Exchange} Exchange
 *
 * @typedef {object} Fault
 * @property {(exchange: Exchange) => void} post  answers a POST; `exchange.index` is its number, from 0
 * @property {(exchange: Exchange) => void} [preflight]  answers a preflight instead of Graph's reply
 * @property {boolean} [nothingListens]  the port has no server
 * @property {boolean} [untrusted]  no client trusts the certificate
 */

export {};
