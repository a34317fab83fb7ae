// @ts-check
/** The connector's states, and the permissions for each resource. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { codeGrant, deviceNamed, graphClient, requestToken, sandboxForTests, send } from "./support.mjs";

const clock = createStoppedClock();
const sandbox = await sandboxForTests({ clock });
const SERVICE_CONFIG = "DeviceManagementServiceConfig.Read.All";
const READ = "DeviceManagementManagedDevices.Read.All";
const READ_WRITE = "DeviceManagementManagedDevices.ReadWrite.All";
const laptop = `managedDevices/${deviceNamed(sandbox, "ADA-LAPTOP").id}`;
const SELECT = "$select=remoteAssistanceSessionUrl,remoteAssistanceSessionErrorDetails";
const RESOURCES = {
  device: laptop,
  devices: "managedDevices",
  apps: "detectedApps",
  devicesOfApp: "detectedApps/99aaeaac-e786-467c-ad36-d71dea05c5a3/managedDevices",
  partners: "remoteAssistancePartners",
};

test("the default tenant has TeamViewer as onboarded connector", async () => {
  const { status, body } = await (await graphClient(sandbox, { scp: SERVICE_CONFIG })).get("remoteAssistancePartners");
  assert.equal(status, 200);
  const { lastConnectionDateTime } = body.value[0];
  const hours = (sandbox.clock.now() - Date.parse(lastConnectionDateTime)) / 3_600_000;
  assert.ok(hours > 0 && hours < 24, `TeamViewer connected on the last day: ${lastConnectionDateTime}`);
  assert.deepEqual(body, {
    "@odata.context": `${sandbox.graph.origin}/v1.0/$metadata#deviceManagement/remoteAssistancePartners`,
    value: [
      {
        id: "02e8ccc3-4985-471f-a1b5-1fd171f6f649",
        displayName: "TeamViewer",
        onboardingUrl: "https://connect.teamviewer.sandbox.invalid/onboarding",
        onboardingStatus: "onboarded",
        lastConnectionDateTime,
      },
    ],
  });
});

for (const [connector, statuses, request, details] of /** @type {const} */ ([
  ["onboarded", ["onboarded"], 204, /^$/],
  ["onboarding", ["onboarding"], 204, /connector .* not onboarded/],
  ["notOnboarded", ["notOnboarded"], 204, /connector .* not onboarded/],
  ["none", [], 400, /^$/],
])) {
  test(`the connector state "${connector}" determines the partners and the session`, async () => {
    const other = await sandboxForTests({ connector, clock });
    const partners = await (await graphClient(other, { scp: SERVICE_CONFIG })).all(
      "remoteAssistancePartners?$select=onboardingStatus",
    );
    assert.deepEqual(
      partners.map(({ onboardingStatus }) => onboardingStatus),
      statuses,
    );
    const graph = await graphClient(other);
    assert.equal((await graph.post(`${laptop}/requestRemoteAssistance`)).status, request);
    clock.advance(4_000);
    const { body } = await graph.get(`${laptop}?${SELECT}`);
    assert.match(body.remoteAssistanceSessionErrorDetails, details);
    assert.equal(body.remoteAssistanceSessionUrl !== "", connector === "onboarded");
  });
}

test("TeamViewer is not onboarded for Jonas: his requests fail, Ada's do not", async () => {
  const [partner] = await (await graphClient(sandbox, { account: "jonas", scp: SERVICE_CONFIG })).all(
    "remoteAssistancePartners",
  );
  assert.equal(partner.onboardingStatus, "notOnboarded");
  const jonas = await graphClient(sandbox, { account: "jonas" });
  const details = async () => {
    clock.advance(4_000);
    return (await jonas.get(`${laptop}?${SELECT}`)).body.remoteAssistanceSessionErrorDetails;
  };
  await jonas.post(`${laptop}/requestRemoteAssistance`);
  assert.match(await details(), /not onboarded/);
  await (await graphClient(sandbox)).post(`${laptop}/requestRemoteAssistance`);
  assert.equal(await details(), "");
});

for (const [scp, allowed] of /** @type {[string, (keyof typeof RESOURCES)[]][]} */ ([
  [READ, ["device", "devices", "apps", "devicesOfApp"]],
  [READ_WRITE, ["device", "devices", "apps", "devicesOfApp"]],
  [SERVICE_CONFIG, ["partners"]],
  ["User.Read", []],
  [`${READ} ${SERVICE_CONFIG}`, ["device", "devices", "apps", "devicesOfApp", "partners"]],
])) {
  test(`a token with ${scp} reads ${allowed.join(", ") || "nothing"}`, async () => {
    const graph = await graphClient(sandbox, { scp });
    for (const [name, path] of Object.entries(RESOURCES)) {
      const { status, body } = await graph.get(path);
      const may = allowed.some((one) => one === name);
      assert.equal(status, may ? 200 : 403, name);
      if (!may) assert.match(JSON.parse(body.error.message).Message, /lacks the permission DeviceManagement/);
    }
    assert.equal((await graph.post(`${laptop}/requestRemoteAssistance`)).status, scp === READ_WRITE ? 204 : 403);
  });
}

for (const [account, reads, request] of /** @type {const} */ ([
  ["ada", 200, 204],
  ["boris", 403, 403],
  ["priya", 200, 403],
  ["jonas", 200, 204],
  ["vera", 200, 204],
])) {
  test(`${account}'s Intune roles: ${reads} for reads, ${request} for the request`, async () => {
    const graph = await graphClient(sandbox, { account, scp: `${READ_WRITE} ${SERVICE_CONFIG}` });
    for (const [name, path] of Object.entries(RESOURCES)) assert.equal((await graph.get(path)).status, reads, name);
    assert.equal((await graph.post(`${laptop}/requestRemoteAssistance`)).status, request);
  });
}

test("every read needs a token", async () => {
  for (const path of Object.values(RESOURCES)) {
    const { status } = await send(sandbox.graph.origin, {
      path: `/v1.0/deviceManagement/${path}`,
      headers: { accept: "application/json" },
    });
    assert.equal(status, 401);
  }
});

test("Vera signs in and reads devices, but may not read the connector", async () => {
  const { body } = await requestToken(sandbox, await codeGrant(sandbox, "vera"));
  const get = (/** @type {string} */ path) =>
    send(sandbox.graph.origin, {
      path: `/v1.0/deviceManagement/${path}`,
      headers: { accept: "application/json", authorization: `Bearer ${body.access_token}` },
    });
  assert.equal((await get("managedDevices")).status, 200);
  assert.equal((await get("remoteAssistancePartners")).status, 403);
});
