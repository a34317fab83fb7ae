// @ts-check
/** Starts the two clients that make the lab's calls: a Node process and a page in Chromium. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createClock } from "../../sandbox/clock.mjs";
import { createRequestLog } from "../../sandbox/request-log.mjs";
import { openServer } from "../../sandbox/server.mjs";
import { createStaticHost } from "../../sandbox/static-host.mjs";
import { ARGUMENTS, executablePath, PATIENCE_MS } from "../page/support.mjs";

/**
 * @typedef {import("./caller.mjs").Order} Order
 * @typedef {import("./caller.mjs").Seen} Seen
 *
 * @typedef {object} Client
 * @property {import("./expected.mjs").ClientName} name
 * @property {string} version
 * @property {(order: Order) => Promise<Seen>} call
 * @property {() => Promise<string>} shown  all text of its console and of its page
 * @property {() => string} uncaughtErrors  its reports of uncaught errors
 * @property {() => Promise<void>} close
 */

const beside = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Starts a Node process that trusts the certificate.
 *
 * @param {import("./certificate.mjs").Certificate} certificate
 * @returns {Promise<Client>}
 */
export async function startNode({ cert }) {
  const directory = await mkdtemp(join(tmpdir(), "fault-lab-"));
  const trusted = join(directory, "trusted.pem");
  await writeFile(trusted, cert);
  const child = fork(beside("node-client.mjs"), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
    execArgv: [],
    serialization: "advanced", // JSON has no undefined
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  // The client writes nothing by itself, so all output reports an error.
  let console = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (console += text));
  /** @type {Map<number, { resolve: (seen: Seen) => void, reject: (reason: Error) => void }>} */
  const waiting = new Map();
  let calls = 0;
  const gone = once(child, "exit").then(async () => {
    await rm(directory, { recursive: true });
    for (const { reject } of waiting.values()) reject(new Error(`the client has ended: ${console}`));
  });
  await Promise.race([once(child, "message"), gone.then(() => Promise.reject(new Error(`no client: ${console}`)))]);
  child.on("message", (/** @type {{ id: number, seen: Seen }} */ { id, seen }) => {
    waiting.get(id)?.resolve(seen);
    waiting.delete(id);
  });
  return {
    name: "node",
    version: `Node ${process.versions.node}, undici ${process.versions.undici}`,
    call: (order) =>
      new Promise((resolve, reject) => {
        const id = ++calls;
        waiting.set(id, { resolve, reject });
        child.send({ id, order });
      }),
    shown: async () => console,
    uncaughtErrors: () => console,
    close: async () => {
      if (child.connected) child.disconnect();
      child.kill();
      await gone;
    },
  };
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Fault lab</title><ol id="errors"></ol>
<script type="module">
  import { createCaller } from "./caller.js";
  import * as pack from "./index.js";
  await pack.init();
  const call = createCaller(pack, (value) => {
    // A portal may write an error to the console or into its page.
    console.log(value);
    const item = document.createElement("li");
    item.textContent = \`\${value} \${value?.stack} \${JSON.stringify(value)}\`;
    document.querySelector("#errors").append(item);
    return item.textContent;
  });
  globalThis.labCall = call;
</script>`;

/**
 * Starts Chromium with a page that trusts the certificate.
 *
 * @param {import("./certificate.mjs").Certificate} certificate
 * @returns {Promise<Client>}
 */
export async function startChromium({ spki }) {
  const host = await openServer({
    name: "page",
    host: "localhost",
    port: 0,
    log: createRequestLog(),
    clock: createClock(),
  });
  const overrides = { "/index.html": PAGE, "/caller.js": await readFile(beside("caller.mjs"), "utf8") };
  const directory = dirname(fileURLToPath(import.meta.resolve("intune-remote-assistance")));
  host.serve(createStaticHost({ directory, headers: {}, overrides }).handle);
  const args = [...ARGUMENTS, `--ignore-certificate-errors-spki-list=${spki}`];
  const browser = await chromium.launch({ executablePath, args });
  const close = async () => {
    await browser.close();
    await host.close();
  };
  const page = await browser.newPage();
  let console = "";
  let uncaught = "";
  page.on("console", (message) => (console += `${message.text()}\n`));
  page.on("pageerror", (error) => (uncaught += `${error.stack}\n`));
  try {
    await page.goto(`${host.origin}/`);
    await page.waitForFunction(() => "labCall" in globalThis, undefined, { timeout: PATIENCE_MS });
  } catch (error) {
    await close();
    throw new Error(`the page did not start: ${console}${uncaught}`, { cause: error });
  }
  return {
    name: "chromium",
    version: `Chromium ${browser.version()}`,
    call: (order) => page.evaluate((given) => /** @type {any} */ (globalThis).labCall(given), order),
    shown: async () => console + uncaught + (await page.content()),
    uncaughtErrors: () => uncaught,
    close,
  };
}
