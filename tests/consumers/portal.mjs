// @ts-check
/** The source of portals: each imports the package in its own way, and all make the same two calls. */

/**
 * One call that succeeds and one that is refused before anything is sent. Its text becomes part of every portal, so it
 * uses nothing from here.
 *
 * @param {any} names  what the portal imported
 * @param {import("./graph.mjs").Order} order
 */
export async function exercise({ requestRemoteAssistance, RemoteAssistanceError }, { origin, ids, token }) {
  const receipt = await requestRemoteAssistance("users", ids, async () => token, { origin });
  const refusal = requestRemoteAssistance("users", { ...ids, usersId: ".." }, token, { origin });
  const error = await refusal.catch((/** @type {unknown} */ reason) => reason);
  const { name, code, field } = error;
  return { receipt, refused: { own: error instanceof RemoteAssistanceError, name, code, field } };
}

/**
 * What slim is given.
 *
 * @typedef {object} Asset
 * @property {string} [declares]  statements that name the module's address
 * @property {string} source  the expression that `init` gets
 */

/**
 * A module that defines `run(order)`.
 *
 * @param {object} form
 * @param {"import" | "require"} [form.by]
 * @param {string} [form.from]  the package, as this project names it
 * @param {Asset} [form.slim]  takes the slim entry, and gives it this
 * @param {string} [form.then]  what is done with `run`; for a browser, leaves it where the test finds it
 */
export function portal({ by = "import", from = "intune-remote-assistance", slim, then = IN_BROWSER }) {
  const names = slim
    ? "init, requestRemoteAssistance, RemoteAssistanceError"
    : "requestRemoteAssistance, RemoteAssistanceError";
  const entry = JSON.stringify(slim ? `${from}/slim` : from);
  return [
    by === "import" ? `import { ${names} } from ${entry};` : `const { ${names} } = require(${entry});`,
    slim?.declares ?? "",
    `const exercise = ${exercise};`,
    "const run = async (order) => {",
    slim ? `  await init(${slim.source});` : "",
    "  return exercise({ requestRemoteAssistance, RemoteAssistanceError }, order);",
    "};",
    then,
    "",
  ].join("\n");
}

export const IN_BROWSER = "globalThis.portal = run;";

/** The order is the last argument, what was seen goes to the output. */
export const IN_NODE = "run(JSON.parse(process.argv.at(-1))).then((seen) => console.log(JSON.stringify(seen)));";

/** In a Worker; the page's side is `WORKER_PAGE`. */
export const IN_WORKER = "self.onmessage = ({ data }) => run(data).then((seen) => self.postMessage(seen));";

/** @param {string} file */
export const workerPage = (file) => `
const worker = new Worker(new URL(${JSON.stringify(file)}, import.meta.url), { type: "module" });
globalThis.portal = (order) =>
  new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(\`the worker failed: \${event.message}\`));
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(order);
  });
`;

/** @param {string} script @param {"module" | "classic"} [type] @param {string} [head] */
export const html = (script, type = "module", head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,">${head}` +
  `<script ${type === "module" ? 'type="module"' : "defer"} src="${script}"></script></head><body></body></html>\n`;
