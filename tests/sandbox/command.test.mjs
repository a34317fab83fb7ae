// @ts-check
/** The output of `npm start` and of `npm start -- --sandbox-only`, and their exit. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "./support.mjs";

const main = fileURLToPath(new URL("../../sandbox/main.mjs", import.meta.url));
const pageDirectory = await temporaryDirectory({ "index.html": "page" });
const empty = await temporaryDirectory({});

function start(/** @type {string[]} */ args, /** @type {Record<string, string>} */ env = {}) {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, PORT: "", ...env } });
  after(() => child.kill()); // A process that fails to refuse its arguments would run for ever.
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (err += chunk));
  const exited = once(child, "close").then(([code]) => ({ code, out, err }));
  return { child, exited };
}

for (const port of ["abc", "0", "65534", "-1", "80.5", "1e3"]) {
  test(`PORT=${port} is refused with one sentence`, { timeout: 10_000 }, async () => {
    const { code, out, err } = await start([pageDirectory], { PORT: port }).exited;
    assert.deepEqual([code, out, err], [1, "", `PORT must be a whole number from 1 to 65533, not "${port}".\n`]);
  });
}

for (const [name, value, message] of /** @type {const} */ ([
  ["SANDBOX_CONNECTOR", "broken", "one of onboarded, onboarding, notOnboarded, none"],
  ["SANDBOX_FILTERS", "none", "one of documented, contains, ignored"],
  ["SANDBOX_THROTTLED", "yes", "one of header, body, none"],
  ["SANDBOX_GRAPH_AHEAD_MINUTES", "61", "a whole number from 0 to 60"],
  ["SANDBOX_DEVICES", "100001", "a whole number from 0 to 100000"],
  ["SANDBOX_STEP_MS", "2s", "a whole number from 0 to 60000"],
])) {
  test(`${name}=${value} is refused with one sentence`, { timeout: 10_000 }, async () => {
    const { code, out, err } = await start([pageDirectory], { [name]: value }).exited;
    assert.deepEqual([code, out, err], [1, "", `${name} must be ${message}, not "${value}".\n`]);
  });
}

test("a directory without a page is refused with one sentence", async () => {
  const { code, err } = await start([empty]).exited;
  assert.deepEqual([code, err], [1, `There is no built page in "${empty}": it has no index.html.\n`]);
});

test("without a directory, the command prints its usage", async () => {
  const { code, err } = await start([]).exited;
  assert.equal(code, 1);
  assert.match(err, /^Usage: .*\n$/);
});

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  // Windows has no signals: `kill` terminates a process at once.
  const skip = process.platform === "win32";
  test(`the command prints the page's URL and the port that was taken, and exits on ${signal}`, { skip }, async () => {
    const occupier = createServer().listen(0, "127.0.0.1");
    await once(occupier, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (occupier.address());
    const { child, exited } = start([pageDirectory], { PORT: String(Math.min(port, 65533)) });
    child.stdout.on("data", (chunk) => String(chunk).includes("Nora") && child.kill(signal));
    const { code, out, err } = await exited;
    occupier.close();
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /Open http:\/\/localhost:\d+\/ – .* are local stand-ins\. Ctrl\+C stops them\./);
    assert.match(out, /Port \d+ is taken, so the page server uses \d+\./);
    for (const name of ["Ada", "Борис", "Nora"]) assert.ok(out.includes(name));
  });
}

/** A port that is free, with two free ports after it. */
async function threeFreePorts() {
  for (;;) {
    const first = randomInt(20_000, 32_000);
    const probes = [0, 1, 2].map((offset) => createServer().listen(first + offset, "127.0.0.1"));
    const listening = await Promise.allSettled(probes.map((probe) => once(probe, "listening")));
    await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
    if (listening.every(({ status }) => status === "fulfilled")) return first;
  }
}

test("--sandbox-only serves the stand-ins on fixed ports, without a page", { timeout: 20_000 }, async () => {
  const first = await threeFreePorts();
  const { child, exited } = start(["--sandbox-only"], { PORT: String(first) });
  await new Promise((resolve) =>
    child.stdout.on("data", (chunk) => String(chunk).includes("Lena") && resolve(undefined)),
  );
  const [entra, graph] = [1, 2].map((offset) => `http://127.0.0.1:${first + offset}`);
  assert.equal((await fetch(`${entra}/organizations/v2.0/.well-known/openid-configuration`)).status, 200);
  assert.equal((await fetch(`${graph}/v1.0/deviceManagement/managedDevices`)).status, 401);
  await assert.rejects(fetch(`http://127.0.0.1:${first}/`));
  child.kill("SIGTERM");
  const { out, err } = await exited;
  assert.equal(err, "");
  assert.ok(out.includes(`"${entra}"`) && out.includes(`"${graph}"`));
});

test("--sandbox-only does not move from a taken port", { timeout: 20_000 }, async () => {
  const first = await threeFreePorts();
  const occupier = createServer().listen(first + 2, "127.0.0.1");
  await once(occupier, "listening");
  const { code, out, err } = await start(["--sandbox-only"], { PORT: String(first) }).exited;
  occupier.close();
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, new RegExp(`^Port ${first + 2} is taken, .* PORT=.*\\n$`));
});
