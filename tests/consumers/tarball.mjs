// @ts-check
/** Packs and installs the package with npm. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./processes.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The file name that npm gives the tarball. */
export async function tarballName() {
  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return `${name}-${version}.tgz`;
}

/**
 * Packs the files in `dist/` without a build.
 *
 * @param {string} folder @returns {Promise<string>} the tarball
 */
export async function pack(folder) {
  await npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT);
  return join(folder, await tarballName());
}

/**
 * Installs the tarball offline, because it has no dependencies.
 *
 * @param {string} tarball @param {string} folder @returns {Promise<string>} the folder `node_modules`
 */
export async function install(tarball, folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  await npm(["install", "--offline", "--no-audit", "--no-fund", "--silent", tarball], folder);
  return join(folder, "node_modules");
}

/**
 * The text of the inlined module in the main entry. The number of times that a bundle contains it is the number of
 * copies.
 *
 * @param {string} modules  the folder that `install` returned
 */
export async function inlinedModule(modules) {
  const main = await readFile(join(modules, "intune-remote-assistance/dist/index.js"), "utf8");
  const text = main.match(/[A-Za-z0-9+/]{4000,}={0,2}/)?.[0];
  if (!text) throw new Error("the main entry does not contain the module");
  return text;
}
