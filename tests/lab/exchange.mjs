// @ts-check
/** One request, and the ways in which a fault answers it: a whole reply, a reply in pieces, or none. */
import { randomUUID } from "node:crypto";
import { CORS_HEADERS, preflight } from "../../sandbox/graph/cors.mjs";
import { replyHead } from "./wire.mjs";

/**
 * @typedef {object} Connection  one accepted connection
 * @property {import("node:net").Socket} raw  the TCP socket; with TLS it is below `socket`, and a reset needs it
 * @property {import("node:net").Socket} socket  carries HTTP
 * @property {Promise<void>} closed
 * @property {number} requests  that have arrived
 *
 * @typedef {object} Surroundings
 * @property {boolean} keepsOpen  whether a complete reply leaves the connection open
 * @property {string} otherOrigin  an origin that must receive no connection
 * @property {Set<NodeJS.Timeout>} timers
 *
 * @typedef {{ headers?: import("./wire.mjs").ReplyHeaders, body?: string | Buffer, contentType?: string }} Content
 */

/** The most bytes of an endless reply. The limit protects the machine's memory from a client that reads on for ever. */
const ENDLESS_LIMIT = 64 * 1024 * 1024;

export class Exchange {
  /** The time of the reply's first byte or of the connection's end; null before. @type {number | null} */
  answeredAt = null;
  /** The bytes of an endless reply that were written. */
  endlessBytes = 0;
  /** The date in the reply's Retry-After, in milliseconds since the epoch. @type {number | null} */
  retryAfterDate = null;
  requestId = randomUUID();

  /**
   * @param {Connection} connection
   * @param {import("./wire.mjs").Head} request
   * @param {readonly Exchange[]} earlier  the POSTs before this one
   * @param {Surroundings} surroundings
   */
  constructor(connection, request, earlier, surroundings) {
    this.connection = connection;
    this.request = request;
    this.earlier = earlier;
    this.index = earlier.length;
    this.surroundings = surroundings;
    this.arrivedAt = performance.now();
    /** Whether the connection has carried a request before. */
    this.isReuse = connection.requests > 0;
  }

  /** Makes the head of a reply of Graph, with the CORS headers that let a page read it. */
  head(/** @type {number} */ status, /** @type {import("./wire.mjs").ReplyHeaders} */ headers = {}) {
    return replyHead(status, {
      ...CORS_HEADERS,
      "request-id": this.requestId,
      "client-request-id": this.request.headers["client-request-id"] ?? randomUUID(),
      Connection: this.surroundings.keepsOpen ? "keep-alive" : "close",
      ...headers,
    });
  }

  /** Sends a complete reply with the right length. */
  reply(
    /** @type {number} */ status,
    /** @type {Content} */ { headers = {}, body = "", contentType = "application/json" } = {},
  ) {
    const bytes = Buffer.from(body);
    /** @type {import("./wire.mjs").ReplyHeaders} */
    const content = status === 204 ? {} : { "Content-Type": contentType, "Content-Length": String(bytes.length) };
    this.write(Buffer.concat([Buffer.from(this.head(status, { ...content, ...headers }), "latin1"), bytes]));
    if (!this.surroundings.keepsOpen) this.end();
  }

  /** Answers a preflight as Graph does. */
  allow(/** @type {import("./wire.mjs").ReplyHeaders} */ but = {}) {
    const { headers } = preflight({ ...this.request, body: Buffer.alloc(0) });
    const connection = this.surroundings.keepsOpen ? "keep-alive" : "close";
    this.write(replyHead(200, { ...headers, "Content-Length": "0", Connection: connection, ...but }));
    if (!this.surroundings.keepsOpen) this.end();
  }

  /** @param {string | Buffer} bytes @param {() => void} [handedOver]  called once the operating system has taken the bytes */
  write(bytes, handedOver) {
    this.answeredAt ??= performance.now();
    this.connection.socket.write(bytes, () => handedOver?.());
  }

  /** Closes the connection with TCP's FIN, like a server that has finished. */
  end() {
    this.answeredAt ??= performance.now();
    this.connection.socket.end();
  }

  /** Closes the connection with TCP's RST, like a server that has crashed. */
  reset() {
    this.answeredAt ??= performance.now();
    this.connection.raw.resetAndDestroy();
  }

  /** Sends a piece every `ms` milliseconds while the connection is open. */
  trickle(/** @type {number} */ ms, /** @type {() => string} */ piece) {
    const timer = setInterval(() => this.write(piece()), ms);
    this.surroundings.timers.add(timer);
    void this.connection.closed.then(() => clearInterval(timer));
  }

  /** Sends the same piece again and again, as fast as the client reads. */
  sendEndlessly(/** @type {Buffer} */ piece) {
    const { socket } = this.connection;
    const pour = () => {
      while (!socket.destroyed && this.endlessBytes < ENDLESS_LIMIT) {
        this.endlessBytes += piece.length;
        if (!socket.write(piece)) return void socket.once("drain", pour);
      }
    };
    pour();
  }
}
