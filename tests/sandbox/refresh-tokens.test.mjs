// @ts-check
/** Refresh tokens rotate, expire, and can be revoked. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJwt } from "jose";
import { codeGrant, requestToken, SCOPE, SCP, sandboxForTests, signIn } from "./support.mjs";

const sandbox = await sandboxForTests();

const firstToken = async () => (await requestToken(sandbox, await codeGrant(sandbox))).body.refresh_token;
const refresh = (/** @type {string} */ refresh_token, /** @type {Record<string, string>} */ more = {}) =>
  requestToken(sandbox, { grant_type: "refresh_token", refresh_token, scope: SCOPE, ...more });

test("a refresh token gives new tokens and a new refresh token", async () => {
  const token = await firstToken();
  const { status, body } = await refresh(token);
  assert.equal(status, 200);
  assert.notEqual(body.refresh_token, token);
  assert.equal(decodeJwt(body.access_token).scp, SCP);
  assert.equal(decodeJwt(body.id_token).nonce, undefined, "a nonce belongs to one authorization request");
  assert.equal((await refresh(body.refresh_token)).status, 200);
});

test("a used refresh token is refused", async () => {
  const token = await firstToken();
  await refresh(token);
  const { status, body } = await refresh(token);
  assert.deepEqual([status, body.error, body.error_codes], [400, "invalid_grant", [70000]]);
});

test("after a revocation, all refresh tokens are refused until a new sign-in", async () => {
  const token = await firstToken();
  sandbox.entra.revokeRefreshTokens();
  const { status, body } = await refresh(token);
  assert.deepEqual([status, body.error, body.suberror, body.error_codes], [400, "invalid_grant", "bad_token", [50173]]);
  assert.match(body.error_description, /^AADSTS50173: /);
  assert.equal((await refresh(await firstToken())).status, 200);
});

test("a refresh token expires 24 hours after the sign-in, even if it was renewed", async () => {
  const token = await firstToken();
  sandbox.clock.advance(23 * 60 * 60_000);
  const renewed = await refresh(token);
  assert.equal(renewed.status, 200);
  assert.ok(renewed.body.refresh_token_expires_in <= 60 * 60);
  sandbox.clock.advance(60 * 60_000);
  const { body } = await refresh(renewed.body.refresh_token);
  assert.deepEqual([body.error, body.error_codes], ["invalid_grant", [700084]]);
});

const CONNECTOR_SCOPE =
  "openid profile offline_access https://graph.microsoft.com/DeviceManagementServiceConfig.Read.All";

test("a refresh gives another permission without a form if the account has consent", async () => {
  const { status, body } = await refresh(await firstToken(), { scope: CONNECTOR_SCOPE });
  assert.equal(status, 200);
  assert.equal(decodeJwt(body.access_token).scp, "openid profile DeviceManagementServiceConfig.Read.All");
  const back = await refresh(body.refresh_token);
  assert.equal(decodeJwt(back.body.access_token).scp, SCP);
});

test("a permission without consent is refused, and the refresh token stays valid", async () => {
  const token = (await requestToken(sandbox, await codeGrant(sandbox, "vera"))).body.refresh_token;
  const { body } = await refresh(token, { scope: CONNECTOR_SCOPE });
  assert.deepEqual([body.error, body.suberror, body.error_codes], ["invalid_grant", "consent_required", [65001]]);
  assert.equal((await refresh(token)).status, 200);
});

test("the sign-in form does not grant a permission without consent: only an administrator can", async () => {
  const { answer } = await signIn(sandbox, "vera", { scope: CONNECTOR_SCOPE });
  assert.equal(answer.get("error"), "access_denied");
  assert.match(answer.get("error_description") ?? "", /^AADSTS90094: /);
});

test("a refresh without an Origin is refused", async () => {
  const { body } = await requestToken(sandbox, { grant_type: "refresh_token", refresh_token: await firstToken() }, {});
  assert.deepEqual(body.error_codes, [9002327]);
});
