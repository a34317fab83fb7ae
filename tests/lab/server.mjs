// @ts-check
/**
 * A server that plays one fault over TCP or TLS. It speaks HTTP/1.1 on raw sockets, because an HTTP library sends no invalid
 * replies. Each fault has its own server and so its own origin, because a Retry-After delays all calls of a page to an origin. The
 * server listens on loopback only, and `close()` ends everything that it has started.
 */
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { Exchange } from "./exchange.mjs";
import { FAULTS } from "./faults/index.mjs";
import { requestReader } from "./wire.mjs";

/**
 * @typedef {import("./exchange.mjs").Connection} Connection
 *
 * @typedef {object} Options
 * @property {import("./certificate.mjs").Certificate | null} certificate  null for plain HTTP
 * @property {boolean} keepsOpen  whether connections stay open after a complete reply
 * @property {boolean} warmUp  whether the first POST is answered 204, so that the fault meets a used connection
 *
 * @typedef {object} FaultServer
 * @property {string} origin
 * @property {Log} log  the requests and connections that arrived
 * @property {() => Promise<void>} close  ends every connection, timer and listener at once
 *
 * @typedef {object} Log
 * @property {number} connections  accepted connections, even without a completed TLS handshake
 * @property {number} preflights
 * @property {Exchange | null} warmUp  the POST before the fault
 * @property {Exchange[]} posts  the POSTs whose headers arrived completely, without the warm-up
 * @property {number} bodies  requests with a body
 * @property {string[]} others  any other request, as method and target
 * @property {number} redirectedConnections  connections to the origin that a redirect points to
 */

const LOOPBACK = "127.0.0.1";

/**
 * Starts the server of a fault.
 *
 * @param {string} name  of the fault
 * @param {Options} options
 * @returns {Promise<FaultServer>}
 */
export async function playFault(name, { certificate, keepsOpen, warmUp }) {
  const fault = FAULTS[name];
  if (fault === undefined) throw new Error(`there is no fault "${name}"`);
  /** @type {Log} */
  const log = {
    connections: 0,
    preflights: 0,
    warmUp: null,
    posts: [],
    bodies: 0,
    others: [],
    redirectedConnections: 0,
  };
  const scheme = certificate ? "https" : "http";
  if (fault.nothingListens) {
    const { port, close } = await unusedPort();
    return { origin: `${scheme}://${LOOPBACK}:${port}`, log, close };
  }

  /** @type {Set<NodeJS.Timeout>} */
  const timers = new Set();
  const otherServer = await listen((raw) => {
    log.redirectedConnections++;
    raw.destroy();
  });
  const surroundings = { keepsOpen, timers, otherOrigin: `${scheme}://${LOOPBACK}:${otherServer.port}` };
  const context = certificate ? createSecureContext(certificate) : undefined;

  const server = await listen((raw) => {
    log.connections++;
    const socket = context
      ? new TLSSocket(raw, { isServer: true, secureContext: context, ALPNProtocols: ["http/1.1"] })
      : raw;
    // A client may break a connection. Some faults provoke that.
    for (const one of [raw, socket]) one.on("error", () => {});
    /** @type {Promise<void>} */
    const closed = new Promise((resolve) => void raw.once("close", () => resolve()));
    /** @type {Connection} */
    const connection = { raw, socket, closed, requests: 0 };
    const onBody = () => void log.bodies++;
    const onHead = (/** @type {import("./wire.mjs").Head} */ head) => answer(connection, head);
    socket.on("data", requestReader({ onHead, onBody }));
  });

  /**
   * Lets the fault answer a request.
   *
   * @param {Connection} connection
   * @param {import("./wire.mjs").Head} head
   */
  function answer(connection, head) {
    const exchange = new Exchange(connection, head, [...log.posts], surroundings);
    connection.requests++;
    const isWarm = !warmUp || log.warmUp !== null;
    if (head.method === "OPTIONS") {
      log.preflights++;
      if (isWarm && fault.preflight) fault.preflight(exchange);
      else exchange.allow();
    } else if (head.method !== "POST" || !head.target.endsWith("/requestRemoteAssistance")) {
      log.others.push(`${head.method} ${head.target}`);
      exchange.reply(204);
    } else if (!isWarm) {
      log.warmUp = exchange;
      exchange.reply(204);
    } else {
      log.posts.push(exchange);
      fault.post(exchange);
    }
  }

  const close = async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all([server.close(), otherServer.close()]);
  };
  return { origin: `${scheme}://${LOOPBACK}:${server.port}`, log, close };
}

/**
 * Every port that was used so far. The operating system reuses ports, but a client may remember an origin, for example that Graph
 * asked it to wait.
 *
 * @type {Set<number>}
 */
const usedPorts = new Set();

/**
 * Starts a TCP server on a port that this process has not used before.
 *
 * @param {(raw: import("node:net").Socket) => void} onConnection
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
async function listen(onConnection) {
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const server = createServer({ noDelay: true }, (raw) => {
    sockets.add(raw);
    raw.once("close", () => sockets.delete(raw));
    onConnection(raw);
  });
  server.listen(0, LOOPBACK);
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    for (const raw of sockets) raw.destroy();
    await closed;
  };
  if (!usedPorts.has(port)) {
    usedPorts.add(port);
    return { port, close };
  }
  // The port stays taken until another is found, so that the system does not assign it again.
  const other = await listen(onConnection);
  await close();
  return other;
}

/** Finds a port without a listener. The client end of an open connection uses it, so that no other process gets it. */
async function unusedPort() {
  const server = await listen(() => {});
  const socket = connect(server.port, LOOPBACK);
  await once(socket, "connect");
  const { localPort: port } = socket;
  const close = async () => {
    socket.destroy();
    await server.close();
  };
  return { port, close };
}
