// @ts-check
/**
 * The sandbox for portals that run at any address of this machine: which addresses Entra ID accepts
 * (sandbox/entra/redirect-uris.mjs), and what the command prints for them (sandbox/portal-settings.mjs).
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { portalSettings } from "../../sandbox/portal-settings.mjs";
import { startStandIns } from "../../sandbox/stand-ins.mjs";
import { authorizationRequest, codeGrant, endpoint, requestToken, send } from "./support.mjs";

const standIns = await startStandIns({ redirectUris: "loopback" });
after(() => standIns.close());

/** The sandbox as the helpers see it, with a portal instead of the page. */
const seenFrom = (/** @type {string} */ origin) => ({ ...standIns, page: { origin } });

const authorize = (/** @type {string} */ redirectUri) => {
  const { parameters } = authorizationRequest(seenFrom(""), { redirect_uri: redirectUri });
  return fetch(`${endpoint(seenFrom(""), "oauth2/v2.0/authorize")}?${parameters}`, { redirect: "manual" });
};

for (const uri of [
  "http://localhost:5173/",
  "http://localhost:4200/redirect",
  "http://localhost:3000/redirect.html",
  "http://localhost",
  "https://localhost:5173/",
  "http://127.0.0.1:8080/a/b?c=d",
  "http://[::1]:5173/",
]) {
  test(`a sign-in may redirect to ${uri}`, async () => {
    const reply = await authorize(uri);
    assert.equal(reply.status, 200);
    const { origin } = new URL(uri);
    assert.ok(reply.headers.get("content-security-policy")?.includes(`form-action 'self' ${origin}`));
  });
}

for (const uri of [
  "https://attacker.example/",
  "http://localhost.attacker.example/",
  "http://localhost@attacker.example/",
  "http://attacker.example\\@localhost/",
  "http://ada:secret@localhost:5173/",
  "http://localhost:5173/#fragment",
  "http://localhost:5173/#",
  "http://192.168.0.1:5173/",
  "javascript://localhost/%0aalert(1)",
  "//localhost:5173/",
  "/redirect.html",
  "*",
]) {
  test(`a sign-in never redirects to ${uri}`, async () => {
    const reply = await authorize(uri);
    assert.equal(reply.status, 400);
    assert.equal(reply.headers.get("location"), null);
    assert.match(await reply.text(), /AADSTS50011/);
  });
}

test("a portal redeems its code from its own origin, and reads Graph", async () => {
  const portal = seenFrom("http://localhost:5173");
  const { status, headers, body } = await requestToken(portal, await codeGrant(portal));
  assert.equal(status, 200);
  assert.equal(headers.get("access-control-allow-origin"), "http://localhost:5173");
  const [device] = standIns.tenant.devices;
  const read = await send(standIns.graph.origin, {
    path: `/v1.0/deviceManagement/managedDevices/${device?.id}`,
    headers: { authorization: `Bearer ${body.access_token}`, accept: "application/json", origin: portal.page.origin },
  });
  assert.equal(read.status, 200);
  assert.equal(read.headers["access-control-allow-origin"], "*");
});

test("the token endpoint answers no script of another machine", async () => {
  const portal = seenFrom("http://localhost:5173");
  for (const origin of ["https://attacker.example", "http://localhost.attacker.example", "null"]) {
    const { status, headers, body } = await requestToken(portal, await codeGrant(portal), { origin });
    assert.deepEqual([status, headers.get("access-control-allow-origin")], [400, null]);
    assert.deepEqual(body.error_codes, [9002326]);
  }
});

test("a code is for the exact redirect URI that asked for it", async () => {
  const portal = seenFrom("http://localhost:5173");
  const grant = { ...(await codeGrant(portal)), redirect_uri: "http://localhost:5174/" };
  const { status, body } = await requestToken(portal, grant);
  assert.deepEqual([status, body.error_codes], [400, [500112]]);
});

/** The part of the printed text that a portal pastes. */
function printedProgram() {
  const [code] = /^ {2}const entra[\s\S]+?^ {2}const options.*$/m.exec(portalSettings(standIns)) ?? [""];
  return code.replace(/^ {2}/gm, "");
}

test("docs/sandbox.md has what the command prints, with the usual ports", async () => {
  const document = await readFile(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
  const usual = printedProgram()
    .replace(standIns.entra.origin, "http://127.0.0.1:4281")
    .replace(standIns.graph.origin, "http://127.0.0.1:4282");
  assert.ok(document.includes(`\`\`\`ts\n${usual}\n\`\`\``), usual);
});

test("the printed configuration of MSAL names the endpoints that Entra ID publishes", async () => {
  const { auth, options } = new Function(`${printedProgram()}; return { auth, options };`)();
  assert.deepEqual(options, { origin: standIns.graph.origin });
  const published = await fetch(`${endpoint(seenFrom(""), "v2.0/.well-known/openid-configuration")}`);
  const document = await published.json();
  const metadata = JSON.parse(auth.authorityMetadata);
  assert.equal(Object.keys(metadata).length, 5);
  for (const [name, value] of Object.entries(metadata)) assert.equal(value, document[name], name);
  assert.equal(auth.clientId, standIns.tenant.client.id);
  assert.equal(auth.authority, `https://${auth.knownAuthorities[0]}/${standIns.tenant.id}`);
});

test("the printed text has sample devices with their ids, and every sample admin", () => {
  const text = portalSettings(standIns);
  const printed = [...text.matchAll(/^ {2}(\S{36}) {2}(DEMO-\S+)$/gm)];
  assert.ok(printed.length >= 3);
  for (const [, id, name] of printed) assert.equal(standIns.tenant.deviceById(id ?? "")?.deviceName, name);
  for (const { displayName, note } of standIns.tenant.accounts) assert.ok(text.includes(`${displayName} – ${note}`));
});
