// @ts-check
import { contentSecurityPolicy } from "../www/csp.mjs";
import { createClock } from "./clock.mjs";
import { createEntra } from "./entra/entra.mjs";
import { createGraph } from "./graph/graph.mjs";
import { createRequestLog } from "./request-log.mjs";
import { openServer } from "./server.mjs";
import { createSessions } from "./sessions.mjs";
import { createStaticHost } from "./static.mjs";
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
 *   the servers whose port was taken, and where they are instead
 * @property {() => Promise<void>} close  ends open connections at once
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
 * @param {number} [options.generatedDeviceCount]  how many plain devices the tenant has
 * @param {number} [options.stepMs]  how long a step of a device's behaviour is; 0 makes everything happen at once
 * @param {number} [options.pageSize]  of collections, where the caller does not choose one
 * @param {Record<string, Parameters<import("./graph/simulator.mjs").Simulator["setBehaviour"]>[1]>} [options.behaviours]
 *   by the device's name or id, instead of its own
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
  behaviours = {},
}) {
  const log = createRequestLog();
  const tenant = createTenant({ connector, generatedDeviceCount });
  /** @type {import("./server.mjs").OpenServer[]} */
  const opened = [];
  const close = async () => {
    await Promise.all(opened.map((server) => server.close()));
  };
  /**
   * @param {import("./request-log.mjs").ServerName} name
   * @param {string} host
   */
  const open = async (name, host) => {
    const server = await openServer({ name, host, port: ports[name], log, clock });
    opened.push(server);
    return server;
  };

  try {
    const servers = {
      // Another host name than the stand-ins', so that the page is on another site as well as on another origin.
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
      clock,
      sessions,
      stepMs,
      pageSize,
    });
    for (const [device, behaviour] of Object.entries(behaviours)) graph.setBehaviour(device, behaviour);
    const page = createStaticHost({
      directory: pageDirectory,
      headers: { "Content-Security-Policy": contentSecurityPolicy({ connect: [entra.origin, graph.origin] }) },
      overrides: {
        "/config.json": JSON.stringify(pageConfiguration({ tenant, entra: entra.origin, graph: graph.origin })),
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
 * What the page reads at start, in place of the file that a real deployment puts there.
 *
 * @param {{ tenant: import("./tenant.mjs").Tenant, entra: string, graph: string }} sandbox
 */
function pageConfiguration({ tenant, entra, graph }) {
  return {
    clientId: tenant.client.id,
    tenant: tenant.id,
    cloud: "global",
    sandbox: { entra, graph, samples: tenant.samples },
  };
}
