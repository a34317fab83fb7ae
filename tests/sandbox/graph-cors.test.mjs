// @ts-check
/** Graph's CORS replies: they allow every origin and a fixed list of headers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { graphClient, mintAccessToken, sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests();
const path = `/v1.0/deviceManagement/managedDevices/${sandbox.tenant.devices[0].id}/requestRemoteAssistance`;
const origin = sandbox.page.origin;

const EXPOSED =
  "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, " +
  "WWW-Authenticate, x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations";

const preflight = (/** @type {string} */ method, /** @type {string} */ names, /** @type {string} */ to = path) =>
  send(sandbox.graph.origin, {
    method: "OPTIONS",
    path: to,
    headers: { origin, "access-control-request-method": method, "access-control-request-headers": names },
  });
const lastNote = () => sandbox.log.filter({ server: "graph" }).at(-1)?.note;

test("a preflight needs no token and gets Graph's lists", async () => {
  const { status, headers } = await preflight("POST", "authorization,client-request-id");
  assert.equal(status, 200);
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal(headers["access-control-allow-methods"], "GET, POST, PUT, PATCH, DELETE");
  assert.equal(
    headers["access-control-allow-headers"],
    "authorization, client-request-id, content-type, consistencylevel, prefer, sdkversion",
  );
  assert.equal(headers["access-control-expose-headers"], EXPOSED);
  assert.equal(headers["access-control-max-age"], "600");
  assert.equal(lastNote(), null);
});

test("a preflight for another header does not allow it and is logged as refused", async () => {
  const { headers } = await preflight("POST", "Authorization, x-telemetry");
  assert.ok(!headers["access-control-allow-headers"].includes("x-telemetry"));
  assert.equal(lastNote(), "preflight refused: header x-telemetry");
});

test("a preflight for another method is logged as refused", async () => {
  const { headers } = await preflight("TRACE", "authorization");
  assert.ok(!headers["access-control-allow-methods"].includes("TRACE"));
  assert.equal(lastNote(), "preflight refused: method TRACE");
});

test("preflights for reads get the same lists, which allow Prefer and ConsistencyLevel", async () => {
  for (const read of [
    "managedDevices",
    `managedDevices/${sandbox.tenant.devices[0].id}?$select=id`,
    "detectedApps",
    "remoteAssistancePartners",
  ]) {
    const { status, headers } = await preflight(
      "GET",
      "authorization,consistencylevel,prefer",
      `/v1.0/deviceManagement/${read}`,
    );
    assert.equal(status, 200);
    assert.equal(headers["access-control-allow-methods"], "GET, POST, PUT, PATCH, DELETE");
    assert.equal(
      headers["access-control-allow-headers"],
      "authorization, client-request-id, content-type, consistencylevel, prefer, sdkversion",
    );
    assert.equal(lastNote(), null);
  }
});

test("Prefer and ConsistencyLevel have no effect, and Preference-Applied is absent", async () => {
  const graph = await graphClient(sandbox);
  const plain = await graph.get("managedDevices");
  const preferred = await graph.get("managedDevices", { prefer: "odata.maxpagesize=3", consistencylevel: "eventual" });
  assert.deepEqual(preferred.body, plain.body);
  assert.equal(preferred.headers["preference-applied"], undefined);
});

test("any origin may read replies to reads, errors too", async () => {
  const graph = await graphClient(sandbox);
  for (const [where, expected] of /** @type {const} */ ([
    ["managedDevices", 200],
    ["managedDevices?$top=x", 400],
    ["managedDevices/x", 404],
  ])) {
    const { status, headers } = await graph.get(where, { origin });
    assert.equal(status, expected);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(headers["access-control-expose-headers"], EXPOSED);
    assert.equal(headers["cache-control"], "no-store");
  }
});

test("any origin may read replies to the action, errors too", async () => {
  const authorization = `Bearer ${await mintAccessToken(sandbox)}`;
  const good = await send(sandbox.graph.origin, {
    method: "POST",
    path,
    headers: { origin, authorization, accept: "application/json" },
  });
  const bad = await send(sandbox.graph.origin, { method: "POST", path, headers: { origin } });
  assert.deepEqual([good.status, bad.status], [204, 401]);
  for (const { headers } of [good, bad]) {
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(headers["access-control-expose-headers"], EXPOSED);
  }
});
