// @ts-check
/** Collections: searches for devices and apps, and paging. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceNamed, graphClient, sandboxForTests } from "./support.mjs";

const sandbox = await sandboxForTests();
const graph = await graphClient(sandbox);
const { tenant } = sandbox;
const encode = encodeURIComponent;
const NEXT_LINK = "@odata.nextLink";
const APP_ON_GENERATED_DEVICES = "99aaeaac-e786-467c-ad36-d71dea05c5a3";

test("the pages have 25 devices each and list every device once, in order", async () => {
  sandbox.log.clear();
  const devices = await graph.all("managedDevices");
  assert.deepEqual(
    devices.map(({ id }) => id),
    tenant.devices.map(({ id }) => id),
  );
  assert.equal(sandbox.log.filter({ server: "graph", status: 200 }).length, Math.ceil(tenant.devices.length / 25));
  assert.equal(new Set(devices.map(({ id }) => id)).size, devices.length);
});

test("there are at least sixty generated devices, and Graph refuses five of the first forty", async () => {
  const plain = await graph.all(
    `managedDevices?$select=deviceName&$filter=${encode("contains(deviceName,'OFFICE-PC-')")}`,
  );
  assert.ok(plain.length >= 60);
  const statuses = [];
  for (const { id } of plain.slice(0, 40))
    statuses.push((await graph.post(`managedDevices/${id}/requestRemoteAssistance`)).status);
  assert.deepEqual(
    statuses.filter((status) => status !== 204),
    [403, 404, 503, 400, 409],
  );
});

test("a next link repeats the query, and only the last page has no next link", async () => {
  const first = await graph.get(
    `managedDevices?$filter=${encode("contains(deviceName,'o''brien')")}&$select=deviceName&$top=1`,
  );
  const link = new URL(first.body[NEXT_LINK]);
  assert.equal(link.origin, sandbox.graph.origin);
  assert.deepEqual(
    [...link.searchParams].map(([name, value]) => (name === "$skiptoken" ? [name] : [name, value])),
    [["$filter", "contains(deviceName,'o''brien')"], ["$select", "deviceName"], ["$top", "1"], ["$skiptoken"]],
  );
  const second = await graph.get(first.body[NEXT_LINK]);
  assert.deepEqual(
    [first, second].map(({ body }) => body.value[0].deviceName),
    ["O'Brien's laptop", "O'Brien's iPad"],
  );
  assert.equal(NEXT_LINK in second.body, false);
});

test("a last page that is full has no next link", async () => {
  const { body } = await graph.get(`managedDevices?$filter=${encode("contains(deviceName,'o''brien')")}&$top=2`);
  assert.deepEqual([body.value.length, NEXT_LINK in body], [2, false]);
});

test("a search without results is an empty page", async () => {
  const { status, body } = await graph.get(`managedDevices?$filter=${encode("deviceName eq 'nobody''s'")}&$select=id`);
  assert.equal(status, 200);
  assert.deepEqual(body, {
    "@odata.context": `${sandbox.graph.origin}/v1.0/$metadata#deviceManagement/managedDevices(id)`,
    value: [],
  });
});

test("a list never has a session's URL, even if $select names it", async () => {
  const filter = encode("deviceName eq 'DEMO-OLD-LINK-FOR-EVER'");
  for (const select of ["", "&$select=remoteAssistanceSessionUrl"]) {
    const { body } = await graph.get(`managedDevices?$filter=${filter}${select}`);
    assert.equal(body.value[0].remoteAssistanceSessionUrl, "");
  }
});

test("a plus sign means a space, and %2B means a plus sign", async () => {
  const { body } = await graph.get(
    "managedDevices?$select=deviceName&$filter=contains(deviceName,'%3D1%2B1')+and+operatingSystem+eq+'Windows'",
  );
  assert.deepEqual(
    body.value.map((/** @type {any} */ { deviceName }) => deviceName),
    ['<b>Bold</b> & "quoted", =1+1'],
  );
});

for (const [name, query] of [
  ["a page size of zero", "$top=0"],
  ["a page size of more than a thousand", "$top=1001"],
  ["a page size that is not a number", "$top=ten"],
  ["a made-up skip token", "$skiptoken=abc"],
  ["a skip token of another query", "$select=id&$skiptoken={token}"],
  ["$skip", "$skip=5"],
  ["$count", "$count=true"],
  ["$orderby", "$orderby=deviceName"],
  ["$search", "$search=%22a%22"],
  ["a malformed filter", `$filter=${encode("' or 1 eq 1")}`],
  ["an unencoded character that must be encoded", "$filter=deviceName%20eq%20'<'"],
  ["an unknown property", "$select=remoteAssistanceSessionURL"],
]) {
  test(`${name}: 400`, async () => {
    const token =
      new URL((await graph.get("managedDevices?$select=deviceName&$top=1")).body[NEXT_LINK]).searchParams.get(
        "$skiptoken",
      ) ?? "";
    const { status, body } = await graph.get(`managedDevices?${query.replace("{token}", token)}`);
    assert.deepEqual([status, body.error.code], [400, "BadRequest"]);
  });
}

