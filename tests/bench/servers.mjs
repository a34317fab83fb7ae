// @ts-check
/** Two loopback origins: the page with the bundles, and an API that checks each request and answers CORS preflights. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { temporaryCertificate } from "../lab/certificate.mjs";
import { TOKEN } from "./job.mjs";

/** The page is on `localhost` and the API on `127.0.0.1`, which are two sites to a browser. */
const LOOPBACK = "127.0.0.1";

const TYPES = /** @type {Record<string, string>} */ ({
  html: "text/html",
  js: "text/javascript",
  mjs: "text/javascript",
  wasm: "application/wasm",
});

const HEADERS = {
  "cache-control": "no-store",
  // A cross-origin isolated page has a clock with steps of 5 microseconds instead of 100.
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/**
 * @typedef {object} Servers
 * @property {string} page  the origin of the page
 * @property {string} api  the origin of the API
 * @property {{ preflights: number, posts: number, refused: number }} seen  the requests that the API received
 * @property {string} spki  the hash of the API's key, which Chromium must trust
 * @property {Promise<any>} results  the results that a page posts
 * @property {() => Promise<void>} close
 */

const HTML = '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">';
const beside = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/** @param {string} bundles  the folder of the bundles @returns {Promise<Servers>} */
export async function startServers(bundles) {
  /** @type {Map<string, { type: string, bytes: Buffer }>} */
  const files = new Map();
  const add = (/** @type {string} */ path, /** @type {Buffer | string} */ content) => {
    files.set(path, { type: TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "", bytes: brotliCompressSync(content) });
  };
  for (const name of ["in-page.mjs", "job.mjs", "running.mjs", "statistics.mjs"])
    add(`/${name}`, await readFile(beside(name)));
  for (const name of ["in-page", "running"])
    add(`/${name}.html`, `${HTML}<script type="module" src="/${name}.mjs"></script>`);

  const { promise: results, resolve } = deferred();

  const page = createServer(async (request, response) => {
    const path = new URL(request.url ?? "", pageOrigin).pathname;
    if (request.method === "POST" && path === "/results") {
      resolve(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      return void response.writeHead(204).end();
    }
    if (!files.has(path) && /^\/[\w-]+\.(js|wasm)$/.test(path))
      add(path, await readFile(`${bundles}${path}`).catch(() => ""));
    const file = files.get(path);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      ...HEADERS,
      "content-type": file.type,
      "content-encoding": "br",
      "content-length": file.bytes.length,
    });
    response.end(file.bytes);
  });
  const pageOrigin = `http://localhost:${await listen(page)}`;

  const seen = { preflights: 0, posts: 0, refused: 0 };
  const { key, cert, spki } = temporaryCertificate();
  // microsoft-graph-client sends a token only over TLS.
  const api = createTlsServer({ key, cert }, (request, response) => {
    const status = answer(request, pageOrigin);
    if (status !== 204) seen.refused += 1;
    else if (request.method === "OPTIONS") seen.preflights += 1;
    else seen.posts += 1;
    const cors = {
      "access-control-allow-origin": pageOrigin,
      "access-control-expose-headers": "request-id, client-request-id, Retry-After",
    };
    response
      .writeHead(
        status,
        request.method === "OPTIONS" ? { ...cors, ...PREFLIGHT } : { ...cors, "request-id": REQUEST_ID },
      )
      .end();
  });
  const apiOrigin = `https://${LOOPBACK}:${await listen(api)}`;

  const close = async () => {
    for (const server of [page, api]) {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    }
  };
  return { page: pageOrigin, api: apiOrigin, seen, spki, results, close };
}

function deferred() {
  /** @type {(value: unknown) => void} */
  let resolve = () => {};
  const promise = new Promise((settle) => void (resolve = settle));
  return { promise, resolve };
}

const REQUEST_ID = "9a0f1c55-8d8e-4b0c-9d5c-2f1f6c1d7e94";
const PATH = /^\/v1\.0\/deviceManagement\/managedDevices\/[\w-]+\/requestRemoteAssistance$/;

/** Allows the headers of all clients, so that they share one cached preflight per URL. */
const PREFLIGHT = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers":
    "authorization, client-request-id, content-type, sdkversion, user-agent, x-pnpjs-requestid",
  "access-control-max-age": "7200",
};

/** @param {import("node:http").IncomingMessage} request @param {string} origin */
function answer({ method, url, headers }, origin) {
  if (!PATH.test(url ?? "") || headers.origin !== origin) return 403;
  if (method === "OPTIONS") return 204;
  if (method !== "POST" || (headers["content-length"] ?? "0") !== "0" || "transfer-encoding" in headers) return 400;
  return headers.authorization === `Bearer ${TOKEN}` ? 204 : 401;
}

/** @param {import("node:http").Server} server */
async function listen(server) {
  server.keepAliveTimeout = 10 * 60_000; // longer than the measurements, so that no connection is replaced
  await once(server.listen(0, LOOPBACK), "listening");
  return /** @type {import("node:net").AddressInfo} */ (server.address()).port;
}
