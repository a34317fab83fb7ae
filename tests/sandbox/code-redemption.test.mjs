// @ts-check
/** Only the page that requested an authorization code can redeem it, once and before it expires. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeGrant, endpoint, form, requestToken, sandboxForTests, signIn } from "./support.mjs";

const sandbox = await sandboxForTests();

/** @param {{ status: number, body: any }} reply @param {string} error @param {number} code */
function assertRefused({ status, body }, error, code) {
  assert.equal(status, 400);
  assert.equal(body.error, error);
  assert.deepEqual(body.error_codes, [code]);
  assert.equal(body.error_description.split(":")[0], `AADSTS${code}`);
  assert.match(body.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  for (const id of [body.trace_id, body.correlation_id]) assert.match(id, /^[0-9a-f-]{36}$/);
  assert.equal(body.access_token, undefined);
}

test("a wrong verifier is refused and uses the code up", async () => {
  const grant = await codeGrant(sandbox);
  assertRefused(await requestToken(sandbox, { ...grant, code_verifier: "x".repeat(43) }), "invalid_grant", 501481);
  assertRefused(await requestToken(sandbox, grant), "invalid_grant", 54005);
});

test("a code works once", async () => {
  const grant = await codeGrant(sandbox);
  assert.equal((await requestToken(sandbox, grant)).status, 200);
  assertRefused(await requestToken(sandbox, grant), "invalid_grant", 54005);
});

test("a code expires after ten minutes", async () => {
  const [early, late] = [await codeGrant(sandbox), await codeGrant(sandbox)];
  sandbox.clock.advance(9 * 60_000);
  assert.equal((await requestToken(sandbox, early)).status, 200);
  sandbox.clock.advance(60_000);
  assertRefused(await requestToken(sandbox, late), "invalid_grant", 70008);
});

test("a made-up code is refused", async () => {
  assertRefused(
    await requestToken(sandbox, { ...(await codeGrant(sandbox)), code: "made-up" }),
    "invalid_grant",
    70000,
  );
});

test("a code is bound to its redirect URI", async () => {
  const grant = { ...(await codeGrant(sandbox)), redirect_uri: "http://localhost/elsewhere" };
  assertRefused(await requestToken(sandbox, grant), "invalid_client", 500112);
});

test("another client cannot redeem the code", async () => {
  const grant = { ...(await codeGrant(sandbox)), client_id: "b594162c-0c7c-4a40-9598-616237bb679c" };
  assertRefused(await requestToken(sandbox, grant), "unauthorized_client", 700016);
});

test("the error names a missing parameter", async () => {
  const grant = await codeGrant(sandbox);
  for (const name of ["grant_type", "code", "code_verifier", "redirect_uri"]) {
    const reply = await requestToken(sandbox, { ...grant, [name]: undefined });
    assertRefused(reply, "invalid_request", 900144);
    assert.ok(reply.body.error_description.includes(`'${name}'`));
  }
});

test("another grant type is refused", async () => {
  assertRefused(await requestToken(sandbox, { grant_type: "password" }), "unsupported_grant_type", 70003);
});

test("a body that is not a form has no parameters", async () => {
  const headers = { origin: sandbox.page.origin, "content-type": "text/plain" };
  assertRefused(await requestToken(sandbox, await codeGrant(sandbox), headers), "invalid_request", 900144);
});

test("a request without an Origin is refused, because only a browser may redeem a single-page app's code", async () => {
  const reply = await requestToken(sandbox, await codeGrant(sandbox), {});
  assertRefused(reply, "invalid_request", 9002327);
  assert.equal(reply.headers.get("access-control-allow-origin"), null);
});

test("an Origin without a registered redirect URI is refused and cannot read the error", async () => {
  const reply = await requestToken(sandbox, await codeGrant(sandbox), { origin: "https://attacker.example" });
  assertRefused(reply, "invalid_request", 9002326);
  assert.equal(reply.headers.get("access-control-allow-origin"), null);
});

test("an error has the client's correlation id, and the page can read the error", async () => {
  const correlationId = "3340665e-7c6b-4e24-a3d6-1929ba5154a5";
  const reply = await fetch(`${endpoint(sandbox, "oauth2/v2.0/token")}?client-request-id=${correlationId}`, {
    method: "POST",
    headers: { origin: sandbox.page.origin },
    body: form({}),
  });
  assert.equal((await reply.json()).correlation_id, correlationId);
  assert.equal(reply.headers.get("access-control-allow-origin"), sandbox.page.origin);
});

test("a preflight succeeds only for the page's origin", async () => {
  const preflight = (/** @type {string} */ origin) =>
    fetch(endpoint(sandbox, "oauth2/v2.0/token"), {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-anchormailbox" },
    });
  const granted = await preflight(sandbox.page.origin);
  assert.equal(granted.headers.get("access-control-allow-origin"), sandbox.page.origin);
  assert.equal(granted.headers.get("access-control-allow-headers"), "content-type, x-anchormailbox");
  const refused = await preflight("https://attacker.example");
  assert.equal(refused.headers.get("access-control-allow-origin"), null);
  assert.equal(
    sandbox.log.filter({ server: "entra", method: "OPTIONS" }).at(-1)?.note,
    "preflight refused: origin https://attacker.example",
  );
});

test("a sign-in needs one form and one token request", async () => {
  sandbox.log.clear();
  const { answer, verifier } = await signIn(sandbox, "ada");
  await requestToken(sandbox, {
    ...(await codeGrant(sandbox)),
    code: answer.get("code") ?? "",
    code_verifier: verifier,
  });
  const path = new URL(endpoint(sandbox, "oauth2/v2.0/token")).pathname;
  assert.equal(sandbox.log.filter({ server: "entra", method: "POST", path, status: 200 }).length, 1);
});
