// @ts-check
/** Parcel, with its command line. It resolves `./slim` only if the portal's package.json enables `packageExports`. */
import { bundleCells } from "./bundles.mjs";

const SETTINGS = { "@parcel/resolver-default": { packageExports: true } };

const URL_SCHEME = {
  way: "url:",
  declares: 'import address from "url:intune-remote-assistance/remote_assistance.wasm";',
  source: "fetch(address)",
};

/** @param {object} settings @returns {import("./bundles.mjs").Build} */
const build =
  (settings) =>
  async ({ run, write }) => {
    // Parcel reads its settings from the package.json of the folder that has a lock file.
    await write({
      "package.json": JSON.stringify({ private: true, type: "module", ...settings }),
      "package-lock.json": "{}\n",
    });
    const flags = [
      "--dist-dir",
      "out",
      "--no-source-maps",
      "--no-cache",
      "--no-autoinstall",
      "--public-url",
      "./",
      "--log-level",
      "warn",
    ];
    await run("parcel", ["build", "index.html", ...flags]);
  };

/** @returns {import("./cells.mjs").Cell[]} */
export function parcelCells() {
  const byDefault = { tool: "Parcel, by default", build: build({}), fromPage: true, requires: true, workers: true };
  const main = bundleCells({ ...byDefault, slim: [] }).filter(({ layout }) => layout.startsWith(". "));
  const [, , , slim] = bundleCells({ ...byDefault, slim: [URL_SCHEME] });
  const limit = {
    error: /Cannot load file '\.\/(slim|remote_assistance\.wasm)'/,
    why: "by default its resolver does not read `exports`",
  };
  const all = bundleCells({
    tool: "Parcel, packageExports",
    build: build(SETTINGS),
    fromPage: true,
    requires: true,
    workers: true,
    slim: [
      URL_SCHEME,
      {
        way: 'new URL("npm:…", import.meta.url)',
        source: 'fetch(new URL("npm:intune-remote-assistance/remote_assistance.wasm", import.meta.url))',
      },
    ],
  });
  return [...main, { ...slim, limit }, ...all];
}
