// @ts-check
/** The page's host: it serves unchanged files with the page's policy, and no file outside the directory. */
import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { CLOUD_HOSTS, contentSecurityPolicy } from "../../www/csp.mjs";
import { sandboxForTests, send, temporaryDirectory } from "./support.mjs";

const outside = await temporaryDirectory({ "secret.txt": "secret" });
const pageDirectory = await temporaryDirectory({
  "index.html": "<!doctype html>",
  "app.js": "1",
  "app.css": "a{}",
  "app.wasm": "\0asm",
  "icon.svg": "<svg/>",
  "data.json": "{}",
  "config.json": '{"from":"disk"}',
  ".hidden": "hidden",
  "other.bin": "x",
});
await mkdir(join(pageDirectory, "assets"));
await writeFile(join(pageDirectory, "assets", "deep.js"), "2");
await symlink(join(outside, "secret.txt"), join(pageDirectory, "link.txt"));

const sandbox = await sandboxForTests({ pageDirectory });
const { page, entra, graph, tenant } = sandbox;
const get = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers = {}) =>
  send(page.origin, { path, headers });

for (const [path, type] of [
  ["/", "text/html; charset=utf-8"],
  ["/index.html", "text/html; charset=utf-8"],
  ["/?code=1", "text/html; charset=utf-8"],
  ["/app.js", "text/javascript; charset=utf-8"],
  ["/assets/deep.js", "text/javascript; charset=utf-8"],
  ["/app.css", "text/css; charset=utf-8"],
  ["/app.wasm", "application/wasm"],
  ["/icon.svg", "image/svg+xml"],
  ["/data.json", "application/json; charset=utf-8"],
  ["/other.bin", "application/octet-stream"],
]) {
  test(`${path} is served as ${type}`, async () => {
    const { status, headers } = await get(path);
    assert.equal(status, 200);
    assert.equal(headers["content-type"], type);
    assert.equal(headers["x-content-type-options"], "nosniff");
  });
}

test("every reply has the page's policy, which allows only the origins of the stand-ins", async () => {
  const expected =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    `connect-src 'self' ${entra.origin} ${graph.origin}; img-src 'self'; base-uri 'none'; form-action 'none'; ` +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  for (const path of ["/", "/app.js", "/config.json", "/missing"]) {
    assert.equal((await get(path)).headers["content-security-policy"], expected);
  }
});

test("the policy for all clouds has each host once", () => {
  const policy = contentSecurityPolicy({ connect: CLOUD_HOSTS });
  for (const host of [
    "graph.microsoft.com",
    "graph.microsoft.us",
    "dod-graph.microsoft.us",
    "microsoftgraph.chinacloudapi.cn",
  ]) {
    assert.equal(policy.split(` https://${host}`).length, 2);
  }
  for (const host of [
    "login.microsoftonline.com",
    "login.microsoftonline.us",
    "login.chinacloudapi.cn",
    "login.partner.microsoftonline.cn",
  ]) {
    assert.equal(policy.split(` https://${host}`).length, 2);
  }
});

test("the sandbox's config.json replaces the file on disk", async () => {
  const { status, headers, text } = await get("/config.json");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "application/json; charset=utf-8");
  const config = JSON.parse(text);
  assert.deepEqual(
    [config.clientId, config.tenant, config.cloud, config.sandbox.entra, config.sandbox.graph],
    [tenant.client.id, tenant.id, "global", entra.origin, graph.origin],
  );
  assert.deepEqual(
    new Set(config.sandbox.samples.map((/** @type {any} */ { scope }) => scope)),
    new Set(["users", "deviceManagement", "detectedApps"]),
  );
});

const up = `../${basename(outside)}/secret.txt`;
for (const path of [
  `/${up}`,
  `/assets/../${up}`,
  `/${encodeURIComponent(up)}`,
  `/%2e%2e/${basename(outside)}/secret.txt`,
  `/..%5c${basename(outside)}%5csecret.txt`,
  `//${dirname(outside)}/secret.txt`,
  "/link.txt",
  "/.hidden",
  "/assets",
  "/assets/",
  "/missing.js",
  "/%00",
  "/%zz",
  "/app.js/",
  "/C:/secret.txt",
]) {
  test(`${path.replaceAll(basename(outside), "outside").replaceAll(dirname(outside), "/tmp")}: 404`, async () => {
    const { status, headers, text } = await get(path);
    assert.equal(status, 404);
    assert.equal(headers["content-type"], "text/plain; charset=utf-8");
    assert.ok(!text.includes("secret"));
  });
}

test("a reply to HEAD has headers and no body", async () => {
  const { status, headers, text } = await send(page.origin, { method: "HEAD", path: "/app.js" });
  assert.deepEqual([status, headers["content-length"], text], [200, "1", ""]);
});

test("other methods are refused", async () => {
  const { status, headers } = await send(page.origin, { method: "POST", path: "/" });
  assert.deepEqual([status, headers.allow], [405, "GET, HEAD"]);
});

test("the browser revalidates its copy and gets a changed file", async () => {
  const first = await get("/app.css");
  assert.equal(first.headers["cache-control"], "no-cache");
  assert.equal((await get("/app.css", { "if-none-match": first.headers.etag })).status, 304);
  await writeFile(join(pageDirectory, "app.css"), "b{}");
  const changed = await get("/app.css", { "if-none-match": first.headers.etag });
  assert.deepEqual([changed.status, changed.text], [200, "b{}"]);
});
