// @ts-check
/** The complete sign-in of a single-page app: form, code, tokens. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import {
  accountNamed,
  authorizationRequest,
  codeGrant,
  endpoint,
  PERMISSION,
  requestToken,
  SCP,
  sandboxForTests,
  signIn,
} from "./support.mjs";

const sandbox = await sandboxForTests();

const form = async (/** @type {Record<string, string | undefined>} */ changes = {}) => {
  const { parameters } = authorizationRequest(sandbox, changes);
  const reply = await fetch(`${endpoint(sandbox, "oauth2/v2.0/authorize")}?${parameters}`);
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};

test("the form says that it is a stand-in and lists every sample account", async () => {
  const { status, text } = await form();
  assert.equal(status, 200);
  assert.match(text, /a stand-in for Microsoft Entra ID\. No real sign-in happens here\./);
  for (const { displayName, userPrincipalName } of sandbox.tenant.accounts) {
    assert.ok(text.includes(displayName));
    assert.ok(text.includes(`name="account" value="${userPrincipalName}"`));
  }
});

test("the form marks only the account that login_hint names", async () => {
  const { text } = await form({ login_hint: accountNamed(sandbox, "boris").userPrincipalName });
  assert.equal(text.match(/aria-current/g)?.length, 2, "one in the style sheet, one on a button");
  assert.match(text, /value="boris@[^"]+" aria-current="true"/);
});

test("the form escapes the request's parameters", async () => {
  const { text } = await form({ state: `"><script>alert(1)</script>` });
  assert.ok(!text.includes("<script"));
  assert.match(text, /value="&#34;&#62;&#60;script&#62;/);
});

test("the form's policy allows its style, itself and the redirect to the page", async () => {
  const policy = (await form()).headers.get("content-security-policy") ?? "";
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /);
  assert.ok(policy.includes(`form-action 'self' ${sandbox.page.origin};`));
  assert.ok(policy.includes("frame-ancestors 'none'"));
});

test("a sign-in redirects back with a code, the state and the account", async () => {
  const { status, location, answer } = await signIn(sandbox, "ada");
  assert.equal(status, 303);
  assert.equal(location.origin, sandbox.page.origin);
  assert.equal(location.search, "", "the response mode is fragment");
  assert.equal(answer.get("state"), "the state");
  assert.ok(answer.get("code"));
  const { uid, utid } = JSON.parse(Buffer.from(answer.get("client_info") ?? "", "base64url").toString());
  assert.deepEqual([uid, utid], [accountNamed(sandbox, "ada").id, sandbox.tenant.id]);
});

test("response_mode=query puts the answer into the query", async () => {
  const { location } = await signIn(sandbox, "ada", { response_mode: "query" });
  assert.ok(location.searchParams.get("code"));
  assert.equal(location.hash, "");
});

test("the token response has the fields of Entra ID", async () => {
  const { status, headers, body } = await requestToken(sandbox, await codeGrant(sandbox));
  assert.equal(status, 200);
  assert.equal(headers.get("access-control-allow-origin"), sandbox.page.origin);
  assert.equal(headers.get("cache-control"), "no-store");
  assert.deepEqual(Object.keys(body).sort(), [
    "access_token",
    "client_info",
    "expires_in",
    "ext_expires_in",
    "id_token",
    "refresh_token",
    "refresh_token_expires_in",
    "scope",
    "token_type",
  ]);
  assert.equal(body.token_type, "Bearer");
  assert.equal(body.expires_in, 3600);
  assert.equal(body.refresh_token_expires_in, 24 * 60 * 60);
  assert.equal(body.scope, `openid profile https://graph.microsoft.com/${PERMISSION}`);
});

test("the published keys verify both tokens, and both tokens identify the account", async () => {
  const { body } = await requestToken(sandbox, await codeGrant(sandbox, "boris"));
  const keys = createRemoteJWKSet(new URL(endpoint(sandbox, "discovery/v2.0/keys")));
  const { payload: access } = await jwtVerify(body.access_token, keys, { audience: "https://graph.microsoft.com" });
  const { payload: id } = await jwtVerify(body.id_token, keys, { audience: sandbox.tenant.client.id });
  const boris = accountNamed(sandbox, "boris");
  assert.deepEqual([access.oid, access.upn, access.tid], [boris.id, boris.userPrincipalName, sandbox.tenant.id]);
  assert.equal(access.scp, SCP);
  assert.deepEqual(
    [id.name, id.preferred_username, id.nonce, id.ver],
    [boris.displayName, boris.userPrincipalName, "the nonce", "2.0"],
  );
  assert.equal(id.iss, `${sandbox.entra.origin}/${sandbox.tenant.id}/v2.0`);
});

test("a request may use a permission's short name", async () => {
  const { answer, verifier } = await signIn(sandbox, "ada", { scope: `openid ${PERMISSION}` });
  const { body } = await requestToken(sandbox, {
    ...(await codeGrant(sandbox)),
    code: answer.get("code") ?? "",
    code_verifier: verifier,
  });
  assert.equal(body.scope, `openid ${PERMISSION}`, "the spelling of the request");
  assert.equal(decodeJwt(body.access_token).scp, SCP);
  assert.equal(body.refresh_token, undefined, "the request has no offline_access");
});

test("the access token has a client capability only if the client declares it", async () => {
  const claims = JSON.stringify({ access_token: { xms_cc: { values: ["CP1"] } } });
  const grant = await codeGrant(sandbox);
  assert.deepEqual(decodeJwt((await requestToken(sandbox, { ...grant, claims })).body.access_token).xms_cc, ["CP1"]);
  assert.equal(decodeJwt((await requestToken(sandbox, await codeGrant(sandbox))).body.access_token).xms_cc, undefined);
});

test("two tokens of the same second differ", async () => {
  const [one, other] = [
    await requestToken(sandbox, await codeGrant(sandbox)),
    await requestToken(sandbox, await codeGrant(sandbox)),
  ];
  assert.notEqual(one.body.access_token, other.body.access_token);
});
