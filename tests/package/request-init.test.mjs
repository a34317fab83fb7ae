// @ts-check
/** The arguments of `fetch`, and the request that a server receives: one POST without a body. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { call, DEVICE, LIMIT, stubFetch, TOKEN } from "./support.mjs";

test("fetch gets exactly the expected arguments", LIMIT, async (t) => {
  const sent = stubFetch(t);
  await call();
  assert.equal(sent.length, 1);
  const [{ init, url, argumentCount }] = sent;
  assert.equal(typeof url, "string");
  assert.equal(argumentCount, 2);
  const { headers, signal, ...rest } = init;
  assert.deepEqual(
    { ...rest },
    {
      method: "POST",
      mode: "cors",
      credentials: "omit",
      redirect: "manual",
      referrerPolicy: "no-referrer",
    },
  );
  assert.ok(signal instanceof AbortSignal);
  assert.equal(signal.aborted, false);
  assert.deepEqual(
    [...new Headers(headers)],
    [
      ["accept", "application/json"],
      ["authorization", `Bearer ${TOKEN}`],
    ],
  );
  for (const name of ["body", "cache", "keepalive", "integrity", "duplex"]) {
    assert.ok(!(name in init), `${name} is not set`);
  }
});

test("fetch is called as a plain function, because a browser's fetch rejects another this", LIMIT, async (t) => {
  /** @type {unknown[]} */
  const receivers = [];
  t.mock.method(
    globalThis,
    "fetch",
    /** @this {unknown} */ async function () {
      receivers.push(this);
      return new Response(null, { status: 204 });
    },
  );
  await call();
  assert.ok(receivers.length === 1 && (receivers[0] === undefined || receivers[0] === globalThis));
});

test("each call uses the fetch that is global at that time", LIMIT, async (t) => {
  const first = stubFetch(t);
  await call();
  const second = stubFetch(t);
  await call();
  assert.deepEqual([first.length, second.length], [1, 1]);
});

test("a server receives one POST without body and content type", LIMIT, async (t) => {
  /** @type {{ method?: string, url?: string, headers: import("node:http").IncomingHttpHeaders, body: string }[]} */
  const seen = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(204, { "request-id": "from the server" }).end();
  });
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

  const receipt = await call({ origin: `http://127.0.0.1:${port}` });

  assert.deepEqual(receipt, { status: 204, attempts: 1, requestId: "from the server", clientRequestId: null });
  assert.equal(seen.length, 1);
  const [{ method, url, headers, body }] = seen;
  assert.deepEqual(
    { method, url, body },
    {
      method: "POST",
      url: `/v1.0/deviceManagement/managedDevices/${DEVICE}/requestRemoteAssistance`,
      body: "",
    },
  );
  assert.equal(headers.authorization, `Bearer ${TOKEN}`);
  assert.equal(headers.accept, "application/json");
  assert.equal(headers["content-length"], "0");
  for (const name of ["content-type", "cookie", "referer", "sdkversion", "client-request-id"]) {
    assert.equal(headers[name], undefined, name);
  }
});
