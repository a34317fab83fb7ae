// @ts-check
import { createServer } from "node:http";
import { requestListener } from "./http.mjs";

/** The sandbox listens on the loopback address only, because its sign-in needs no password. */
const LOOPBACK = "127.0.0.1";

/**
 * Node's default limit is 16 KiB. Node answers a longer URL without CORS headers, so the page could not read the reply.
 */
const MAX_HEADER_SIZE = 256 * 1024;

/**
 * @typedef {object} OpenServer
 * @property {string} origin
 * @property {number} port
 * @property {(handle: import("./http.mjs").Handler) => void} serve  starts answering requests
 * @property {() => Promise<void>} close  closes the server and its open connections
 */

/**
 * Opens a loopback server before its handler exists. Each stand-in needs the origins of the others, and an origin is
 * known only after its server has a port. Requests wait until `serve` is called.
 *
 * @param {object} options
 * @param {import("./request-log.mjs").ServerName} options.name
 * @param {string} options.host
 *   the host name in the origin; for browsers, `localhost` and `127.0.0.1` are different sites
 * @param {number} options.port  if 0 or taken, the server uses any free port
 * @param {import("./request-log.mjs").RequestLog} options.log
 * @param {import("./clock.mjs").Clock} options.clock
 * @returns {Promise<OpenServer>}
 */
export async function openServer({ name, host, port: wanted, log, clock }) {
  /** @type {(listener: import("node:http").RequestListener) => void} */
  let start = () => {};
  /** @type {Promise<import("node:http").RequestListener>} */
  const started = new Promise((resolve) => {
    start = resolve;
  });
  const server = createServer({ maxHeaderSize: MAX_HEADER_SIZE }, async (req, res) => (await started)(req, res));
  // A browser may resend a POST if the server has just closed the reused connection, and the test would see two
  // requests from the page. Ten minutes are longer than the pause between two clicks.
  server.keepAliveTimeout = 10 * 60_000;

  const port = await listen(server, wanted);
  return {
    origin: `http://${host}:${port}`,
    port,
    serve: (handle) => start(requestListener({ server: name, handle, log, clock })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import("node:http").Server} server
 * @param {number} wanted
 * @returns {Promise<number>} the actual port
 */
function listen(server, wanted) {
  return new Promise((resolve, reject) => {
    const onError = (/** @type {NodeJS.ErrnoException} */ error) => {
      // Windows reports EACCES for a port in a reserved range.
      const taken = wanted !== 0 && (error.code === "EADDRINUSE" || error.code === "EACCES");
      if (taken) resolve(listen(server, 0));
      else reject(error);
    };
    server.once("error", onError);
    server.listen(wanted, LOOPBACK, () => {
      server.off("error", onError);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : wanted);
    });
  });
}
