// @ts-check
/** Frameworks with a build of their own. Two of them render the page on a server first, and so import the package there. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { assertCopies, runPage, runServed } from "./pages.mjs";
import { portal } from "./portal.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */

/** No framework reports how it is used. */
export const QUIET = { NG_CLI_ANALYTICS: "false", NEXT_TELEMETRY_DISABLED: "1" };

/** The module that all of them share: it only defines `run`. */
const RUN = portal({ then: "export { run };" });

/** @type {Record<string, string>} */
export const ANGULAR_FILES = {
  "angular.json": JSON.stringify({
    version: 1,
    projects: {
      portal: {
        projectType: "application",
        root: "",
        sourceRoot: "src",
        architect: {
          build: {
            builder: "@angular/build:application",
            options: {
              browser: "src/main.ts",
              index: "src/index.html",
              polyfills: ["zone.js"],
              tsConfig: "tsconfig.json",
              outputPath: { base: "out", browser: "" },
              outputHashing: "none",
              optimization: { scripts: true, styles: { minify: true, inlineCritical: false }, fonts: false },
            },
          },
        },
      },
    },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      ...{ target: "es2022", module: "preserve", moduleResolution: "bundler", lib: ["es2022", "dom"], types: [] },
      ...{ strict: true, skipLibCheck: false, experimentalDecorators: true, importHelpers: true },
    },
    files: ["src/main.ts"],
  }),
  "src/index.html":
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><base href="/"><link rel="icon" href="data:,"></head><body><app-root></app-root></body></html>\n',
  "src/run.ts": `// @ts-nocheck\n${RUN}`,
  // Angular's zone watches the calls of the button's handler, and so of the package.
  "src/main.ts": `
import { Component, provideZoneChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { RemoteAssistanceError, startSession, type StartedSession } from "intune-remote-assistance";
import { tokenFromMsal } from "intune-remote-assistance/msal";
import { run } from "./run";

@Component({ selector: "app-root", template: "<button (click)='press()'>Press</button>{{ result() }}" })
class App {
  readonly result = signal("");
  async press(): Promise<void> {
    this.result.set(JSON.stringify(await run(Reflect.get(globalThis, "input"))));
  }
}
Object.assign(globalThis, { RemoteAssistanceError, startSession, tokenFromMsal, kind: null as StartedSession | null });
void bootstrapApplication(App, { providers: [provideZoneChangeDetection()] });
// The call runs within the zone, and the change that it makes is shown.
Object.assign(globalThis, {
  portal: async (input: unknown) => {
    Object.assign(globalThis, { input });
    document.querySelector("button")?.click();
    while (!document.body.innerText.includes("{")) await new Promise((resolve) => setTimeout(resolve, 20));
    return JSON.parse(document.body.innerText.slice(document.body.innerText.indexOf("{")));
  },
});
`,
};

/** @type {Cell} */
const ANGULAR = {
  tool: "Angular CLI 20",
  layout: ". in a component, with zone.js",
  files: ANGULAR_FILES,
  async build({ node, at }, workspace) {
    await node([`${workspace.tool("@angular/cli")}/bin/ng.js`, "build"], QUIET);
    await assertCopies(at("out"), workspace, { inlined: 1, files: 0 });
  },
  run: ({ at }, input, workspace) => runServed(at("out"), input, workspace),
};

/** @param {string} layout @param {string[]} flags @returns {Cell} */
const next = (layout, flags) => ({
  tool: "Next 16",
  layout,
  files: {
    "next.config.mjs": `
      export default { output: "export", turbopack: { root: new URL("../..", import.meta.url).pathname } };\n`,
    "app/layout.js":
      'export const metadata = { title: "Portal", icons: { icon: "data:," } };\nexport default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
    "app/page.js": 'import { Portal } from "./portal.js";\nexport default function Page() { return <Portal />; }\n',
    "app/run.js": RUN,
    "app/portal.js": `
      "use client";
      import { useEffect } from "react";
      import { run } from "./run.js";
      export function Portal() {
        useEffect(() => { globalThis.portal = run; }, []);
        return <p>{typeof run}</p>;
      }\n`.trim(),
  },
  async build({ node, at }, workspace) {
    await node([`${workspace.tool("next")}/dist/bin/next`, "build", ...flags], QUIET);
    // The page was rendered on a server.
    assert.match(await readFile(at("out/index.html"), "utf8"), /<p>function<\/p>/);
    await assertCopies(at("out"), workspace, { inlined: 1, files: 0 });
  },
  run: ({ at }, input, workspace) => runServed(at("out"), input, workspace),
});

/** @type {Cell} */
const SVELTEKIT = {
  tool: "SvelteKit 2",
  layout: ". on the server and in the page",
  files: {
    "svelte.config.js":
      'import adapter from "@sveltejs/adapter-node";\nexport default { kit: { adapter: adapter() } };\n',
    "vite.config.js": 'import { sveltekit } from "@sveltejs/kit/vite";\nexport default { plugins: [sveltekit()] };\n',
    "src/app.html":
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,">%sveltekit.head%</head><body>%sveltekit.body%</body></html>\n',
    "src/lib/run.js": RUN,
    "src/routes/+page.svelte": `<script>
  import { onMount } from "svelte";
  import { run } from "$lib/run.js";
  onMount(() => { globalThis.portal = run; });
</script>
<p>{typeof run}</p>\n`,
  },
  async build({ node }, workspace) {
    await node([`${workspace.tool("vite")}/bin/vite.js`, "build", "--logLevel", "error"]);
  },
  async run({ folder }, input, workspace) {
    const port = await freePort();
    const server = spawn(process.execPath, ["build"], {
      cwd: folder,
      env: { ...process.env, HOST: "127.0.0.1", PORT: String(port) },
    });
    try {
      await once(server.stdout, "data");
      const address = `http://127.0.0.1:${port}/`;
      assert.match(await (await fetch(address)).text(), /<p>function<\/p>/);
      return await runPage(address, input, workspace);
    } finally {
      server.kill();
    }
  },
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @returns {Cell[]} */
export function frameworkCells() {
  return [
    ANGULAR,
    next("., Turbopack, rendered on a server", []),
    next("., webpack, rendered on a server", ["--webpack"]),
    SVELTEKIT,
  ];
}
