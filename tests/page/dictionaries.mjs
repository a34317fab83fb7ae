// @ts-check
/** The page's own dictionaries, for tests that look for its texts in every language. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Loads the dictionary of a language.
 *
 * @param {import("./helpdesk.mjs").Language} language
 * @returns {Promise<import("../../www/words/en.js").Words>}
 */
export async function dictionaryOf(language) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../www/words/${language}.ts`, import.meta.url))],
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`))[language];
}