test("a URL with a search text of ten thousand characters gets a reply that the page can read", async () => {
  const { status, headers, body } = await graph.get(
    `managedDevices?$filter=${encode(`contains(deviceName,'${"ы".repeat(10_000)}')`)}`,
  );
  assert.deepEqual([status, body.error.code, headers["access-control-allow-origin"]], [400, "BadRequest", "*"]);
});

test("a search by name finds apps and their device counts", async () => {
  const notes = await graph.all(
    `detectedApps?$filter=${encode("contains(displayName,'notes')")}&$select=displayName,version,deviceCount`,
  );
  assert.deepEqual(
    notes.map(({ displayName, version, deviceCount }) => [displayName, version, deviceCount]),
    [
      ["Contoso Notes", "11.0", 3],
      ["Contoso Notes", "11.1", 1],
    ],
  );
  assert.equal((await graph.all("detectedApps?$top=2")).length, tenant.detectedApps.length);
  assert.equal((await graph.get(`detectedApps?$filter=${encode("version eq '11.0'")}`)).status, 400);
  const { body } = await graph.get("detectedApps");
  assert.deepEqual(Object.keys(body.value[0]).sort(), [
    "deviceCount",
    "displayName",
    "id",
    "platform",
    "publisher",
    "sizeInByte",
    "version",
  ]);
});

test("the list of an app's devices has pages", async () => {
  const first = await graph.get(`detectedApps/${APP_ON_GENERATED_DEVICES}/managedDevices?$select=deviceName`);
  assert.equal(first.body.value.length, 25);
  assert.deepEqual(Object.keys(first.body.value[0]), ["id", "deviceName"]);
  const names = (await graph.all(`detectedApps/${APP_ON_GENERATED_DEVICES}/managedDevices`)).map(
    ({ deviceName }) => deviceName,
  );
  assert.deepEqual([names.length, names[0], names.at(-1)], [64, "OFFICE-PC-001", "OFFICE-PC-064"]);
});

test("an app without devices gives an empty page, an unknown app 404, and a filter on an app's devices 400", async () => {
  assert.deepEqual(
    (await graph.get("detectedApps/fc70e1ef-1ddb-4674-b8c8-49ca356aff38/managedDevices")).body.value,
    [],
  );
  assert.equal((await graph.get("detectedApps/69e1c4dd-cf1c-4669-b35b-f76e6a6cfb85/managedDevices")).status, 404);
  assert.equal(
    (await graph.get(`detectedApps/${APP_ON_GENERATED_DEVICES}/managedDevices?$filter=${encode("deviceName eq 'a'")}`))
      .status,
    400,
  );
});

test("divertNextLinks replaces the next links", async () => {
  const other = await sandboxForTests({ pageSize: 2 });
  const client = await graphClient(other);
  assert.equal((await client.get("managedDevices")).body.value.length, 2);
  other.graph.divertNextLinks(() => "https://attacker.example/v1.0/deviceManagement/managedDevices");
  assert.equal(
    (await client.get("managedDevices")).body[NEXT_LINK],
    "https://attacker.example/v1.0/deviceManagement/managedDevices",
  );
});

test("a tenant of fifty thousand generated devices has the same named devices and the same first generated devices", async () => {
  const large = await sandboxForTests({ generatedDeviceCount: 50_000 });
  const client = await graphClient(large);
  const plain = deviceNamed(sandbox, "OFFICE-PC-064");
  assert.deepEqual(large.tenant.deviceById(plain.id), plain);
  const devices = await client.all("managedDevices?$select=deviceName&$top=1000");
  assert.equal(devices.length, 50_000 + tenant.devices.length - 64);
  assert.equal(new Set(devices.map(({ id }) => id)).size, devices.length);
  const [last] = await client.all(
    `managedDevices?$filter=${encode("deviceName eq 'OFFICE-PC-50000'")}&$select=deviceName`,
  );
  assert.equal((await client.get(`managedDevices/${last.id}?$select=deviceName`)).body.deviceName, "OFFICE-PC-50000");
});
