// @ts-check
/** A portal with `<remote-assistance>`, without a bundler, under the page's Content-Security-Policy, and with the sandbox. */
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PERMISSIONS } from "../../sandbox/tenant/people.mjs";
import { tenant } from "../../sandbox/tenant.mjs";
import { openBlankPage } from "../page/support.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {Awaited<ReturnType<typeof openPortal>>} Portal */
/** @typedef {{ name: string, target: string, detail: any }} Heard */

/** Defines the element, gives each the sandbox's origin, and records the events that reach the document. */
const PORTAL = `
const { forgetRequests } = await import(new URL(import.meta.url).searchParams.get("late") ? "./late.js" : "./element.js");
const { sandbox } = await (await fetch("config.json")).json();
const heard = [];
for (const name of ["progress", "ready", "error"])
  document.addEventListener("remote-assistance-" + name, ({ target, detail }) => {
    const { request, progress, url, session, error } = detail;
    const told = { phase: progress?.phase, url, ended: session?.ended, code: error?.code, outcome: error?.outcome };
    heard.push({ name, target: target.id, detail: JSON.parse(JSON.stringify({ device: request.ids.managedDeviceId, ...told })) });
    globalThis.lastProgress = progress ?? globalThis.lastProgress;
  });
const setUp = (element, token) => {
  element.options = { origin: sandbox.graph };
  element.token = token;
  return element;
};
Object.assign(globalThis, { heard, setUp, forgetRequests });
globalThis.portal = true;
`;

/**
 * Opens a portal. Everything is closed when the test ends, and an error in the console fails the test.
 *
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").Browser} browser
 * @param {string} body  the portal's own HTML
 * @param {Parameters<typeof openBlankPage>[2] & { lang?: string, head?: string, isLate?: boolean, hasToken?: boolean }} [options]
 *   `isLate`: the element is defined only when `define` is called; `hasToken: false`: the elements get no token
 */
export async function openPortal(
  t,
  browser,
  body,
  { lang = "en", head = "", isLate, hasToken = true, ...options } = {},
) {
  const directory = await mkdtemp(join(tmpdir(), "portal-"));
  t.after(() => rm(directory, { recursive: true }));
  await cp(new URL("../../dist", import.meta.url), directory, {
    recursive: true,
    filter: (path) => !/\.c?ts$/.test(path),
  });
  await cp(new URL("../../www/icon.svg", import.meta.url), join(directory, "icon.svg"));
  await writeFile(join(directory, "portal.js"), PORTAL);
  await writeFile(join(directory, "late.js"), "globalThis.define = () => import('./element.js');");
  await writeFile(
    join(directory, "index.html"),
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Portal</title><link rel="icon" href="icon.svg">
    ${head}<main><h1>Portal</h1>${body}</main><script type="module" src="portal.js${isLate ? "?late=1" : ""}"></script></html>`,
  );
  const opened = await openBlankPage(t, browser, { pageDirectory: directory, stepMs: 100, ...options });
  const { sandbox, page } = opened;
  const ada = sandbox.tenant.accounts.find(({ displayName }) => displayName === "Ada Winter");
  if (ada === undefined) throw new Error("the tenant has no Ada Winter");
  const token = () =>
    sandbox.entra.tokens.sign(sandbox.entra.tokens.accessTokenClaims(ada, [PERMISSIONS.readWriteDevices]));
  const load = async () => {
    await page.goto(`${sandbox.page.origin}/`);
    await page.waitForFunction(() => "portal" in globalThis);
    if (!hasToken) return;
    await page.evaluate(
      (token) => {
        for (const element of document.querySelectorAll("remote-assistance"))
          Reflect.get(globalThis, "setUp")(element, token);
      },
      await token(),
    );
  };
  await load();
  return {
    ...opened,
    token,
    load,
    /** @returns {Promise<Heard[]>} */
    heard: () => page.evaluate(() => Reflect.get(globalThis, "heard")),
  };
}

/** The id of a sample device. @param {string} name */
export function device(name) {
  const found = tenant.devices.find(({ deviceName }) => deviceName === name);
  if (found === undefined) throw new Error(`the tenant has no ${name}`);
  return found.id;
}
