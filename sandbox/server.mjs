// @ts-check
import { createServer } from "node:http";
import { requestListener } from "./http.mjs";

/** The only address the sandbox listens on: its sign-in lets anybody in. */
const LOOPBACK = "127.0.0.1";

/** Node's own limit, 16 KiB, cuts a long address off with a reply that no script on another origin may read. */
const MAX_HEADER_SIZE = 256 * 1024;

/**
 * @typedef {object} OpenServer
 * @property {string} origin
 * @property {number} port
 * @property {(handle: import("./http.mjs").Handler) => void} serve  starts answering
 * @property {() => Promise<void>} close  ends open connections at once
 */

/**
 * Opens a loopback server before its handler exists: each stand-in has to know the others' origins, and those are known
 * only once all ports are. Requests that come in meanwhile wait.
 *
 * @param {object} options
 * @param {import("./request-log.mjs").ServerName} options.name
 * @param {string} options.host  how browsers are to call it; `localhost` and `127.0.0.1` are different sites to them
 * @param {number} options.port  0, or one that is taken, means any free one
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
  // Longer than anyone waits between two clicks. A browser may resend a POST when a reused connection has just been
  // closed, and that would look like a page that asked twice.
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
 * @returns {Promise<number>} the port it listens on
 */
function listen(server, wanted) {
  return new Promise((resolve, reject) => {
    const onError = (/** @type {NodeJS.ErrnoException} */ error) => {
      // EACCES: Windows reserves ranges of ports, and answers so for one of them.
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
