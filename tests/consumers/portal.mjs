// @ts-check
/** The source of portals. Each imports the package in another way, and all make the same two calls. */

/**
 * Makes one call that succeeds and one that is rejected before anything is sent. The source of this function becomes
 * part of every portal, so it must not use anything of this file.
 *
 * @param {any} names  the imports of the portal
 * @param {import("./graph.mjs").CallInput} input
 */
export async function makeCalls({ requestRemoteAssistance, RemoteAssistanceError }, { origin, ids, token }) {
  const receipt = await requestRemoteAssistance("users", ids, async () => token, { origin });
  const refusal = requestRemoteAssistance("users", { ...ids, usersId: ".." }, token, { origin });
  const error = await refusal.catch((/** @type {unknown} */ reason) => reason);
  const { name, code, field } = error;
  return { receipt, refused: { own: error instanceof RemoteAssistanceError, name, code, field } };
}

/**
 * The source of the module for the slim entry.
 *
 * @typedef {object} Asset
 * @property {string} [declares]  statements that define the module's URL
 * @property {string} source  the argument of `init`
 */

/**
 * A module that defines `run(input)`.
 *
 * @param {object} form
 * @param {"import" | "require"} [form.by]
 * @param {string} [form.from]  the name of the package in the project
 * @param {Asset} [form.slim]  selects the slim entry, and passes it this module
 * @param {string} [form.then]  statements that use `run`; the default makes it a global for the browser test
 */
export function portal({ by = "import", from = "intune-remote-assistance", slim, then = IN_BROWSER }) {
  const names = slim
    ? "init, requestRemoteAssistance, RemoteAssistanceError"
    : "requestRemoteAssistance, RemoteAssistanceError";
  const entry = JSON.stringify(slim ? `${from}/slim` : from);
  return [
    by === "import" ? `import { ${names} } from ${entry};` : `const { ${names} } = require(${entry});`,
    slim?.declares ?? "",
    `const makeCalls = ${makeCalls};`,
    "const run = async (input) => {",
    slim ? `  await init(${slim.source});` : "",
    "  return makeCalls({ requestRemoteAssistance, RemoteAssistanceError }, input);",
    "};",
    then,
    "",
  ].join("\n");
}

export const IN_BROWSER = "globalThis.portal = run;";

/** Reads the input from the last argument, and prints the result. */
export const IN_NODE = "run(JSON.parse(process.argv.at(-1))).then((result) => console.log(JSON.stringify(result)));";

/** Runs in a Worker. `workerPage` is the page's side. */
export const IN_WORKER = "self.onmessage = ({ data }) => run(data).then((result) => self.postMessage(result));";

/** @param {string} file */
export const workerPage = (file) => `
const worker = new Worker(new URL(${JSON.stringify(file)}, import.meta.url), { type: "module" });
globalThis.portal = (input) =>
  new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(\`the worker failed: \${event.message}\`));
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(input);
  });
`;

/** @param {string} script @param {"module" | "classic"} [type] @param {string} [head] */
export const html = (script, type = "module", head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,">${head}` +
  `<script ${type === "module" ? 'type="module"' : "defer"} src="${script}"></script></head><body></body></html>\n`;
