// @ts-check
/** Reads of one device return the properties in `$select` only. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceNamed, graphClient, sandboxForTests } from "./support.mjs";

const sandbox = await sandboxForTests();
const graph = await graphClient(sandbox);
const laptop = deviceNamed(sandbox, "O'Brien's laptop");
const withLink = deviceNamed(sandbox, "DEMO-OLD-LINK-FOR-EVER");
const path = `managedDevices/${laptop.id}`;

test("the reply has the selected properties and the id", async () => {
  const { status, headers, body } = await graph.get(`${path}?$select=deviceName,userDisplayName,deviceActionResults`);
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "application/json; charset=utf-8");
  assert.deepEqual(body, {
    "@odata.context": `${sandbox.graph.origin}/v1.0/$metadata#deviceManagement/managedDevices(deviceName,userDisplayName,deviceActionResults)/$entity`,
    id: laptop.id,
    deviceName: "O'Brien's laptop",
    userDisplayName: "Siobhán O'Brien",
    deviceActionResults: [],
  });
});

test("without $select, the reply has every property of Graph and none of the sandbox", async () => {
  const { body } = await graph.get(path);
  assert.deepEqual(Object.keys(body).sort(), [
    "@odata.context",
    "complianceState",
    "deviceActionResults",
    "deviceName",
    "emailAddress",
    "enrolledDateTime",
    "id",
    "lastSyncDateTime",
    "managedDeviceOwnerType",
    "manufacturer",
    "model",
    "operatingSystem",
    "osVersion",
    "remoteAssistanceSessionErrorDetails",
    "remoteAssistanceSessionUrl",
    "serialNumber",
    "userDisplayName",
    "userId",
    "userPrincipalName",
  ]);
  assert.equal(body.userPrincipalName, "siobhan.o'brien@fabrikam.onmicrosoft.com");
  assert.equal(
    body["@odata.context"],
    `${sandbox.graph.origin}/v1.0/$metadata#deviceManagement/managedDevices/$entity`,
  );
});

test("the reply has the session's URL only if $select names it", async () => {
  const link = `https://get.teamviewer.sandbox.invalid/s/${withLink.id.slice(0, 8)}-0`;
  const read = async (/** @type {string} */ query) =>
    (await graph.get(`managedDevices/${withLink.id}${query}`)).body.remoteAssistanceSessionUrl;
  assert.equal(await read("?$select=remoteAssistanceSessionUrl"), link);
  assert.equal(await read("?%24select=id%2CremoteAssistanceSessionUrl"), link);
  assert.equal(await read(""), "");
});

test("Graph ignores the id's case", async () => {
  assert.equal((await graph.get(`managedDevices/${laptop.id.toUpperCase()}`)).body.id, laptop.id);
});

for (const [name, query] of [
  ["an unknown property", "$select=deviceName,nothing"],
  ["a property in another case", "$select=devicename"],
  ["a space in the list", "$select=deviceName,%20id"],
  ["an empty list", "$select="],
  ["a filter", "$filter=deviceName%20eq%20'a'"],
  ["an expansion", "$expand=users"],
  ["$top", "$top=1"],
  ["an option without its $", "select=deviceName"],
  ["an option in another case", "$SELECT=deviceName"],
  ["a repeated option", "$select=deviceName&$select=id"],
  ["an unknown option", "x=1"],
  ["an empty query", ""],
  ["a stray ampersand", "$select=id&"],
  ["a broken percent sign", "$select=%zz"],
  ["bytes that are not UTF-8", "$select=%ff"],
  ["a second question mark", "?$select=id"],
]) {
  test(`${name}: 400 in Graph's shape`, async () => {
    const { status, headers, body } = await graph.get(`${path}?${query}`);
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(body), ["error"]);
    assert.deepEqual(Object.keys(body.error), ["code", "message", "innerError"]);
    assert.equal(body.error.code, "BadRequest");
    assert.equal(body.error.innerError["request-id"], headers["request-id"]);
  });
}

test("the error names an unknown property", async () => {
  const { body } = await graph.get(`${path}?$select=deviceName,nothing`);
  assert.match(body.error.message, /'nothing' on type 'microsoft\.graph\.managedDevice'/);
});

test("an unknown device: 404", async () => {
  const { status, body } = await graph.get("managedDevices/69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85?$select=deviceName");
  assert.deepEqual([status, body.error.code], [404, "ResourceNotFound"]);
});

test("Graph refuses an unknown property before it looks for the device", async () => {
  assert.equal((await graph.get("managedDevices/69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85?$select=x")).status, 400);
});

for (const [name, headers, status, message] of /** @type {[string, Record<string, string>, number, RegExp][]} */ ([
  ["an Accept of */*", { accept: "*/*" }, 406, /Accept/],
  ["a Content-Type", { "content-type": "application/json" }, 400, /Content-Type/],
  ["a body", { "transfer-encoding": "chunked" }, 400, /request body/],
])) {
  test(`${name}: ${status}`, async () => {
    const reply = await graph.get(path, headers);
    assert.equal(reply.status, status);
    assert.match(reply.body.error.message, message);
  });
}

test("POST to a device or to a collection: 405", async () => {
  for (const where of [path, "managedDevices", "detectedApps", "remoteAssistancePartners"]) {
    const { status, headers } = await graph.post(where);
    assert.deepEqual([status, headers["allow"]], [405, "GET"]);
  }
});

test("the request log has the reads", async () => {
  sandbox.log.clear();
  await graph.get(`${path}?$select=id`);
  assert.deepEqual(
    sandbox.log
      .filter({ server: "graph", method: "GET", path: `/v1.0/deviceManagement/${path}` })
      .map(({ url, status }) => [url, status]),
    [[`/v1.0/deviceManagement/${path}?$select=id`, 200]],
  );
});
