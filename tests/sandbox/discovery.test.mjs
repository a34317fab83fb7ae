// @ts-check
/** Discovery documents and signing out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint, sandboxForTests } from "./support.mjs";

const sandbox = await sandboxForTests();
const { entra, tenant, page } = sandbox;

test("the OpenID configuration has the tenant's endpoints, for each name of the tenant", async () => {
  for (const name of [tenant.id, tenant.id.toUpperCase(), tenant.domain, "organizations"]) {
    const reply = await fetch(`${entra.origin}/${name}/v2.0/.well-known/openid-configuration`);
    assert.equal(reply.headers.get("access-control-allow-origin"), "*");
    const document = await reply.json();
    assert.equal(document.issuer, endpoint(sandbox, "v2.0"));
    assert.equal(document.authorization_endpoint, endpoint(sandbox, "oauth2/v2.0/authorize"));
    assert.equal(document.token_endpoint, endpoint(sandbox, "oauth2/v2.0/token"));
    assert.equal(document.end_session_endpoint, endpoint(sandbox, "oauth2/v2.0/logout"));
    assert.equal(document.jwks_uri, endpoint(sandbox, "discovery/v2.0/keys"));
  }
});

test("instance discovery lists the stand-in's host as a separate cloud", async () => {
  const document = await (await fetch(`${entra.origin}/common/discovery/instance?api-version=1.1`)).json();
  const { host } = new URL(entra.origin);
  assert.deepEqual(document.metadata, [{ preferred_network: host, preferred_cache: host, aliases: [host] }]);
  assert.equal(document.tenant_discovery_endpoint, endpoint(sandbox, "v2.0/.well-known/openid-configuration"));
});

test("the published keys are public keys", async () => {
  const { keys } = await (await fetch(endpoint(sandbox, "discovery/v2.0/keys"))).json();
  assert.equal(keys.length, 1);
  assert.deepEqual(Object.keys(keys[0]).sort(), ["alg", "e", "kid", "kty", "n", "use"]);
});

const logout = (/** @type {string} */ target) =>
  fetch(`${endpoint(sandbox, "oauth2/v2.0/logout")}?state=s&post_logout_redirect_uri=${encodeURIComponent(target)}`, {
    redirect: "manual",
  });

test("a sign-out redirects to the page with its state", async () => {
  const reply = await logout(`${page.origin}/`);
  assert.equal(reply.status, 303);
  assert.equal(reply.headers.get("location"), `${page.origin}/?state=s`);
});

test("a sign-out never redirects to another site", async () => {
  const reply = await logout("https://attacker.example/");
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get("location"), null);
  assert.match(await reply.text(), /You signed out/);
});
