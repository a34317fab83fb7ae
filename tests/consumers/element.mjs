// @ts-check
/** Portals in React and Angular with two elements, with the sandbox and under the policy of the page. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { startSandbox } from "../../sandbox/sandbox.mjs";
import { PERMISSIONS } from "../../sandbox/tenant/people.mjs";
import { device } from "../element/support.mjs";
import { ANGULAR_FILES, QUIET } from "./frameworks.mjs";
import { html } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The devices of the address, the origin of Graph, and a token function that a test can refuse. */
const SETTINGS = `
export const devices = new URLSearchParams(location.search).getAll("device");
export const { sandbox } = await (await fetch("config.json")).json();
export const options = { origin: sandbox.graph };
export const getToken = async () => {
  if (globalThis.isSignedOut) throw Object.assign(new Error("interaction"), { name: "InteractionRequiredAuthError" });
  return globalThis.accessToken;
};
`;

/**
 * Serves a built portal with the sandbox, and drives its elements.
 *
 * @param {string} directory @param {import("./workspace.mjs").Workspace} workspace
 */
async function drive(directory, workspace) {
  const sandbox = await startSandbox({ pageDirectory: directory, stepMs: 100 });
  const context = await (await workspace.browser()).newContext({ locale: "en-GB", reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      // Graph's 429, and the empty icon of the test's own page.
      if (message.type() === "error" && !/429|'data:,'/.test(message.text())) errors.push(message.text());
    });
    const { tokens } = sandbox.entra;
    const ada = sandbox.tenant.accounts.find(({ displayName }) => displayName === "Ada Winter");
    assert.ok(ada);
    const accessToken = await tokens.sign(tokens.accessTokenClaims(ada, [PERMISSIONS.readWriteDevices]));
    await page.addInitScript((token) => void Object.assign(globalThis, { accessToken: token }), accessToken);
    const open = async (/** @type {string[]} */ ...names) => {
      const search = new URLSearchParams(names.map((name) => ["device", device(name)]));
      await page.goto(`${sandbox.page.origin}/?${search}`);
      return names.map((name) => page.locator(`remote-assistance[managed-device-id="${device(name)}"]`));
    };
    const press = (/** @type {import("playwright-core").Locator} */ element) =>
      element.getByRole("button", { name: "Request remote assistance" }).click();
    const heading = (/** @type {import("playwright-core").Locator} */ element, /** @type {string} */ name) =>
      element.getByRole("heading", { name }).waitFor();
    const assertAccessible = async () => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => Reflect.get(globalThis, "axe").run());
      assert.deepEqual(
        violations.map((/** @type {any} */ { id, nodes }) => [id, nodes[0].html]),
        [],
      );
    };

    const [ready, failing] = await open("DEMO-READY-SOON", "DEMO-FAILS");
    assert.ok(ready && failing);
    await press(ready);
    await press(failing);
    await ready.getByRole("link", { name: "Open session" }).waitFor();
    await heading(failing, "The session could not be created");
    // The portal's own handler has received the event.
    await page.getByText(`ready ${device("DEMO-READY-SOON")}`).waitFor();
    await assertAccessible();

    const [signedOut, throttled] = await open("DEMO-READY-SLOWLY", "DEMO-THROTTLED-FOR-LONG");
    assert.ok(signedOut && throttled);
    await page.evaluate(() => void Object.assign(globalThis, { isSignedOut: true }));
    await press(signedOut);
    await heading(signedOut, "Your sign-in could not be renewed");
    await page.evaluate(() => void Object.assign(globalThis, { isSignedOut: false }));
    await press(throttled);
    await heading(throttled, "Too many requests from your tenant");
    await assertAccessible();
    const posts = sandbox.log.filter({ server: "graph", method: "POST" });
    assert.equal(posts.length, 3);
    assert.deepEqual(errors, []);
    return "ready, failed, sign in again, throttled";
  } finally {
    await context.close();
    await sandbox.close();
  }
}

/** @type {Omit<Cell, "files" | "build">} */
const DRIVEN = {
  tool: "",
  layout: "./element, two on a page, driven to four states",
  expected: "ready, failed, sign in again, throttled",
  run: ({ at }, _, workspace) => drive(at("out"), workspace),
};

/** @type {Cell} */
const REACT = {
  ...DRIVEN,
  tool: "React 19, StrictMode",
  files: {
    "index.html": html("./portal.jsx").replace("<body>", '<body><div id="root"></div>'),
    "settings.js": SETTINGS,
    "vite.config.js": 'export default { esbuild: { jsx: "automatic" } };\n',
    "portal.jsx": `
import "intune-remote-assistance/element";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { devices, getToken, options } from "./settings.js";

function App() {
  const [said, say] = useState("");
  return (
    <main>
      <h1>Portal</h1>
      {devices.map((id) => (
        <remote-assistance
          key={id}
          managed-device-id={id}
          token={() => getToken()}
          options={{ ...options }}
          onremote-assistance-ready={({ detail }) => say("ready " + detail.request.ids.managedDeviceId)}
        />
      ))}
      <p>{said}</p>
    </main>
  );
}
createRoot(document.getElementById("root")).render(<StrictMode><App /></StrictMode>);
`,
  },
  build: async ({ node }, workspace) =>
    void (await node([
      `${workspace.tool("vite")}/bin/vite.js`,
      ...["build", "--outDir", "out", "--logLevel", "error", "--target", "es2022"],
    ])),
};

/** @type {Cell} */
const ANGULAR = {
  ...DRIVEN,
  tool: "Angular CLI 20",
  files: {
    ...ANGULAR_FILES,
    // The policy of the page forbids <base>.
    "src/index.html": ANGULAR_FILES["src/index.html"]?.replace('<base href="/">', "") ?? "",
    "src/settings.ts": `// @ts-nocheck\n${SETTINGS.replace(/export const \{ sandbox \}[^\n]*\n/, "").replace(
      "export const options = { origin: sandbox.graph };",
      "export const options = {};\nexport const load = async () => { options.origin = (await (await fetch('config.json')).json()).sandbox.graph; };",
    )}`,
    "src/main.ts": `
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZoneChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import "intune-remote-assistance/element";
import type { RemoteAssistanceEventMap } from "intune-remote-assistance/element";
import { devices, getToken, load, options } from "./settings";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <main>
      <h1>Portal</h1>
      @for (id of devices; track id) {
        <remote-assistance
          [attr.managed-device-id]="id"
          [token]="getToken"
          [options]="options"
          (remote-assistance-ready)="opened($event)"
        ></remote-assistance>
      }
      <p>{{ said() }}</p>
    </main>
  \`,
})
class App {
  readonly devices: string[] = devices;
  readonly getToken = getToken;
  readonly options = options;
  readonly said = signal("");
  opened({ detail }: RemoteAssistanceEventMap["remote-assistance-ready"]): void {
    this.said.set("ready " + detail.request.ids.managedDeviceId);
  }
}
void load().then(() => bootstrapApplication(App, { providers: [provideZoneChangeDetection()] }));
`,
  },
  build: async ({ node }, workspace) =>
    void (await node([`${workspace.tool("@angular/cli")}/bin/ng.js`, "build"], QUIET)),
};

/** @returns {Cell[]} */
export function elementCells() {
  return [REACT, ANGULAR];
}
