// @ts-check
/**
 * How a client reaches the fault server.
 *
 * @typedef {object} Transport
 * @property {string} name
 * @property {boolean} tls
 * @property {boolean} keepsOpen  the server leaves connections open, so a browser's POST reuses the connection of its preflight
 * @property {boolean} warmUp  a POST that is answered 204 goes before the fault, on the same connection
 */

export {};
