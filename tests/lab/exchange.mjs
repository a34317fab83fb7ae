// @ts-check
/** One request and what a fault makes of it: replies in order, replies in pieces, and no replies. */
import { randomUUID } from "node:crypto";
import { CORS_HEADERS, preflight } from "../../sandbox/graph/cors.mjs";
import { replyHead } from "./wire.mjs";

/**
 * @typedef {object} Connection  one accepted connection
 * @property {import("node:net").Socket} raw  under TLS the socket below it: a reset is TCP's
 * @property {import("node:net").Socket} socket  where HTTP is spoken
 * @property {Promise<void>} closed
 * @property {number} requests  that came so far
 *
 * @typedef {object} Surroundings
 * @property {boolean} keepsOpen  whether a reply that is complete leaves the connection open
 * @property {string} witness  an origin that nobody may talk to
 * @property {Set<NodeJS.Timeout>} timers
 *
 * @typedef {{ headers?: import("./wire.mjs").ReplyHeaders, body?: string | Buffer, contentType?: string }} Content
 */

/** What a reply without an end stops at, so that a client that reads on and on does not fill the machine. */
const FLOOD_LIMIT = 64 * 1024 * 1024;

export class Exchange {
  /** When the first byte of the reply was handed over, or the connection was broken; null before. @type {number | null} */
  answeredAt = null;
  /** Bytes of a flood that were handed over. */
  flooded = 0;
  /** The date before which the reply wants no other POST, in milliseconds since the epoch. @type {number | null} */
  told = null;
  requestId = randomUUID();

  /**
   * @param {Connection} connection @param {import("./wire.mjs").Head} request
   * @param {readonly Exchange[]} earlier  the POSTs that the fault has met before this one
   * @param {Surroundings} surroundings
   */
  constructor(connection, request, earlier, surroundings) {
    this.connection = connection;
    this.request = request;
    this.earlier = earlier;
    this.index = earlier.length;
    this.surroundings = surroundings;
    this.arrivedAt = performance.now();
    /** Whether the connection was used before. */
    this.isReuse = connection.requests > 0;
  }

  /** The head of a reply as Graph sends it, with what a browser needs to let the page read it. */
  head(/** @type {number} */ status, /** @type {import("./wire.mjs").ReplyHeaders} */ headers = {}) {
    return replyHead(status, {
      ...CORS_HEADERS,
      "request-id": this.requestId,
      "client-request-id": this.request.headers["client-request-id"] ?? randomUUID(),
      Connection: this.surroundings.keepsOpen ? "keep-alive" : "close",
      ...headers,
    });
  }

  /** A complete reply with a length that is right. */
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

  /** What Graph answers to a preflight: always the same. */
  allow(/** @type {import("./wire.mjs").ReplyHeaders} */ but = {}) {
    const { headers } = preflight({ ...this.request, body: Buffer.alloc(0) });
    const connection = this.surroundings.keepsOpen ? "keep-alive" : "close";
    this.write(replyHead(200, { ...headers, "Content-Length": "0", Connection: connection, ...but }));
    if (!this.surroundings.keepsOpen) this.end();
  }

  /** @param {string | Buffer} bytes @param {() => void} [handedOver]  called once the system has them */
  write(bytes, handedOver) {
    this.answeredAt ??= performance.now();
    this.connection.socket.write(bytes, () => handedOver?.());
  }

  /** The end as TCP's FIN: a server that is done. */
  end() {
    this.answeredAt ??= performance.now();
    this.connection.socket.end();
  }

  /** The end as TCP's RST: a server that is gone. */
  reset() {
    this.answeredAt ??= performance.now();
    this.connection.raw.resetAndDestroy();
  }

  /** One piece after the other, `ms` apart, as long as the connection lives. */
  trickle(/** @type {number} */ ms, /** @type {() => string} */ piece) {
    const timer = setInterval(() => this.write(piece()), ms);
    this.surroundings.timers.add(timer);
    void this.connection.closed.then(() => clearInterval(timer));
  }

  /** The same piece for ever, as fast as it is taken. */
  flood(/** @type {Buffer} */ piece) {
    const { socket } = this.connection;
    const pour = () => {
      while (!socket.destroyed && this.flooded < FLOOD_LIMIT) {
        this.flooded += piece.length;
        if (!socket.write(piece)) return void socket.once("drain", pour);
      }
    };
    pour();
  }
}
