// @ts-check
/** The measured clients, in the order of the tables. Each has a file in `clients/` that makes the same call. */

/**
 * @typedef {object} Client
 * @property {string} name  the name of its file
 * @property {string} label
 * @property {string[]} packages  the packages whose versions the report names
 *
 * @typedef {(managedDeviceId: string) => Promise<unknown>} Call
 * @typedef {{ createClient: (options: { origin?: string, getToken: () => Promise<string> }) => Call }} Bundle
 */

/** @type {Client[]} */
export const CLIENTS = [
  { name: "main", label: "this package", packages: [] },
  { name: "slim", label: "this package, ./slim", packages: [] },
  { name: "fetch", label: "hand-written fetch", packages: [] },
  { name: "graph-client", label: "microsoft-graph-client", packages: ["@microsoft/microsoft-graph-client"] },
  { name: "pnp", label: "@pnp/graph", packages: ["@pnp/graph"] },
  {
    name: "kiota",
    label: "Kiota's runtime",
    packages: ["@microsoft/kiota-http-fetchlibrary", "@microsoft/kiota-abstractions"],
  },
];

/** The slim entry is left out, because it differs from the main entry only in its start and its size. */
export const RUNNING = CLIENTS.map(({ name }) => name).filter((name) => name !== "slim");
export const STARTING = CLIENTS.map(({ name }) => name);

/** The clients to compare with. */
export const PEERS = ["fetch", "graph-client", "kiota"];

/** @param {string} name */
export function labelOf(name) {
  return CLIENTS.find((client) => client.name === name)?.label ?? name;
}
