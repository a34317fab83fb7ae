// @ts-check
import { aheadOf, createClock } from "./clock.mjs";
import { createEntra } from "./entra/entra.mjs";
import { createGraph } from "./graph/graph.mjs";
import { createRequestLog } from "./request-log.mjs";
import { openServer } from "./server.mjs";
import { createSessions } from "./sessions.mjs";
import { createTenant } from "./tenant.mjs";

/**
 * @typedef {object} StandInOptions
 * @property {import("./clock.mjs").Clock} [clock]
 * @property {number} [accessTokenLifetimeS]
 * @property {import("./tenant/connectors.mjs").ConnectorState} [connector]
 * @property {number} [generatedDeviceCount]
 * @property {number} [stepMs]  the length of one step of a behaviour; 0 applies all changes at once
 * @property {number} [pageSize]  the page size of a collection if the caller gives no `$top`
 * @property {import("./graph/odata/filter.mjs").FilterMode} [filters]  how Graph treats a `$filter`
 * @property {import("./tenant/behaviours.mjs").WaitIn} [throttling]
 *   throttles the whole tenant; the value says where Graph's 429 states the time to wait
 * @property {number} [graphAheadMs]
 *   how far Graph's clock is ahead of the clock of Entra ID, so that Graph rejects tokens that seem valid
 * @property {Record<string, Parameters<import("./graph/simulator.mjs").Simulator["setBehaviour"]>[1]>} [behaviours]
 *   device name or id → the behaviour that replaces the device's own
 *
 * @typedef {object} StandIns
 * @property {import("./entra/entra.mjs").Entra} entra
 * @property {import("./graph/graph.mjs").Graph} graph
 * @property {import("./tenant.mjs").Tenant} tenant
 * @property {import("./clock.mjs").Clock} clock
 * @property {import("./sessions.mjs").Sessions} sessions
 * @property {import("./request-log.mjs").RequestLog} log
 * @property {MovedPort[]} movedPorts
 *   the servers whose wanted port was taken, with the port that they use instead
 * @property {() => Promise<void>} close  closes the servers and their open connections
 *
 * @typedef {{ server: import("./request-log.mjs").ServerName, wanted: number, port: number }} MovedPort
 */

/**
 * Starts the stand-ins for Entra ID and Graph on two loopback origins.
 *
 * @param {StandInOptions & {
 *   redirectUris: Parameters<typeof createEntra>[0]["redirectUris"],
 *   ports?: { entra: number, graph: number },
 *   log?: import("./request-log.mjs").RequestLog,
 * }} options
 * @returns {Promise<StandIns>}
 */
export async function startStandIns({
  redirectUris,
  ports = { entra: 0, graph: 0 },
  log = createRequestLog(),
  clock = createClock(),
  accessTokenLifetimeS,
  connector,
  generatedDeviceCount,
  stepMs,
  pageSize,
  filters,
  throttling,
  graphAheadMs = 0,
  behaviours = {},
}) {
  const tenant = createTenant({ connector, generatedDeviceCount });
  /** @type {import("./server.mjs").OpenServer[]} */
  const openServers = [];
  const close = async () => {
    await Promise.all(openServers.map((server) => server.close()));
  };
  const open = async (/** @type {"entra" | "graph"} */ name) => {
    const server = await openServer({ name, host: "127.0.0.1", port: ports[name], log, clock });
    openServers.push(server);
    return server;
  };

  try {
    const servers = { entra: await open("entra"), graph: await open("graph") };
    const sessions = createSessions({ clock });
    const entra = await createEntra({
      sessions,
      origin: servers.entra.origin,
      tenant,
      redirectUris,
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
    servers.entra.serve(entra.handle);
    servers.graph.serve(graph.handle);
    const movedPorts = /** @type {const} */ (["entra", "graph"]).flatMap((name) => moved(name, ports, servers[name]));
    return { entra, graph, tenant, clock, sessions, log, movedPorts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Returns the server if it could not have its port.
 *
 * @template {import("./request-log.mjs").ServerName} Name
 * @param {Name} server
 * @param {Record<Name, number>} ports
 * @param {import("./server.mjs").OpenServer} opened
 * @returns {MovedPort[]}
 */
export function moved(server, { [server]: wanted }, { port }) {
  return wanted !== 0 && wanted !== port ? [{ server, wanted, port }] : [];
}
