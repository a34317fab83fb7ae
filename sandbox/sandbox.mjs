// @ts-check
import { contentSecurityPolicy } from "../www/csp.mjs";
import { aheadOf, createClock } from "./clock.mjs";
import { createEntra } from "./entra/entra.mjs";
import { createGraph } from "./graph/graph.mjs";
import { createRequestLog } from "./request-log.mjs";
import { openServer } from "./server.mjs";
import { createSessions } from "./sessions.mjs";
import { createStaticHost } from "./static-host.mjs";
import { createTenant } from "./tenant.mjs";

/**
 * @typedef {Record<import("./request-log.mjs").ServerName, number>} Ports
 *
 * @typedef {object} Sandbox
 * @property {{ origin: string }} page
 * @property {import("./entra/entra.mjs").Entra} entra
 * @property {import("./graph/graph.mjs").Graph} graph
 * @property {import("./tenant.mjs").Tenant} tenant
 * @property {import("./clock.mjs").Clock} clock
 * @property {import("./sessions.mjs").Sessions} sessions
 * @property {import("./request-log.mjs").RequestLog} log
 * @property {{ server: import("./request-log.mjs").ServerName, wanted: number, port: number }[]} movedPorts
 *   the servers whose wanted port was taken, with the port that they use instead
 * @property {() => Promise<void>} close  closes the servers and their open connections
 */

/** @type {Ports} */
const ANY_FREE_PORT = { page: 0, entra: 0, graph: 0 };

/**
 * Starts the page and the stand-ins for Entra ID and Graph on three loopback origins, so that CORS is real.
 *
 * @param {object} options
 * @param {string} options.pageDirectory  a built page
 * @param {Ports} [options.ports]
 * @param {import("./clock.mjs").Clock} [options.clock]
 * @param {number} [options.accessTokenLifetimeS]
 * @param {import("./tenant/connectors.mjs").ConnectorState} [options.connector]
 * @param {number} [options.generatedDeviceCount]
 * @param {number} [options.stepMs]  the length of one step of a behaviour; 0 applies all changes at once
 * @param {number} [options.pageSize]  the page size of a collection if the caller gives no `$top`
 * @param {import("./graph/odata/filter.mjs").FilterMode} [options.filters]  how Graph treats a `$filter`
 * @param {import("./tenant/behaviours.mjs").WaitIn} [options.throttling]
 *   throttles the whole tenant; the value says where Graph's 429 states the time to wait
 * @param {number} [options.graphAheadMs]
 *   how far Graph's clock is ahead of the clock of Entra ID, so that Graph rejects tokens that seem valid
 * @param {"localStorage" | "sessionStorage"} [options.cache]  where the page keeps the sign-in
 * @param {Record<string, Parameters<import("./graph/simulator.mjs").Simulator["setBehaviour"]>[1]>} [options.behaviours]
 *   device name or id → the behaviour that replaces the device's own
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox({
  pageDirectory,
  ports = ANY_FREE_PORT,
  clock = createClock(),
  accessTokenLifetimeS,
  connector,
  generatedDeviceCount,
  stepMs,
  pageSize,
  filters,
  throttling,
  graphAheadMs = 0,
  cache,
  behaviours = {},
}) {
  const log = createRequestLog();
  const tenant = createTenant({ connector, generatedDeviceCount });
  /** @type {import("./server.mjs").OpenServer[]} */
  const openServers = [];
  const close = async () => {
    await Promise.all(openServers.map((server) => server.close()));
  };
  /**
   * @param {import("./request-log.mjs").ServerName} name
   * @param {string} host
   */
  const open = async (name, host) => {
    const server = await openServer({ name, host, port: ports[name], log, clock });
    openServers.push(server);
    return server;
  };

  try {
    const servers = {
      // `localhost` and `127.0.0.1` are different sites, so the page and the stand-ins are cross-site, not only
      // cross-origin.
      page: await open("page", "localhost"),
      entra: await open("entra", "127.0.0.1"),
      graph: await open("graph", "127.0.0.1"),
    };
    const sessions = createSessions({ clock });
    const entra = await createEntra({
      sessions,
      origin: servers.entra.origin,
      tenant,
      redirectUris: [`${servers.page.origin}/`],
      clock,
      accessTokenLifetimeS,
    });
    const graph = createGraph({
      origin: servers.graph.origin,
      keys: entra.tokens.keys,
      tenant,
      clock: aheadOf(clock, graphAheadMs),
      sessions,
      stepMs,
      pageSize,
      filters,
      throttling,
    });
    for (const [device, behaviour] of Object.entries(behaviours)) graph.setBehaviour(device, behaviour);
    const page = createStaticHost({
      directory: pageDirectory,
      headers: { "Content-Security-Policy": contentSecurityPolicy({ connect: [entra.origin, graph.origin] }) },
      overrides: {
        "/config.json": JSON.stringify(pageConfiguration({ tenant, cache, entra: entra.origin, graph: graph.origin })),
      },
    });
    servers.page.serve(page.handle);
    servers.entra.serve(entra.handle);
    servers.graph.serve(graph.handle);

    const movedPorts = /** @type {(keyof Ports)[]} */ (["page", "entra", "graph"])
      .map((server) => ({ server, wanted: ports[server], port: servers[server].port }))
      .filter(({ wanted, port }) => wanted !== 0 && wanted !== port);
    return { page: { origin: servers.page.origin }, entra, graph, tenant, clock, sessions, log, movedPorts, close };
  } catch (error) {
    await close();
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
