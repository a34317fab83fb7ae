// @ts-check
/** The command behind `npm start`: `node www/sandbox/main.mjs <page directory>`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "./sandbox.mjs";

const DEFAULT_PORT = 4280;
const LAST_PORT = 65_535;

/** A mistake in how the command was called: its message is all there is to say. */
class UsageError extends Error {}

async function main() {
  const pageDirectory = process.argv[2];
  if (pageDirectory === undefined) throw new UsageError("Usage: node www/sandbox/main.mjs <directory of the built page>");
  if (!existsSync(join(pageDirectory, "index.html"))) {
    throw new UsageError(`There is no built page in "${pageDirectory}": it has no index.html.`);
  }
  const first = firstPort(process.env.PORT);
  const sandbox = await startSandbox({
    pageDirectory,
    ports: { page: first, entra: first + 1, graph: first + 2 },
  });
  // With its servers closed, the process has nothing left to wait for and ends by itself. A second Ctrl+C ends it anyway.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void sandbox.close());

  for (const { server, wanted, port } of sandbox.movedPorts) {
    console.log(`Port ${wanted} is taken, so the ${server} server uses ${port}.`);
  }
  console.log(`\nOpen ${sandbox.page.origin}/ – Microsoft Entra ID and Microsoft Graph are local stand-ins. Ctrl+C stops them.\n`);
  console.log("Sample administrators:");
  for (const { displayName, note } of sandbox.tenant.accounts) console.log(`  ${displayName} – ${note}`);
}

/** @param {string | undefined} text  the first of three consecutive ports */
function firstPort(text) {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  const last = LAST_PORT - 2;
  if (port < 1 || port > last) throw new UsageError(`PORT must be a whole number from 1 to ${last}, not "${text}".`);
  return port;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
