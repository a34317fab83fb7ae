// @ts-check
/** Calls the package in a page or a worker under a given Content-Security-Policy, with a server for Graph on another origin. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { PATIENCE_MS } from "./support.mjs";

/**
 * @typedef {object} Report  of the page or the worker
 * @property {{ status?: number, code?: string, outcome?: string, attempts: number, message?: string }} end  the call's receipt or error
 * @property {string[]} violations  the violated directives, each with the blocked URI
 */

/** The script of the page and of the worker. The browser loads it itself: evaluate() would bypass the policy. */
const SCRIPT = `
const inWorker = typeof document === "undefined";
const violations = [];
self.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective + " " + event.blockedURI));
const given = new URL(import.meta.url).searchParams;
async function call() {
  const { init, requestRemoteAssistance } = await import("./" + given.get("entry") + ".js");
  if (given.get("entry") === "slim") await init(fetch("remote_assistance.wasm"));
  return requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", { origin: given.get("graph") });
}
const end = await call().catch(({ code, outcome, attempts, message }) => ({ code, outcome, attempts, message }));
// Each violation event is a task. Chromium queues it before it settles the promise, so a message arrives after it.
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  port1.close();
  if (inWorker) self.postMessage({ end, violations });
  else self.report = { end, violations };
};
port2.postMessage(0);
`;

/** Starts the script as a worker and keeps its report. */
const STARTER = `
const violations = [];
self.addEventListener("securitypolicyviolation", (event) => violations.push("page: " + event.effectiveDirective));
const worker = new Worker("script.js" + new URL(import.meta.url).search, { type: "module" });
worker.onerror = () => { throw new Error("the worker failed"); };
worker.onmessage = ({ data }) => { self.report = { end: data.end, violations: [...violations, ...data.violations] }; };
`;

/** The `Worker` constructor is a Trusted Types sink, so a page with `trusted-types 'none'` cannot start a worker. */
const STARTERS_POLICY = "default-src 'none'; script-src 'self'";

/** @type {Record<string, string>} */
const TEXTS = { "script.js": SCRIPT, "starter.js": STARTER, "favicon.ico": "" };
const TYPES = { js: "text/javascript", wasm: "application/wasm", html: "text/html" };

/**
 * Serves the page, the worker and Graph until the test ends.
 *
 * @param {import("node:test").TestContext} t
 * @param {(graph: string) => string} policyFor
 */
export async function serve(t, policyFor) {
  const listen = async (/** @type {import("node:http").RequestListener} */ listener) => {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => void (server.close(), server.closeAllConnections()));
    return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
  };
  let posts = 0;
  const graph = await listen((request, reply) => {
    if (request.method === "POST") posts++;
    reply.writeHead(204, { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization" }).end();
  });
  const policy = policyFor(graph);
  const page = await listen(async ({ url = "" }, reply) => {
    const { pathname, search } = new URL(url, "http://page");
    const name = pathname.slice(1);
    const extension = /** @type {keyof typeof TYPES} */ (name.split(".").at(-1));
    // The policy of a worker comes with the worker's script, not with the page.
    const own = name === "worker.html" ? STARTERS_POLICY : policy;
    reply.setHeader("content-security-policy", own).setHeader("content-type", TYPES[extension] ?? "text/plain");
    if (extension === "html") {
      const script = name === "page.html" ? "script.js" : "starter.js";
      reply.end(
        `<!doctype html><title>${script}</title><script type="module" src="${script}${search.replaceAll("&", "&amp;")}"></script>`,
      );
    } else {
      reply.end(TEXTS[name] ?? (await readFile(new URL(`../../dist/${name}`, import.meta.url))));
    }
  });
  return { page, graph, posts: () => posts };
}

/**
 * Makes one call under a policy.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {{ entry: "index" | "slim", where: "page" | "worker", policy: (graph: string) => string }} chosen
 * @returns {Promise<Report & { posts: number, errors: string[] }>}
 */
export async function callUnderPolicy(t, browser, { entry, where, policy }) {
  const { page, graph, posts } = await serve(t, policy);
  const tab = await browser.newPage();
  t.after(() => tab.close());
  /** @type {string[]} */
  const errors = [];
  const broken = new Promise((_, reject) => tab.on("pageerror", reject));
  tab.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  await tab.goto(`${page}/${where}.html?entry=${entry}&graph=${encodeURIComponent(graph)}`);
  const reported = tab.waitForFunction(() => Reflect.get(globalThis, "report"), null, {
    polling: 50,
    timeout: PATIENCE_MS,
  });
  const report = await Promise.race([reported, broken]);
  return { .../** @type {Report} */ (await report.jsonValue()), posts: posts(), errors };
}
