// @ts-check
/**
 * The sandbox's HTTP interface. A stand-in is a function from a request to a reply; both are plain values. A stand-in
 * does not depend on a port or on TLS, so it can serve any public origin. `requestListener` connects a stand-in to a
 * Node server.
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} target  the raw request target: `URL` would hide `..` and double encoding
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {Buffer} body
 *
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} [headers]
 * @property {string | Buffer} [body]
 * @property {string} [note]  a remark for the request log
 *
 * @typedef {(request: Request) => Reply | Promise<Reply>} Handler
 */

/** The page's requests are far smaller. */
const BODY_LIMIT = 1024 * 1024;

/**
 * @param {object} options
 * @param {import("./request-log.mjs").ServerName} options.server
 * @param {Handler} options.handle
 * @param {import("./request-log.mjs").RequestLog} options.log
 * @param {import("./clock.mjs").Clock} options.clock
 * @returns {import("node:http").RequestListener}  for `http.createServer` or `https.createServer`
 */
export function requestListener({ server, handle, log, clock }) {
  return async (req, res) => {
    const { method = "", url: target = "", headers, rawHeaders } = req;
    /** @type {import("./request-log.mjs").LogEntry} */
    const entry = {
      server,
      at: clock.now(),
      method,
      url: target,
      headers,
      rawHeaders,
      bodyBytes: 0,
      status: null,
      note: null,
    };
    log.record(entry);
    try {
      const { body, length } = await readBody(req);
      entry.bodyBytes = length;
      const reply = body ? await handle({ method, target, headers, body }) : { status: 413 };
      entry.status = reply.status;
      entry.note = reply.note ?? null;
      send(res, reply, clock);
    } catch (error) {
      if (req.destroyed && !req.complete) return; // The client closed the connection during its request.
      entry.status = 500;
      console.error(`sandbox: the ${server} stand-in failed\n`, error);
      send(res, { status: 500 }, clock);
    }
  };
}

/**
 * Reads the request body. A body above the limit is read to its end too, because a client that is still sending would
 * miss the reply.
 *
 * @param {import("node:http").IncomingMessage} req
 * @returns {Promise<{ body: Buffer | null, length: number }>}  `body` is null if it is larger than `BODY_LIMIT`
 */
async function readBody(req) {
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return { body: length <= BODY_LIMIT ? Buffer.concat(chunks) : null, length };
}

/**
 * @param {import("node:http").ServerResponse} res
 * @param {Reply} reply
 * @param {import("./clock.mjs").Clock} clock
 */
function send(res, { status, headers = {}, body }, clock) {
  res.statusCode = status;
  res.setHeader("Date", new Date(clock.now()).toUTCString());
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  // HEAD needs the length too. Node omits the body of a HEAD reply.
  if (body !== undefined) res.setHeader("Content-Length", Buffer.byteLength(body));
  res.end(body);
}

/**
 * @param {number} status
 * @param {unknown} value
 * @param {Record<string, string>} [headers]
 * @returns {Reply}
 */
export function jsonReply(status, value, headers = {}) {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/**
 * Returns the header's values as one string, or undefined if the header is missing.
 *
 * @param {Request} request
 * @param {string} name  in lower case
 */
export function header(request, name) {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param {string | undefined} text */
export const isGuid = (text) => text !== undefined && GUID.test(text);
