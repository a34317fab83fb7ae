// @ts-check
/**
 * The command behind `npm start`: `node sandbox/main.mjs <page directory>`, and behind `npm start -- --sandbox-only`:
 * `node sandbox/main.mjs --sandbox-only`.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { portalSettings } from "./portal-settings.mjs";
import { startSandbox } from "./sandbox.mjs";
import { startStandIns } from "./stand-ins.mjs";
import { CONNECTORS } from "./tenant/connectors.mjs";

const DEFAULT_PORT = 4280;
const CONNECTOR_STATES = /** @type {(keyof typeof CONNECTORS)[]} */ (Object.keys(CONNECTORS));
/** @type {import("./graph/odata/filter.mjs").FilterMode[]} */
const FILTER_MODES = ["documented", "contains", "ignored"];
/** @type {import("./tenant/behaviours.mjs").WaitIn[]} */
const PLACES_OF_A_WAIT = ["header", "body", "none"];
const MAX_PORT = 65_535;

/** The command was called incorrectly. The user sees the message without a stack trace. */
class UsageError extends Error {}

async function main() {
  const [argument] = process.argv.slice(2);
  if (argument === undefined) {
    throw new UsageError("Usage: node sandbox/main.mjs <directory of the built page> | --sandbox-only");
  }
  const first = wholeNumber("PORT", 1, MAX_PORT - 2) ?? DEFAULT_PORT;
  const ports = { page: first, entra: first + 1, graph: first + 2 };
  const options = {
    connector: oneOf("SANDBOX_CONNECTOR", CONNECTOR_STATES),
    filters: oneOf("SANDBOX_FILTERS", FILTER_MODES),
    throttling: oneOf("SANDBOX_THROTTLED", PLACES_OF_A_WAIT),
    graphAheadMs: (wholeNumber("SANDBOX_GRAPH_AHEAD_MINUTES", 0, 60) ?? 0) * 60_000,
    generatedDeviceCount: wholeNumber("SANDBOX_DEVICES", 0, 100_000),
    stepMs: wholeNumber("SANDBOX_STEP_MS", 0, 60_000),
  };
  if (argument === "--sandbox-only") await serveStandIns({ ...options, ports });
  else await servePage({ ...options, ports, pageDirectory: argument });
}

/**
 * Serves the stand-ins for a portal. They do not move from a taken port, because the portal's configuration names it.
 *
 * @param {import("./stand-ins.mjs").StandInOptions & { ports: import("./sandbox.mjs").Ports }} options
 */
async function serveStandIns(options) {
  const standIns = await startStandIns({ ...options, redirectUris: "loopback" });
  const [taken] = standIns.movedPorts;
  if (taken !== undefined) {
    await standIns.close();
    throw new UsageError(
      `Port ${taken.wanted} is taken, perhaps by another sandbox. Stop the program that uses it, or choose other ports: ` +
        "with PORT=5000, Entra ID has port 5001 and Graph has port 5002.",
    );
  }
  closeOnSignal(standIns);
  console.log(portalSettings(standIns));
}

/** @param {Parameters<typeof startSandbox>[0]} options */
async function servePage(options) {
  if (!existsSync(join(options.pageDirectory, "index.html"))) {
    throw new UsageError(`There is no built page in "${options.pageDirectory}": it has no index.html.`);
  }
  const sandbox = await startSandbox(options);
  closeOnSignal(sandbox);

  for (const { server, wanted, port } of sandbox.movedPorts) {
    console.log(`Port ${wanted} is taken, so the ${server} server uses ${port}.`);
  }
  console.log(
    `\nOpen ${sandbox.page.origin}/ – Microsoft Entra ID and Microsoft Graph are local stand-ins. Ctrl+C stops them.\n`,
  );
  console.log("Sample administrators:");
  for (const { displayName, note } of sandbox.tenant.accounts) console.log(`  ${displayName} – ${note}`);
  console.log("\nSample devices: what each does is in its name, and in docs/sandbox.md.");
}

/**
 * The process exits by itself after its servers have closed. A second Ctrl+C kills it, because `once` removes the handler.
 *
 * @param {{ close: () => Promise<void> }} servers
 */
function closeOnSignal(servers) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void servers.close());
}

/**
 * @param {string} name  the name of an environment variable
 * @param {number} from
 * @param {number} to
 * @returns {number | undefined}  undefined if the variable is not set
 */
function wholeNumber(name, from, to) {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  throw new UsageError(`${name} must be a whole number from ${from} to ${to}, not "${text}".`);
}

/**
 * @template {string} T
 * @param {string} name  the name of an environment variable
 * @param {readonly T[]} values
 * @returns {T | undefined}  undefined if the variable is not set
 */
function oneOf(name, values) {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const value = values.find((known) => known === text);
  if (value === undefined) throw new UsageError(`${name} must be one of ${values.join(", ")}, not "${text}".`);
  return value;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
