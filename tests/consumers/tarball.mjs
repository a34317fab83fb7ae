// @ts-check
/** The package as npm packs and installs it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm } from "./processes.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What npm calls the tarball. */
export async function tarballName() {
  const { name, version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  return `${name}-${version}.tgz`;
}

/**
 * Packs what is in `dist/`, without building it first.
 *
 * @param {string} folder @returns {Promise<string>} the tarball
 */
export async function pack(folder) {
  await npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT);
  return join(folder, await tarballName());
}

/**
 * Installs the tarball. Offline: it has no dependency that would have to be fetched.
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
 * The module's text as the main entry carries it: how often a bundle holds it is how many copies it has.
 *
 * @param {string} modules  the folder that `install` gave
 */
export async function inlinedModule(modules) {
  const main = await readFile(join(modules, "intune-remote-assistance/dist/index.js"), "utf8");
  const text = main.match(/[A-Za-z0-9+/]{4000,}={0,2}/)?.[0];
  if (!text) throw new Error("the main entry does not carry the module");
  return text;
}
