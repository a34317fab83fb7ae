// @ts-check
/** The three routes of the action, and their ids. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mintAccessToken, sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests();
const { tenant, graph } = sandbox;
const authorization = `Bearer ${await mintAccessToken(sandbox)}`;
const headers = { authorization, accept: "application/json" };
const post = (/** @type {string} */ path, /** @type {Record<string, string>} */ more = {}) =>
  send(graph.origin, { method: "POST", path, headers: { ...headers, ...more } });

const device = (/** @type {string} */ name) => tenant.devices.find(({ deviceName }) => deviceName === name)?.id ?? "";
const user = (/** @type {string} */ name) => {
  const found = tenant.users.find(({ userPrincipalName }) => userPrincipalName.startsWith(name));
  assert.ok(found);
  return found;
};
const [hexApp] = tenant.detectedApps;

const byUser = (/** @type {string} */ userId, /** @type {string} */ deviceId) =>
  `/v1.0/users/${userId}/managedDevices/${deviceId}/requestRemoteAssistance`;
const byDevice = (/** @type {string} */ deviceId) =>
  `/v1.0/deviceManagement/managedDevices/${deviceId}/requestRemoteAssistance`;
const byApp = (/** @type {string} */ appId, /** @type {string} */ deviceId) =>
  `/v1.0/deviceManagement/detectedApps/${appId}/managedDevices/${deviceId}/requestRemoteAssistance`;

for (const [name, path] of [
  ["by user, object id", byUser(user("liam").id, device("LIAM-DESKTOP"))],
  ["by user, principal name", byUser("liam@fabrikam.onmicrosoft.com", device("LIAM-DESKTOP"))],
  ["by user, encoded principal name", byUser("liam%40fabrikam.onmicrosoft.com", device("LIAM-DESKTOP"))],
  [
    "by user, a guest's name encoded once",
    byUser("grace_contoso.com%23EXT%23%40fabrikam.onmicrosoft.com", device("GRACE-SURFACE")),
  ],
  ["by user, in another case", byUser("LIAM@Fabrikam.onmicrosoft.com", device("LIAM-DESKTOP").toUpperCase())],
  ["by device", byDevice(device("LIAM-DESKTOP"))],
  ["by detected app, id of 64 hex digits", byApp(hexApp.id, device("LIAM-DESKTOP"))],
]) {
  test(`${name}: 204 without a body`, async () => {
    const clientRequestId = crypto.randomUUID();
    const reply = await post(path, { "client-request-id": clientRequestId });
    assert.equal(reply.status, 204);
    assert.equal(reply.text, "");
    assert.equal(reply.headers["content-type"], undefined);
    assert.match(reply.headers["request-id"], /^[0-9a-f-]{36}$/);
    assert.equal(reply.headers["client-request-id"], clientRequestId);
    assert.equal(sandbox.log.filter({ server: "graph" }).at(-1)?.url, path);
  });
}

test("without a client-request-id, the reply repeats the request-id", async () => {
  const reply = await post(byDevice(device("LIAM-DESKTOP")));
  assert.equal(reply.headers["client-request-id"], reply.headers["request-id"]);
});

for (const [name, path] of [
  ["an unknown user", byUser("nobody@fabrikam.onmicrosoft.com", device("LIAM-DESKTOP"))],
  [
    "a guest's name encoded twice",
    byUser("grace_contoso.com%2523EXT%2523%2540fabrikam.onmicrosoft.com", device("GRACE-SURFACE")),
  ],
  ["another user's device", byUser("liam@fabrikam.onmicrosoft.com", device("MARIA-PHONE"))],
  ["a user's unknown device", byUser("liam@fabrikam.onmicrosoft.com", "69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85")],
  ["an unknown device", byDevice("69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85")],
  ["a device by its name", byDevice("LIAM-DESKTOP")],
  ["an id with an encoded slash", byDevice(`x%2F${device("LIAM-DESKTOP")}`)],
  ["an unknown app", byApp("69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85", device("LIAM-DESKTOP"))],
  ["an app that is not on the device", byApp(hexApp.id, device("MARIA-PHONE"))],
]) {
  test(`${name}: 404`, async () => {
    const reply = await post(path);
    assert.equal(reply.status, 404);
    const { error } = JSON.parse(reply.text);
    assert.equal(error.code, "ResourceNotFound");
    assert.equal(error.innerError["request-id"], reply.headers["request-id"]);
    assert.equal(error.innerError["client-request-id"], reply.headers["client-request-id"]);
    assert.match(error.innerError.date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });
}

const known = device("LIAM-DESKTOP");
for (const [name, path] of [
  ["a query", `${byDevice(known)}?x=1`],
  ["an empty query", `${byDevice(known)}?`],
  ["a trailing slash", `${byDevice(known)}/`],
  ["an extra segment", `${byDevice(known)}/x`],
  ["an empty id", byDevice("")],
  ["raw dots", byDevice(`../managedDevices/${known}`)],
  ["dots as an id", byDevice("..")],
  ["encoded dots", byDevice("%2e%2e")],
  ["a broken percent sign", byDevice("%zz")],
  ["bytes that are not UTF-8", byDevice("%ff")],
  ["an unencoded character that must be encoded", byDevice('a"b')],
  ["another version", byDevice(known).replace("v1.0", "beta")],
  ["another action", byDevice(known).replace("requestRemoteAssistance", "wipe")],
  ["another case of the path", byDevice(known).replace("managedDevices", "manageddevices")],
]) {
  test(`${name} in the path: 400`, async () => {
    const reply = await post(path);
    assert.equal(reply.status, 400);
    assert.equal(JSON.parse(reply.text).error.code, "BadRequest");
  });
}

test("the error for a query mentions the query", async () => {
  const reply = await post(`${byDevice(known)}?x=1`);
  assert.match(JSON.parse(reply.text).error.message, /query/);
});

for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
  test(`${method} instead of POST: 405`, async () => {
    const reply = await send(graph.origin, { method, path: byDevice(known), headers });
    assert.equal(reply.status, 405);
    assert.equal(reply.headers.allow, "POST");
  });
}
