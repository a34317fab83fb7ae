// @ts-check
/** TypeScript in strict mode, which also checks the declarations. Node runs the compiler's output. */

/** @typedef {import("./cells.mjs").Cell} Cell */

/** @param {string} entry @param {boolean} slim */
const source = (entry, slim) => `
import { ${slim ? "init, " : ""}requestRemoteAssistance, RemoteAssistanceError } from "${entry}";
import type { IdsByScope, Options, Outcome, Receipt } from "${entry}";

interface CallInput { origin: string; ids: IdsByScope["users"]; token: string }
interface Rejected { own: boolean; name: "RemoteAssistanceError"; code: string; field: string | null }

export async function run({ origin, ids, token }: CallInput, module: BufferSource): Promise<{ receipt: Receipt; refused: Rejected }> {
  ${slim ? "await init(module);" : "void module;"}
  const options: Options = { origin };
  const receipt = await requestRemoteAssistance("users", ids, async () => token, options);
  try {
    // @ts-expect-error a scope that does not take these ids
    void requestRemoteAssistance<"detectedApps">("detectedApps", ids, token, options).catch(() => {});
    await requestRemoteAssistance("users", { ...ids, usersId: ".." }, token, options);
    throw new Error("the call was not rejected");
  } catch (error: unknown) {
    if (!(error instanceof RemoteAssistanceError)) throw error;
    const { name, code, field, outcome } = error;
    const certain: Exclude<Outcome, "unknown"> | "unknown" = outcome;
    return { receipt, refused: { own: certain === "notSent", name, code, field } };
  }
}
`;

/** @param {string} file */
const start = (file) => `
import { readFile } from "node:fs/promises";
import { run } from "./out/${file}";
const module = await readFile(new URL(import.meta.resolve("intune-remote-assistance/remote_assistance.wasm")));
console.log(JSON.stringify(await run(JSON.parse(process.argv.at(-1)), module)));
`;

/** @type {{ resolution: string, module: string, source: string, made: string }[]} */
const RESOLUTIONS = [
  { resolution: "bundler", module: "esnext", source: "portal.ts", made: "portal.js" },
  { resolution: "node16", module: "node16", source: "portal.mts", made: "portal.mjs" },
  { resolution: "node16", module: "node16", source: "portal.cts", made: "portal.cjs" },
];

/** TypeScript 7 removed the resolution node10, which does not read `exports`. */
const BEFORE_7 = { resolution: "node10", module: "commonjs", source: "portal.cts", made: "portal.cjs" };

/** @param {{ tool: string, version: string }} compiler  its package folder, and its version for the table @returns {Cell[]} */
export function typescriptCells({ tool, version }) {
  const major = Number.parseInt(version, 10);
  const resolutions = [...RESOLUTIONS, ...(major < 7 ? [BEFORE_7] : [])].filter(
    // TypeScript 5.0 brought the resolution of bundlers.
    ({ resolution }) => major >= 5 || resolution !== "bundler",
  );
  return ["intune-remote-assistance", "intune-remote-assistance/slim"].flatMap((entry) =>
    resolutions.map(({ resolution, module, source: file, made }) => ({
      tool: `TypeScript ${version}`,
      layout: `${entry.replace("intune-remote-assistance", ".")}, ${resolution}, ${file.replace("portal", "")}`,
      files: {
        [file]: source(entry, entry.endsWith("/slim")),
        "start.mjs": start(made),
        "tsconfig.json": JSON.stringify({
          compilerOptions: {
            ...{
              module,
              // TypeScript 4 has only the old name.
              moduleResolution: resolution === "node10" ? "node" : resolution,
              target: "es2022",
              lib: ["es2022", "dom"],
              types: [],
              outDir: "out",
              rootDir: ".",
            },
            ...{
              strict: true,
              skipLibCheck: false,
              exactOptionalPropertyTypes: true,
              noUncheckedIndexedAccess: true,
              noEmitOnError: true,
            },
          },
          files: [file],
        }),
      },
      build: async ({ run }) => void (await run(`${tool}/tsc`, ["--project", "."])),
      run: async ({ node }, input) => JSON.parse(await node(["start.mjs", JSON.stringify(input)])),
    })),
  );
}
