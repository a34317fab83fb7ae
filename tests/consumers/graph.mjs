// @ts-check
/**
 * A server in place of Graph for one portal. It accepts the one POST that Graph documents, with CORS, and records every
 * other request as a problem.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";

/**
 * The arguments of the portal's call.
 *
 * @typedef {{ origin: string, ids: { usersId: string, managedDeviceId: string }, token: string }} CallInput
 *
 * @typedef {object} Graph
 * @property {CallInput} input
 * @property {() => Promise<void>} close  stops the server, and asserts that it got exactly one valid POST
 */

const IDS = { usersId: "ada@contoso.com", managedDeviceId: "4c46edc3-0a3c-47ac-8c12-b387211634f2" };
const TOKEN = "eyJhbGciOiJub25lIn0.eyJzY3AiOiJjb25zdW1lcnMifQ.c2lnbmF0dXJl";
const PATH = `/v1.0/users/${encodeURIComponent(IDS.usersId)}/managedDevices/${IDS.managedDeviceId}/requestRemoteAssistance`;
const REQUEST_ID = "0d6f7d0c-6f0e-4c5a-9f51-3a0d4a4f7a11";

/** The expected result of a portal. */
export const EXPECTED = {
  receipt: { status: 204, attempts: 1, requestId: REQUEST_ID, clientRequestId: null },
  refused: { own: true, name: "RemoteAssistanceError", code: "invalidIds", field: "ids.usersId" },
};

/** @type {import("node:http").OutgoingHttpHeaders} */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "request-id, client-request-id, retry-after",
};
const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "authorization, client-request-id",
};

/** The allowed values of each header of the POST. @type {Record<string, (string | undefined)[]>} */
const HEADERS = {
  authorization: [`Bearer ${TOKEN}`],
  accept: ["application/json"],
  "content-length": [undefined, "0"],
  "content-type": [undefined],
  "transfer-encoding": [undefined],
  cookie: [undefined],
  referer: [undefined],
};

/** @returns {Promise<Graph>} */
export async function openGraph() {
  /** @type {string[]} */
  const problems = [];
  let posts = 0;
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const wrong = Object.keys(HEADERS).filter(
      (name) => !HEADERS[name].includes(/** @type {string | undefined} */ (headers[name])),
    );
    let bodyBytes = 0;
    for await (const chunk of request) bodyBytes += chunk.length;
    if (method === "OPTIONS") {
      const requested = `${headers["access-control-request-method"]} ${headers["access-control-request-headers"]}`;
      if (requested !== "POST authorization" || url !== PATH) problems.push(`a preflight for ${requested} ${url}`);
      response.writeHead(204, PREFLIGHT).end();
    } else if (method !== "POST" || url !== PATH) {
      problems.push(`${method} ${url}`);
      response.writeHead(404, CORS).end();
    } else {
      posts += 1;
      if (bodyBytes > 0) problems.push(`a body of ${bodyBytes} bytes`);
      // Only the names, because a value may contain a token.
      if (wrong.length > 0) problems.push(`wrong headers: ${wrong.join(", ")}`);
      response.writeHead(problems.length > 0 ? 400 : 204, { ...CORS, "request-id": REQUEST_ID }).end();
    }
  });
  await new Promise((resolve) => void server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    input: { origin: `http://127.0.0.1:${port}`, ids: IDS, token: TOKEN },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      assert.deepEqual({ posts, problems }, { posts: 1, problems: [] }, "the requests to Graph");
    },
  };
}
