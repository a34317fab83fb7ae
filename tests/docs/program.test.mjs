// @ts-check
/** The README's shortest program, in Chromium with the sandbox, under the policy that the README states. */
import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { chooseAccount, launch, openBlankPage, posts } from "../page/support.mjs";
import { ROOT, readDocument } from "./documents.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "program-"));
  await copyFile(join(ROOT, "www/icon.svg"), join(folder, "icon.svg"));
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** The block of a document that contains a text. @param {string} document @param {string} part */
function blockWith(document, part) {
  const found = readDocument(document).blocks.filter(({ code }) => code.includes(part));
  assert.equal(found.length, 1, `${document}: one block contains ${part}`);
  return found[0]?.code ?? "";
}

/** @param {string} text @param {string | RegExp} from @param {string} to */
function replaced(text, from, to) {
  assert.ok(text.search(from) >= 0, `the text contains ${from}`);
  return text.replace(from, to);
}

/**
 * Writes a page with a script under the policy that the README states. The host of the sandbox sends the policy of the helpdesk
 * page besides. Both count.
 *
 * @param {string} name  of the page and of its script
 * @param {string} code
 * @param {import("../page/support.mjs").Sandbox} sandbox
 */
async function writePage(name, code, sandbox) {
  const readme = readDocument("README.md").prose;
  const policy = /`(script-src 'self' 'wasm-unsafe-eval'; connect-src [^`]+)`/.exec(readme)?.[1];
  assert.ok(policy, "the README states the policy of the program");
  const own = policy
    .replace("https://graph.microsoft.com", sandbox.graph.origin)
    .replace("https://login.microsoftonline.com", sandbox.entra.origin);
  await build({
    stdin: { contents: code, loader: "ts", resolveDir: ROOT },
    bundle: true,
    format: "esm",
    outfile: join(folder, `${name}.js`),
    logLevel: "warning",
  });
  const meta = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; ${own}">`;
  const icon = '<link rel="icon" href="icon.svg">';
  const html = `<!doctype html>${meta}<title>Portal</title>${icon}<body><script type="module" src="${name}.js"></script>`;
  await writeFile(join(folder, `${name}.html`), html);
}

/** The program as docs/sandbox.md changes it, with the addresses of this sandbox. @param {import("../page/support.mjs").Sandbox} sandbox */
function programFor(sandbox) {
  let settings = blockWith("docs/sandbox.md", "authorityMetadata");
  settings = replaced(settings, "http://127.0.0.1:4281", sandbox.entra.origin);
  settings = replaced(settings, "http://127.0.0.1:4282", sandbox.graph.origin);
  const program = replaced(blockWith("README.md", "new PublicClientApplication"), /const auth = \{[^}]*\};\n/, "");
  return replaced(program, /const options = \{\};.*\n/, settings);
}

/** @param {import("node:test").TestContext} t @param {RegExp} [expectedErrors] */
const openSandbox = (t, expectedErrors) =>
  openBlankPage(t, browser, { pageDirectory: folder, stepMs: 100, expectedErrors });

/** @param {import("node:test").TestContext} t @param {RegExp} [expectedErrors]  on the console, where the program shows the causes */
async function openProgram(t, expectedErrors) {
  const opened = await openSandbox(t, expectedErrors);
  await writePage("index", programFor(opened.sandbox), opened.sandbox);
  await opened.page.goto(`${opened.sandbox.page.origin}/`);
  return opened;
}

/** @param {import("../page/support.mjs").Sandbox} sandbox @param {string} name */
const deviceId = (sandbox, name) => sandbox.tenant.devices.find(({ deviceName }) => deviceName === name)?.id ?? "";

/** @param {import("playwright-core").Page} page @param {string} id */
async function request(page, id) {
  await page.getByPlaceholder("Intune device ID").fill(id);
  await page.getByRole("button", { name: "Request a session" }).click();
}

test("signs in, requests a session, and shows its link", { timeout: 120_000 }, async (t) => {
  const { sandbox, page } = await openProgram(t);
  await chooseAccount(page, "Ada");
  // The id that docs/sandbox.md recommends.
  const recommended = /A device ID to begin with is `([^`]+)`/.exec(readDocument("docs/sandbox.md").prose)?.[1];
  assert.equal(recommended, deviceId(sandbox, "DEMO-READY-SOON"));
  await request(page, recommended);
  const link = page.getByRole("link", { name: "Open the session" });
  await link.waitFor();
  assert.match((await link.getAttribute("href")) ?? "", /^https:\/\//);
  assert.deepEqual(
    [await link.getAttribute("target"), await link.getAttribute("rel")],
    ["_blank", "noopener noreferrer"],
  );
  assert.equal(posts(sandbox).length, 1);
});

test("says why there is no session", { timeout: 120_000 }, async (t) => {
  const { sandbox, page } = await openProgram(t, /^RemoteAssistanceError: ids\.managedDeviceId/);
  await chooseAccount(page, "Ada");
  await request(page, deviceId(sandbox, "DEMO-CANCELED"));
  await page.getByText(/cancel/i).waitFor();
  await request(page, "..");
  await page.getByText("ids.managedDeviceId").waitFor();
  assert.equal(posts(sandbox).length, 1);
});

test("shows the refusal of a sign-in", { timeout: 120_000 }, async (t) => {
  const { sandbox, page } = await openProgram(t);
  await chooseAccount(page, "Nora");
  await page.getByText("AADSTS").waitFor();
  assert.equal(posts(sandbox).length, 0);
});

test("signs in with a popup and the redirect bridge of docs/msal.md", { timeout: 120_000 }, async (t) => {
  const { sandbox, page } = await openSandbox(t);
  // The sandbox knows one redirect URI. So the bridge is there, and the portal is at another address.
  await writePage("index", blockWith("docs/msal.md", "broadcastResponseToMainFrame"), sandbox);
  let program = replaced(programFor(sandbox), /.*msal\.loginRedirect.*\n/, "");
  program = replaced(program, 'interaction: "redirect"', 'interaction: "popup"');
  await writePage("portal", program, sandbox);
  await page.goto(`${sandbox.page.origin}/portal.html`);
  const opening = page.waitForEvent("popup");
  await request(page, deviceId(sandbox, "DEMO-READY-SOON"));
  const popup = await opening;
  await chooseAccount(popup, "Ada");
  await page.getByRole("link", { name: "Open the session" }).waitFor();
  assert.equal(page.url(), `${sandbox.page.origin}/portal.html`);
  assert.equal(posts(sandbox).length, 1);
});
