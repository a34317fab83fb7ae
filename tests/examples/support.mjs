// @ts-check
/** Serves the built examples (xtask/src/build/examples.rs), and Chromium with the sandbox that they are configured for. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startStandIns } from "../../sandbox/stand-ins.mjs";
import { ARGUMENTS, executablePath, PATIENCE_MS } from "../page/support.mjs";

const BUILT = fileURLToPath(new URL("../../target/examples/", import.meta.url));

/** The ports that the examples are configured for: those of `npm start -- --sandbox-only`. */
const ENTRA_PORT = 4281;
const GRAPH_PORT = 4282;

/** The commands that serve an example, with the folder of the command and its arguments. Port 0 is any free port. */
const VITE = ["vite/bin/vite.js", "--host", "localhost", "--port", "0"];
const SERVERS = {
  plain: ["sirv-cli/bin.js", ".", "--host", "localhost", "--port", "0"],
  react: [VITE[0], "preview", ...VITE.slice(1)],
  "react in development": VITE,
  slim: [VITE[0], "preview", ...VITE.slice(1)],
  // The build of Angular has no server. A web server gives index.html for the routes of the app.
  angular: [
    "../../plain/node_modules/sirv-cli/bin.js",
    "dist/portal/browser",
    "--single",
    "--host",
    "localhost",
    "--port",
    "0",
  ],
  next: ["next/dist/bin/next", "start", "--hostname", "localhost", "--port", "0"],
};

/** @typedef {keyof typeof SERVERS} ExampleName */
/** @typedef {Awaited<ReturnType<typeof openSandbox>>} OpenSandbox */

/**
 * Serves an example with its own tool until the test ends, and returns its origin.
 *
 * @param {import("node:test").TestContext} t
 * @param {ExampleName} name
 */
export async function serve(t, name) {
  const folder = join(BUILT, name.split(" ", 1)[0] ?? "");
  assert.ok(existsSync(folder), "The examples are not built: run `cargo xtask examples`.");
  const [command = "", ...args] = SERVERS[name];
  const child = spawn(process.execPath, [join(folder, "node_modules", command), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
  });
  t.after(() => child.kill());
  let output = "";
  const origin = await new Promise((/** @type {(origin: string) => void} */ resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const [address] = /http:\/\/localhost:[1-9]\d*/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => reject(new Error(`${name} ended:\n${output}`)));
  });
  // Next prints its address before it listens there.
  for (let answers = false; !answers; ) {
    answers = await fetch(origin).then(
      () => true,
      () => delay(50, false, { signal: t.signal }),
    );
  }
  return origin;
}

/**
 * Starts the stand-ins on free ports, and a Chromium that finds them at the ports that the examples name. Several sandboxes can run
 * at a time on one machine.
 */
export async function openSandbox() {
  const standIns = await startStandIns({ redirectUris: "loopback", stepMs: 0 });
  const portOf = (/** @type {{ origin: string }} */ { origin }) => new URL(origin).port;
  const rules = [
    `MAP 127.0.0.1:${ENTRA_PORT} 127.0.0.1:${portOf(standIns.entra)}`,
    `MAP 127.0.0.1:${GRAPH_PORT} 127.0.0.1:${portOf(standIns.graph)}`,
    "MAP * ~NOTFOUND",
    "EXCLUDE localhost",
  ];
  const args = ARGUMENTS.filter((argument) => !argument.startsWith("--host-resolver-rules="));
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--host-resolver-rules=${rules.join(", ")}`],
  });
  return {
    ...standIns,
    browser,
    close: async () => {
      await browser.close();
      await standIns.close();
    },
  };
}

/**
 * Opens a page in a new browser profile. A test that leaves an error in the console fails.
 *
 * @param {import("node:test").TestContext} t
 * @param {OpenSandbox} sandbox
 * @param {RegExp} expectedErrors
 */
export async function openPage(t, { browser }, expectedErrors) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !expectedErrors.test(message.text())) errors.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, [], "the browser's console");
  });
  return page;
}
