// @ts-check
/** What Graph and Intune do in real tenants, although no document says so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { codeGrant, deviceNamed, graphClient, requestToken, sandboxForTests, send } from "./support.mjs";

const byUser = (/** @type {string} */ name) =>
  `managedDevices?$filter=userPrincipalName%20eq%20'${name}'&$select=deviceName,userPrincipalName`;

test("a filter that Graph ignores returns every device", async () => {
  const sandbox = await sandboxForTests({ filters: "ignored" });
  const graph = await graphClient(sandbox);
  assert.equal((await graph.all(byUser("nobody@example.com"))).length, sandbox.tenant.devices.length);
  assert.equal((await graph.get("managedDevices?$filter=nothing%20eq%20'x'")).status, 400);
});

test("eq finds every text that contains the given text, if Graph treats it so", async () => {
  const sandbox = await sandboxForTests({ filters: "contains" });
  const graph = await graphClient(sandbox);
  const found = await graph.all(byUser("a@fabrikam.onmicrosoft.com"));
  const users = new Set(found.map(({ userPrincipalName }) => userPrincipalName));
  for (const user of ["ada", "dana"]) assert.ok(users.has(`${user}@fabrikam.onmicrosoft.com`), user);
});

test("the list of an app's devices has stubs, and a read by id has the whole device", async () => {
  const sandbox = await sandboxForTests();
  const graph = await graphClient(sandbox);
  const [{ id }] = sandbox.tenant.detectedApps;
  const [stub] = await graph.all(`detectedApps/${id}/managedDevices`);
  assert.deepEqual(
    [stub.userPrincipalName, stub.userDisplayName, stub.serialNumber, stub.lastSyncDateTime],
    [null, null, null, "0001-01-01T00:00:00Z"],
  );
  const whole = (await graph.get(`managedDevices/${stub.id}?$select=id,serialNumber,userPrincipalName`)).body;
  assert.deepEqual([whole.serialNumber, whole.userPrincipalName], ["5CG1234ADA", "ada@fabrikam.onmicrosoft.com"]);
});

for (const waitIn of /** @type {const} */ (["header", "body", "none"])) {
  test(`a throttled tenant takes 20 requests in ten seconds (${waitIn})`, async () => {
    const clock = createStoppedClock();
    const sandbox = await sandboxForTests({ clock, throttling: waitIn });
    const graph = await graphClient(sandbox);
    const path = `managedDevices/${deviceNamed(sandbox, "ADA-LAPTOP").id}/requestRemoteAssistance`;
    for (let count = 0; count < 20; count++) assert.equal((await graph.post(path)).status, 204);
    clock.advance(4_500);
    const { status, headers, body } = await graph.post(path);
    assert.equal(status, 429);
    assert.equal(headers["retry-after"], waitIn === "header" ? "6" : undefined);
    const { message } = body.error;
    const stated = message.startsWith("{") ? JSON.parse(message).RetryAfter : undefined;
    assert.equal(stated, waitIn === "body" ? 6 : undefined);
    clock.advance(5_499);
    assert.equal((await graph.post(path)).status, 429);
    clock.advance(1);
    assert.equal((await graph.post(path)).status, 204);
  });
}

test("if Graph's clock is ahead, Graph rejects a token that Entra ID still considers valid, and takes a new one", async () => {
  const clock = createStoppedClock(Date.parse("2026-11-22T09:00:00Z"));
  const sandbox = await sandboxForTests({ clock, graphAheadMs: 50 * 60_000 });
  const { body: tokens } = await requestToken(sandbox, await codeGrant(sandbox));
  const read = async (/** @type {string} */ token) =>
    send(sandbox.graph.origin, {
      path: "/v1.0/deviceManagement/managedDevices",
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    });
  assert.equal((await read(tokens.access_token)).status, 200);
  clock.advance(10 * 60_000);
  const rejected = await read(tokens.access_token);
  assert.equal(rejected.status, 401);
  assert.doesNotMatch(rejected.headers["www-authenticate"], /claims/);
  const renewed = await requestToken(sandbox, { grant_type: "refresh_token", refresh_token: tokens.refresh_token });
  assert.equal((await read(renewed.body.access_token)).status, 200);
});

test("in a tenant without licence, every call of Intune gets a 400", async () => {
  const sandbox = await sandboxForTests();
  const graph = await graphClient(sandbox, { account: "lena" });
  const { id } = deviceNamed(sandbox, "ADA-LAPTOP");
  for (const reply of [
    await graph.get("managedDevices"),
    await graph.get(`managedDevices/${id}`),
    await graph.post(`managedDevices/${id}/requestRemoteAssistance`),
  ]) {
    assert.equal(reply.status, 400);
    assert.match(JSON.parse(reply.body.error.message).Message, /^Request not applicable to target tenant\./);
  }
});
