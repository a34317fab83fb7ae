// @ts-check
/**
 * A log of the requests to the three servers, for tests. The log contains the requests' tokens, so it stays in memory
 * and nothing prints it.
 *
 * @typedef {"page" | "entra" | "graph"} ServerName
 *
 * @typedef {object} LogEntry
 * @property {ServerName} server
 * @property {number} at  when the request's headers arrived, in milliseconds of the sandbox's clock
 * @property {string} method
 * @property {string} url  the raw request target
 * @property {import("node:http").IncomingHttpHeaders} headers  names in lower case
 * @property {string[]} rawHeaders  names and values alternate, as in Node
 * @property {number} bodyBytes
 * @property {number | null} status  null until the server answers
 * @property {string | null} note  the reason why a CORS preflight was refused: its status does not show the refusal
 *
 * @typedef {object} RequestLog
 * @property {readonly LogEntry[]} entries  oldest first
 * @property {(entry: LogEntry) => void} record
 * @property {(wanted: { server?: ServerName, method?: string, path?: string, status?: number }) => LogEntry[]} filter
 *   returns the entries that match all given properties; `path` is the url without its query
 * @property {() => void} clear
 */

/**
 * @param {object} [options]
 * @param {number} [options.limit]  the maximum number of entries; the log removes the oldest entries first
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
