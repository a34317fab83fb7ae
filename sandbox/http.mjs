// @ts-check
/**
 * The sandbox's idea of HTTP: a stand-in is a function from a request to a reply, both plain values. It knows neither
 * ports nor TLS, so the same stand-in can answer under any public origin; `requestListener` puts it behind a node server.
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} target  the raw request target: parsing it with `URL` first would hide `..` and double encoding
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {Buffer} body
 *
 * @typedef {object} Reply
 * @property {number} status
 * @property {Record<string, string>} [headers]
 * @property {string | Buffer} [body]
 * @property {string} [note]  goes to the request log
 *
 * @typedef {(request: Request) => Reply | Promise<Reply>} Handler
 */

/** Far more than any request of the page needs. */
const BODY_LIMIT = 1024 * 1024;

/**
 * @param {object} options
 * @param {import("./request-log.mjs").ServerName} options.server
 * @param {Handler} options.handle
 * @param {import("./request-log.mjs").RequestLog} options.log
 * @param {import("./clock.mjs").Clock} options.clock
 * @returns {import("node:http").RequestListener}  for `http.createServer` and `https.createServer` alike
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
      if (req.destroyed && !req.complete) return; // The client hung up in the middle of its request.
      entry.status = 500;
      console.error(`sandbox: the ${server} stand-in failed\n`, error);
      send(res, { status: 500 }, clock);
    }
  };
}

/**
 * Reads to the end in any case, for a client that is still sending would miss the reply; keeps what is within the limit.
 *
 * @param {import("node:http").IncomingMessage} req
 * @returns {Promise<{ body: Buffer | null, length: number }>}  no body if it is larger than `BODY_LIMIT`
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
  if (body !== undefined) res.setHeader("Content-Length", Buffer.byteLength(body)); // Also for HEAD, which drops the body.
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
 * A single value of a header, or undefined.
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
