// @ts-check
/**
 * What reached the three servers, for tests to read. It holds tokens, as the requests did: it stays in memory and
 * nothing prints it.
 *
 * @typedef {"page" | "entra" | "graph"} ServerName
 *
 * @typedef {object} LogEntry
 * @property {ServerName} server
 * @property {number} at  when the request's headers arrived, in the sandbox clock's milliseconds
 * @property {string} method
 * @property {string} url  the request target exactly as it was sent
 * @property {import("node:http").IncomingHttpHeaders} headers  names in lower case
 * @property {string[]} rawHeaders  names and values in turn, as sent
 * @property {number} bodyBytes
 * @property {number | null} status  null until the request is answered
 * @property {string | null} note  why a CORS preflight was refused: its status does not tell
 *
 * @typedef {object} RequestLog
 * @property {readonly LogEntry[]} entries  oldest first
 * @property {(entry: LogEntry) => void} record
 * @property {(wanted: { server?: ServerName, method?: string, path?: string, status?: number }) => LogEntry[]} filter
 *   entries that agree in everything given; `path` is the url without its query
 * @property {() => void} clear
 */

/**
 * @param {object} [options]
 * @param {number} [options.limit]  how many entries to keep; the oldest go first
 * @returns {RequestLog}
 */
export function createRequestLog({ limit = 10_000 } = {}) {
  /** @type {LogEntry[]} */
  const entries = [];
  return {
    entries,
    record(entry) {
      entries.push(entry);
      if (entries.length > limit) entries.shift();
    },
    filter: ({ server, method, path, status }) =>
      entries.filter(
        (entry) =>
          (server === undefined || entry.server === server) &&
          (method === undefined || entry.method === method) &&
          (path === undefined || entry.url.split("?", 1)[0] === path) &&
          (status === undefined || entry.status === status),
      ),
    clear() {
      entries.length = 0;
    },
  };
}
