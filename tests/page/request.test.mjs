// @ts-check
/** The main flow: sign in, fill in a device's ids, press the button, and Graph replies 204. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { decodeJwt } from "jose";
import { tenant } from "../../sandbox/tenant.mjs";
import { openDesk, openMore } from "./helpdesk.mjs";
import { fillIn, launch, open, press, signIn } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const [ada] = tenant.accounts;
const [app] = tenant.detectedApps;
const [laptop] = tenant.devices;
const guest = tenant.users.find(({ userPrincipalName }) => userPrincipalName.includes("#EXT#"));
const surface = tenant.devices.find(({ userId }) => userId === guest?.id);
assert.ok(guest && surface);

/** @type {[string, import("../../js/card/entry.js").Request, string][]} */
const ROUTES = [
  [
    "users",
    { scope: "users", ids: { usersId: ada.userPrincipalName, managedDeviceId: laptop.id } },
    `users/${ada.userPrincipalName.replace("@", "%40")}/managedDevices/${laptop.id}`,
  ],
  [
    "users, a guest",
    { scope: "users", ids: { usersId: guest.userPrincipalName, managedDeviceId: surface.id } },
    `users/${guest.userPrincipalName.replaceAll("#", "%23").replace("@", "%40")}/managedDevices/${surface.id}`,
  ],
  [
    "deviceManagement",
    { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } },
    `deviceManagement/managedDevices/${laptop.id}`,
  ],
  [
    "detectedApps",
    { scope: "detectedApps", ids: { detectedAppId: app.id, managedDeviceId: laptop.id } },
    `deviceManagement/detectedApps/${app.id}/managedDevices/${laptop.id}`,
  ],
];

for (const [name, request, path] of ROUTES) {
  test(`${name}: one POST with the token that Entra issued, and nothing else`, async (t) => {
    const { sandbox, page } = await open(t, browser);
    const tokenReply = page.waitForResponse((reply) => reply.url().includes("/oauth2/v2.0/token"));
    await signIn(page, "Ada");
    const issued = (await (await tokenReply).json()).access_token;
    await fillIn(page, request);
    await press(page);
    await page.getByRole("heading", { name: "Request accepted" }).waitFor();

    const sent = sandbox.log.filter({ server: "graph" });
    const target = `/v1.0/${path}/requestRemoteAssistance`;
    assert.deepEqual(
      sent.map((entry) => [entry.method, entry.url, entry.status]),
      [
        ["OPTIONS", target, 200],
        ["POST", target, 204],
      ],
    );
    const [preflight, post] = sent;
    assert.equal(preflight?.headers["access-control-request-headers"], "authorization");
    assert.equal(preflight?.headers["access-control-request-method"], "POST");
    assert.equal(post?.headers["authorization"], `Bearer ${issued}`);
    assert.equal(decodeJwt(issued)["scp"], "openid profile DeviceManagementManagedDevices.ReadWrite.All");
    assert.equal(post?.headers["accept"], "application/json");
    assert.equal(post?.headers["content-type"], undefined);
    assert.equal(post?.headers["content-length"], "0");
    assert.equal(post?.headers["cookie"], undefined);
    assert.equal(post?.headers["referer"], undefined);
    assert.equal(post?.bodyBytes, 0);
  });
}

test("a request by ids leads to its session at a press, and is not sent again", async (t) => {
  const desk = await openDesk(t, browser, { stepMs: 0 });
  const { sandbox, page, runClocks } = desk;
  await fillIn(page, { scope: "deviceManagement", ids: { managedDeviceId: laptop.id } });
  await press(page);
  await page.locator("#status").getByRole("button", { name: "Check for the link" }).click();
  await runClocks(8);
  await page.getByRole("link", { name: "Open session" }).waitFor();
  // The admin named only the id. The page reads the rest.
  await openMore(desk);
  const facts = await desk.panel.innerText();
  for (const fact of ["Ada Winter", laptop.serialNumber, laptop.id]) assert.ok(facts.includes(fact), fact);
  assert.equal(sandbox.log.filter({ server: "graph", method: "POST" }).length, 1);
});
