// @ts-check
/** The requests that the authorization endpoint refuses. It shows an error page or redirects back with an error. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { authorizationRequest, endpoint, sandboxForTests, signIn } from "./support.mjs";

const sandbox = await sandboxForTests();
const authorize = endpoint(sandbox, "oauth2/v2.0/authorize");

const get = (/** @type {Record<string, string | undefined>} */ changes) =>
  fetch(`${authorize}?${authorizationRequest(sandbox, changes).parameters}`, { redirect: "manual" });

for (const [fault, changes, code] of /** @type {const} */ ([
  ["an unknown client", { client_id: "b594162c-0c7c-4a40-9598-616237bb679c" }, "AADSTS700016"],
  ["a missing client", { client_id: undefined }, "AADSTS900144"],
  ["an unregistered redirect URI", { redirect_uri: "https://attacker.example/" }, "AADSTS50011"],
  [
    "a redirect URI that only starts like a registered one",
    { redirect_uri: `${sandbox.page.origin}/elsewhere` },
    "AADSTS50011",
  ],
  ["a registered redirect URI without its slash", { redirect_uri: sandbox.page.origin }, "AADSTS50011"],
])) {
  test(`${fault} gets an error page, not a redirect`, async () => {
    const reply = await get(changes);
    assert.equal(reply.status, 400);
    assert.equal(reply.headers.get("location"), null);
    assert.match(reply.headers.get("content-security-policy") ?? "", /form-action 'none'/);
    assert.ok((await reply.text()).includes(code));
  });
}

for (const [fault, changes, error, code] of /** @type {const} */ ([
  ["another response type", { response_type: "token" }, "unsupported_response_type", "AADSTS700051"],
  ["another response mode", { response_mode: "form_post" }, "unsupported_response_mode", "AADSTS70007"],
  ["no code challenge", { code_challenge: undefined }, "invalid_request", "AADSTS9002325"],
  ["a plain code challenge", { code_challenge_method: "plain" }, "invalid_request", "AADSTS9002325"],
  ["a code challenge that is not a SHA-256 digest", { code_challenge: "short" }, "invalid_request", "AADSTS9002325"],
  ["no openid scope", { scope: "DeviceManagementManagedDevices.ReadWrite.All" }, "invalid_scope", "AADSTS70011"],
  ["an unknown Graph scope", { scope: "openid Mail.Read" }, "invalid_client", "AADSTS650053"],
  ["claims that are not JSON", { claims: "{" }, "invalid_request", "AADSTS50146"],
  ["a silent sign-in", { prompt: "none" }, "login_required", "AADSTS50058"],
])) {
  test(`${fault} redirects back with ${error}`, async () => {
    const reply = await get(changes);
    assert.equal(reply.status, 303);
    const location = new URL(reply.headers.get("location") ?? "");
    const answer = new URLSearchParams(location.hash.slice(1) || location.search);
    assert.equal(location.origin, sandbox.page.origin);
    assert.equal(answer.get("error"), error);
    assert.equal(answer.get("error_description")?.split(":")[0], code);
    assert.equal(answer.get("state"), "the state");
    assert.equal(answer.get("code"), null);
  });
}

test("a repeated parameter is refused", async () => {
  const { parameters } = authorizationRequest(sandbox);
  parameters.append("state", "another");
  const reply = await fetch(`${authorize}?${parameters}`, { redirect: "manual" });
  assert.equal(reply.status, 400);
});

test("Nora has no consent and is redirected back with access_denied", async () => {
  const { status, answer } = await signIn(sandbox, "nora");
  assert.equal(status, 303);
  assert.equal(answer.get("error"), "access_denied");
  assert.match(
    answer.get("error_description") ?? "",
    /^AADSTS90094: .+ Trace ID: \S+ Correlation ID: \S+ Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
  );
  assert.equal(answer.get("error_uri"), `${sandbox.entra.origin}/error?code=90094`);
  assert.equal(answer.get("code"), null);
});

test("another tenant's endpoints do not exist", async () => {
  const reply = await fetch(authorize.replace(sandbox.tenant.id, "b594162c-0c7c-4a40-9598-616237bb679c"));
  assert.equal(reply.status, 404);
});
