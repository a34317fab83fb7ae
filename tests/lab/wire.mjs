// @ts-check
/**
 * HTTP/1.1 as bytes (RFC 9112). It reads requests unchanged, and writes invalid replies too. An HTTP library does neither.
 *
 * @typedef {object} Head
 * @property {string} method
 * @property {string} target
 * @property {Record<string, string>} headers  names in lower case
 *
 * @typedef {Record<string, string | string[]>} ReplyHeaders  an array gives one line for each value
 */

const HEAD_LIMIT = 64 * 1024;

/**
 * Splits a connection's bytes into requests. It calls `onHead` once the request line and all header lines have arrived.
 *
 * @param {{ onHead: (head: Head) => void, onBody: () => void }} listener  `onBody` is called at the first byte of a body
 * @returns {(chunk: Buffer) => void}
 */
export function requestReader({ onHead, onBody }) {
  let pending = "";
  let bodyLeft = 0;
  return (chunk) => {
    pending += chunk.toString("latin1");
    for (;;) {
      if (bodyLeft > 0) {
        if (pending !== "") onBody();
        const taken = Math.min(bodyLeft, pending.length);
        pending = pending.slice(taken);
        bodyLeft -= taken;
      }
      const end = pending.indexOf("\r\n\r\n");
      if (bodyLeft > 0 || end < 0) break;
      const head = parseHead(pending.slice(0, end));
      pending = pending.slice(end + 4);
      bodyLeft = "transfer-encoding" in head.headers ? Infinity : Number(head.headers["content-length"] ?? 0);
      onHead(head);
    }
    if (pending.length > HEAD_LIMIT) throw new Error("a request head of more than 64 KiB");
  };
}

/**
 * @param {string} text  without the empty line at its end
 * @returns {Head}
 */
function parseHead(text) {
  const [requestLine, ...lines] = text.split("\r\n");
  const [method, target] = requestLine.split(" ");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, target, headers: Object.fromEntries(headers) };
}

/**
 * Makes the status line, with an empty reason phrase, the header lines, and the empty line at their end.
 *
 * @param {number} status
 * @param {ReplyHeaders} headers
 */
export function replyHead(status, headers) {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  return [`HTTP/1.1 ${status} `, ...lines, "", ""].join("\r\n");
}
