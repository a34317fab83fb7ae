// @ts-check
/** Parcel, by its command; it reads `exports`, and so knows `./slim`, where the portal's package.json says so. */
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
    // Its settings are those of the folder with a lock file.
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
  const limit = { error: /Cannot load file '\.\/slim'/, why: "by default its resolver does not read `exports`" };
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
