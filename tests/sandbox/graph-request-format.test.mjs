// @ts-check
/** The action accepts no request body and requires `Accept: application/json`. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { mintAccessToken, sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests();
const path = `/v1.0/deviceManagement/managedDevices/${sandbox.tenant.devices[0].id}/requestRemoteAssistance`;
const authorization = `Bearer ${await mintAccessToken(sandbox)}`;

const post = (/** @type {Record<string, string>} */ headers, /** @type {string} */ body = "") =>
  send(sandbox.graph.origin, { method: "POST", path, headers: { authorization, ...headers }, body });
const accept = { accept: "application/json" };

test("a request with a Content-Length of 0 has no body", async () => {
  assert.equal((await post({ ...accept, "content-length": "0" })).status, 204);
});

test("a request without Content-Length has no body", async () => {
  // Node adds a Content-Length to a POST, so the test writes the request to a socket.
  const socket = connect(Number(new URL(sandbox.graph.origin).port), "127.0.0.1");
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: graph\r\nAuthorization: ${authorization}\r\nAccept: application/json\r\nConnection: close\r\n\r\n`,
  );
  let text = "";
  for await (const chunk of socket) text += chunk;
  assert.match(text, /^HTTP\/1\.1 204 /);
  assert.equal(sandbox.log.filter({ server: "graph" }).at(-1)?.headers["content-length"], undefined);
});

for (const [name, headers, body, status] of /** @type {const} */ ([
  ["a body", { ...accept, "content-length": "2" }, "{}", 400],
  ["a chunked body", { ...accept, "transfer-encoding": "chunked" }, "{}", 400],
  ["an empty chunked body", { ...accept, "transfer-encoding": "chunked" }, "", 400],
  ["a Content-Type", { ...accept, "content-type": "application/json" }, "", 400],
  ["no Accept", {}, "", 406],
  ["an Accept of */*", { accept: "*/*" }, "", 406],
  ["an Accept of JSON and other types", { accept: "application/json, text/plain, */*" }, "", 406],
])) {
  test(`${name}: ${status}`, async () => {
    const reply = await post(headers, body);
    assert.equal(reply.status, status);
    const entry = sandbox.log.filter({ server: "graph" }).at(-1);
    assert.deepEqual([entry?.status, entry?.bodyBytes], [status, body.length]);
  });
}

test("a body of more than a mebibyte: 413", async () => {
  const reply = await post({}, "x".repeat(4 * 1024 * 1024));
  assert.equal(reply.status, 413);
});
