// @ts-check
/** Packs the package into a folder, and prints what is in the tarball: `node xtask/pack.mjs <folder>`. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Usage: node xtask/pack.mjs <folder>");

// The caller has built dist/. npm is a script on Windows, which needs a shell.
const arguments_ = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
const printed = execFileSync("npm", arguments_, { encoding: "utf8", shell: process.platform === "win32" });
const [{ filename, files, size, unpackedSize }] = JSON.parse(printed);

console.log("\nContents of the tarball, in bytes:");
for (const file of files) console.log(`${String(file.size).padStart(9)}  ${file.path}`);

const tarball = join(folder, filename);
const sha256 = createHash("sha256").update(readFileSync(tarball)).digest("hex");
console.log(`\n${tarball}`);
console.log(`${files.length} files, ${size} bytes packed, ${unpackedSize} bytes unpacked`);
console.log(`sha256 ${sha256}`);
