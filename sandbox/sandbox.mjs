// @ts-check
import { contentSecurityPolicy } from "../www/csp.mjs";
import { createClock } from "./clock.mjs";
import { createRequestLog } from "./request-log.mjs";
import { openServer } from "./server.mjs";
import { moved, startStandIns } from "./stand-ins.mjs";
import { createStaticHost } from "./static-host.mjs";

/**
 * @typedef {Record<import("./request-log.mjs").ServerName, number>} Ports
 *
 * @typedef {import("./stand-ins.mjs").StandIns & { page: { origin: string } }} Sandbox
 */

/** @type {Ports} */
const ANY_FREE_PORT = { page: 0, entra: 0, graph: 0 };

/**
 * Starts the page and the stand-ins for Entra ID and Graph on three loopback origins, so that CORS is real.
 *
 * @param {import("./stand-ins.mjs").StandInOptions & {
 *   pageDirectory: string,
 *   ports?: Ports,
 *   cache?: "localStorage" | "sessionStorage",
 * }} options
 *   `pageDirectory` is a built page; `cache` says where the page keeps the sign-in
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox({
  pageDirectory,
  ports = ANY_FREE_PORT,
  clock = createClock(),
  cache,
  ...standInOptions
}) {
  const log = createRequestLog();
  // `localhost` and `127.0.0.1` are different sites, so the page and the stand-ins are cross-site, not only
  // cross-origin.
  const server = await openServer({ name: "page", host: "localhost", port: ports.page, log, clock });
  const { origin } = server;

  try {
    const standIns = await startStandIns({ ...standInOptions, ports, log, clock, redirectUris: [`${origin}/`] });
    const { tenant, entra, graph } = standIns;
    const page = createStaticHost({
      directory: pageDirectory,
      headers: { "Content-Security-Policy": contentSecurityPolicy({ connect: [entra.origin, graph.origin] }) },
      overrides: {
        "/config.json": JSON.stringify(pageConfiguration({ tenant, cache, entra: entra.origin, graph: graph.origin })),
      },
    });
    server.serve(page.handle);
    return {
      ...standIns,
      page: { origin },
      movedPorts: [...moved("page", ports, server), ...standIns.movedPorts],
      close: async () => void (await Promise.all([server.close(), standIns.close()])),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * Returns the page's configuration, which a real deployment stores in the file config.json.
 *
 * @param {object} sandbox
 * @param {import("./tenant.mjs").Tenant} sandbox.tenant
 * @param {"localStorage" | "sessionStorage"} [sandbox.cache]
 * @param {string} sandbox.entra
 * @param {string} sandbox.graph
 */
function pageConfiguration({ tenant, cache, entra, graph }) {
  return {
    clientId: tenant.client.id,
    tenant: tenant.id,
    cloud: "global",
    ...(cache && { cache }),
    sandbox: { entra, graph, samples: tenant.samples },
  };
}
