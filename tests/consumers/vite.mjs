// @ts-check
/** Vite's build, with its command line and without a configuration. */
import { bundleCells } from "./bundles.mjs";

/** @returns {import("./cells.mjs").Cell[]} */
export function viteCells() {
  return bundleCells({
    tool: "Vite build",
    build: async ({ run }) => void (await run("vite", ["build", "--outDir", "out", "--logLevel", "warn"])),
    fromPage: true,
    requires: true,
    workers: true,
    slim: [
      {
        way: "?url",
        declares: 'import address from "intune-remote-assistance/remote_assistance.wasm?url";',
        source: "fetch(address)",
      },
      {
        way: "new URL(…, import.meta.url)",
        source: 'fetch(new URL("intune-remote-assistance/remote_assistance.wasm", import.meta.url))',
      },
    ],
  });
}
