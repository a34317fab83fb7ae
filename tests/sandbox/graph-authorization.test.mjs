// @ts-check
/** The tokens that the Graph stand-in accepts, and the permissions that a request needs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeJwt, generateKeyPair, SignJWT } from "jose";
import { createStoppedClock } from "../../sandbox/clock.mjs";
import { codeGrant, mintAccessToken, requestToken, SCOPE, sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests({ accessTokenLifetimeS: 600, clock: createStoppedClock() });
const { tenant, graph, clock } = sandbox;
const path = `/v1.0/deviceManagement/managedDevices/${tenant.devices[0].id}/requestRemoteAssistance`;

const post = (/** @type {string | undefined} */ authorization, /** @type {Record<string, string>} */ more = {}) =>
  send(graph.origin, {
    method: "POST",
    path,
    headers: { accept: "application/json", ...(authorization !== undefined && { authorization }), ...more },
  });

/** @param {Awaited<ReturnType<typeof send>>} reply @param {RegExp} message */
function assertUnauthenticated(reply, message) {
  assert.equal(reply.status, 401);
  const { error } = JSON.parse(reply.text);
  assert.equal(error.code, "InvalidAuthenticationToken");
  assert.match(error.message, message);
  assert.equal(
    reply.headers["www-authenticate"],
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
  );
  assert.equal(reply.headers["access-control-allow-origin"], "*", "the page must be able to read the error");
}

test("a token from a real sign-in is accepted until it expires", async () => {
  const { body } = await requestToken(sandbox, await codeGrant(sandbox));
  const authorization = `Bearer ${body.access_token}`;
  assert.equal((await post(authorization)).status, 204);
  // The times in a token are whole seconds.
  clock.advance(598_999);
  assert.equal((await post(authorization)).status, 204);
  clock.advance(1_001);
  assertUnauthenticated(await post(authorization), /expired/);
});

test("a sign-in without a Graph permission gives a token that may not ask a device", async () => {
  const grant = await codeGrant(sandbox, "ada", { scope: "openid profile offline_access" });
  const { status, body } = await requestToken(sandbox, grant);
  assert.equal(status, 200);
  assert.equal(body.scope, "openid profile");
  assert.equal((await post(`Bearer ${body.access_token}`)).status, 403);
  const refreshed = await requestToken(sandbox, {
    grant_type: "refresh_token",
    client_id: tenant.client.id,
    refresh_token: body.refresh_token,
    scope: SCOPE,
  });
  assert.equal((await post(`Bearer ${refreshed.body.access_token}`)).status, 204);
});

test("no token: 401", async () => assertUnauthenticated(await post(undefined), /empty/));
test("another scheme: 401", async () => assertUnauthenticated(await post("Basic YTpi"), /no bearer token/));
test("a token that is not a JWT: 401", async () =>
  assertUnauthenticated(await post("Bearer abc"), /not a well-formed/));

test("the scheme's case does not matter", async () => {
  assert.equal((await post(`bearer ${await mintAccessToken(sandbox)}`)).status, 204);
});

for (const [claim, value] of /** @type {const} */ ([
  ["aud", "https://graph.windows.net"],
  ["iss", "https://sts.windows.net/b594162c-0c7c-4a40-9598-616237bb679c/"],
  ["nbf", 4_000_000_000],
  ["oid", undefined],
  ["scp", undefined],
])) {
  test(`a wrong ${claim}: 401`, async () => {
    const token = await mintAccessToken(sandbox, { claims: { [claim]: value } });
    assertUnauthenticated(await post(`Bearer ${token}`), new RegExp(`invalid ${claim}`));
  });
}

test("an ID token instead of an access token: 401", async () => {
  const { body } = await requestToken(sandbox, await codeGrant(sandbox));
  assertUnauthenticated(await post(`Bearer ${body.id_token}`), /invalid (aud|iss|scp)/);
});

test("a token with a signature of another key: 401", async () => {
  const { privateKey } = await generateKeyPair("RS256");
  const [{ kid }] = sandbox.entra.tokens.jwks.keys;
  const claims = decodeJwt(await mintAccessToken(sandbox));
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
  assertUnauthenticated(await post(`Bearer ${token}`), /invalid signature/);
});

test("a token without a signature: 401", async () => {
  const [, claims] = (await mintAccessToken(sandbox)).split(".");
  const header = Buffer.from('{"alg":"none"}').toString("base64url");
  assertUnauthenticated(await post(`Bearer ${header}.${claims}.`), /./);
});

test("a token without the permission: 403, with Intune's JSON inside the message", async () => {
  const token = await mintAccessToken(sandbox, {
    claims: { scp: "User.Read DeviceManagementManagedDevices.Read.All" },
  });
  const reply = await post(`Bearer ${token}`);
  assert.equal(reply.status, 403);
  const { error } = JSON.parse(reply.text);
  assert.equal(error.code, "Forbidden");
  const { Message } = JSON.parse(error.message);
  assert.match(Message, /DeviceManagementManagedDevices\.ReadWrite\.All .*Activity ID: [0-9a-f-]{36} /);
});

test("Boris, without the Intune role: 403, with JSON inside JSON inside the message", async () => {
  const { body } = await requestToken(sandbox, await codeGrant(sandbox, "boris"));
  const reply = await post(`Bearer ${body.access_token}`);
  assert.equal(reply.status, 403);
  const { error } = JSON.parse(reply.text);
  assert.equal(error.code, "UnknownError");
  const wrapped = JSON.parse(error.message);
  assert.equal(wrapped.ErrorCode, "Forbidden");
  const inner = JSON.parse(wrapped.Message);
  assert.equal(inner._version, 3);
  assert.match(inner.Message, /Offer remote assistance.* - Activity ID: [0-9a-f-]{36} - /);
});

test("Graph checks the token before everything else", async () => {
  const reply = await send(graph.origin, {
    method: "DELETE",
    path: "/nothing?here",
    headers: { "content-type": "text/plain" },
  });
  assert.equal(reply.status, 401);
});

test("Graph checks the permissions before the request's format", async () => {
  const token = await mintAccessToken(sandbox, { account: "boris" });
  assert.equal((await post(`Bearer ${token}`, { accept: "*/*" })).status, 403);
});
