// @ts-check
/** The ports of the servers, also if a port is taken. */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { startSandbox } from "../../sandbox/sandbox.mjs";
import { sandboxForTests, send, temporaryDirectory } from "./support.mjs";

/**
 * Returns a free port below 32768. Operating systems assign ephemeral ports from 32768 or higher, so no other
 * connection takes the port before the test uses it.
 */
async function freePort() {
  for (;;) {
    const probe = createServer().listen(randomInt(20_000, 32_000), "127.0.0.1");
    try {
      await once(probe, "listening");
    } catch {
      continue;
    }
    const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}

const pageDirectory = await temporaryDirectory({ "index.html": "page" });

test("the page and the stand-ins have three origins on two sites", async () => {
  const { page, entra, graph } = await sandboxForTests();
  assert.match(page.origin, /^http:\/\/localhost:\d+$/);
  assert.match(entra.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(graph.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(new Set([page.origin, entra.origin, graph.origin]).size, 3);
});

test("a server moves from a taken port, and movedPorts lists the move", async () => {
  const occupier = createServer().listen(0, "127.0.0.1");
  await once(occupier, "listening");
  const busy = /** @type {import("node:net").AddressInfo} */ (occupier.address()).port;
  const sandbox = await startSandbox({ pageDirectory, ports: { page: busy, entra: 0, graph: 0 } });
  try {
    const port = Number(new URL(sandbox.page.origin).port);
    assert.notEqual(port, busy);
    assert.deepEqual(sandbox.movedPorts, [{ server: "page", wanted: busy, port }]);
    assert.equal((await send(sandbox.page.origin, { path: "/" })).text, "page");
  } finally {
    await sandbox.close();
    occupier.close();
  }
});

test("a server uses a free port, and movedPorts is empty", async () => {
  const port = await freePort();
  const sandbox = await startSandbox({ pageDirectory, ports: { page: port, entra: 0, graph: 0 } });
  assert.equal(sandbox.page.origin, `http://localhost:${port}`);
  assert.deepEqual(sandbox.movedPorts, []);
  await sandbox.close();
});

test("close ends open connections", async () => {
  const sandbox = await startSandbox({ pageDirectory });
  const socket = connect(Number(new URL(sandbox.graph.origin).port), "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {}); // A reset is an acceptable end.
  const closed = once(socket, "close");
  await sandbox.close();
  await closed;
  await assert.rejects(send(sandbox.graph.origin, { path: "/" }), { code: "ECONNREFUSED" });
});
