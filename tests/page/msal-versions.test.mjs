// @ts-check
/** `tokenFromMsal` (js/msal.ts) with the real MSAL.js 3, 4 and 5, the stand-in for Entra ID, and a request to Graph. */
import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { tenant } from "../../sandbox/tenant.mjs";
import { chooseAccount, launch, openBlankPage, posts, setClocksForward } from "./support.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const HOUR_MS = 3_600_000;

const laptop = tenant.samples.find(({ scope }) => scope === "deviceManagement")?.ids.managedDeviceId ?? "";

/**
 * A portal: one button that requests a session, and a line that says what came of it.
 *
 * @param {string} msal  the name of the package
 */
const portal = (msal) => `
  import { PublicClientApplication } from "${msal}";
  import { requestRemoteAssistance } from "intune-remote-assistance";
  import { tokenFromMsal } from "intune-remote-assistance/msal";
  const { clientId, tenant, sandbox } = await (await fetch("config.json")).json();
  const base = sandbox.entra + "/" + tenant;
  const { host } = new URL(base);
  const msal = new PublicClientApplication({
    auth: {
      clientId, redirectUri: location.origin + "/", clientCapabilities: ["CP1"],
      authority: "https://" + host + "/" + tenant, knownAuthorities: [host],
      authorityMetadata: JSON.stringify({
        authorization_endpoint: base + "/oauth2/v2.0/authorize", token_endpoint: base + "/oauth2/v2.0/token",
        end_session_endpoint: base + "/oauth2/v2.0/logout", jwks_uri: base + "/discovery/v2.0/keys", issuer: base + "/v2.0",
      }),
    },
    // The policy forbids the hidden frame that MSAL tries last. It would wait for ten seconds.
    system: { iframeHashTimeout: 500, iframeBridgeTimeout: 500 },
  });
  await msal.initialize();
  const arrival = await msal.handleRedirectPromise();
  const token = tokenFromMsal(msal, { interaction: "redirect", onInteraction: () => (status.textContent = "leaving") });
  const status = document.querySelector("p");
  const button = document.querySelector("button");
  button.onclick = async () => {
    status.textContent = "requesting";
    try {
      await requestRemoteAssistance("deviceManagement", { managedDeviceId: "${laptop}" }, token, { origin: sandbox.graph });
      status.textContent = "accepted";
    } catch (error) {
      status.textContent = error.code + " " + error.cause?.errorCode;
    }
  };
  status.textContent = arrival === null ? "ready" : "signed in";
`;

for (const [version, name] of /** @type {const} */ ([
  [3, "msal-browser-3"],
  [4, "msal-browser-4"],
  [5, "@azure/msal-browser"],
])) {
  test(`MSAL.js ${version}: sign-in by redirect, a silent token, a renewal, and a sign-in when it has expired`, async (t) => {
    const directory = await mkdtemp(join(tmpdir(), "portal-"));
    t.after(() => rm(directory, { recursive: true }));
    await build({
      stdin: { contents: portal(name), resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
      bundle: true,
      format: "esm",
      outfile: join(directory, "portal.js"),
      logLevel: "error",
    });
    await cp(new URL("../../www/icon.svg", import.meta.url), join(directory, "icon.svg"));
    await writeFile(
      join(directory, "index.html"),
      '<!doctype html><link rel="icon" href="icon.svg"><button>Request</button><p></p><script type="module" src="portal.js"></script>',
    );
    const { sandbox, page } = await openBlankPage(t, browser, {
      pageDirectory: directory,
      expectedErrors: /status of 40[01]|frame/i,
    });
    const says = (/** @type {string} */ text) => page.locator("p", { hasText: text }).waitFor();
    const press = () => page.getByRole("button", { name: "Request" }).click();
    await page.goto(`${sandbox.page.origin}/`);
    await says("ready");

    // Nobody is signed in: the page is left, and nothing is sent.
    await press();
    await chooseAccount(page, "Ada");
    await says("signed in");
    assert.equal(posts(sandbox).length, 0);

    await press();
    await says("accepted");
    assert.equal(posts(sandbox).length, 1);

    // The token has expired: MSAL renews it.
    const renewals = () => sandbox.log.filter({ server: "entra", method: "POST" }).length;
    const before = renewals();
    await setClocksForward({ sandbox, page }, 2 * HOUR_MS);
    await press();
    await says("accepted");
    assert.ok(renewals() > before);
    assert.equal(posts(sandbox).length, 2);

    // Entra ID asks for a sign-in: the page is left, and nothing is sent.
    await setClocksForward({ sandbox, page }, 2 * HOUR_MS);
    sandbox.entra.revokeRefreshTokens();
    await press();
    await chooseAccount(page, "Ada");
    await says("signed in");
    assert.equal(posts(sandbox).length, 2);
    await press();
    await says("accepted");
    assert.equal(posts(sandbox).length, 3);

    // Graph asks for a newer token: MSAL gets one for the claims.
    const revoke = async (/** @type {{ interaction?: boolean }} */ revocation) => {
      await setClocksForward({ sandbox, page }, 2_000);
      sandbox.sessions.revoke(revocation);
      await setClocksForward({ sandbox, page }, 2_000);
    };
    await revoke({});
    await press();
    await says("accepted");
    const statuses = posts(sandbox).map(({ status }) => status);
    assert.deepEqual(statuses.slice(-2), [401, 204]);

    // Entra ID wants to see the admin for it: the claims are part of the sign-in.
    await revoke({ interaction: true });
    await press();
    await chooseAccount(page, "Ada");
    await says("signed in");
    const asked = sandbox.log
      .filter({ server: "entra", method: "GET" })
      .filter(({ url }) => url.includes("/authorize"));
    assert.match(decodeURIComponent(asked.at(-1)?.url ?? ""), /"nbf":\{"essential":true/);
    await press();
    await says("accepted");
  });
}
