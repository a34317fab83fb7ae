// @ts-check
import { badRequest, GraphError } from "./errors.mjs";
import {
  getManagedDevice,
  listDetectedApps,
  listDevicesOfApp,
  listManagedDevices,
  listRemoteAssistancePartners,
} from "./reads.mjs";
import { requestRemoteAssistance } from "./remote-assistance.mjs";

/**
 * @typedef {Record<string, string>} Ids  placeholder → the id in its place, decoded
 *
 * @typedef {object} Call  what an operation has to know of one request
 * @property {import("../tenant.mjs").Tenant} tenant
 * @property {import("../tenant.mjs").Account} account  who calls
 * @property {import("./simulator.mjs").Simulator} simulator
 * @property {string} origin
 * @property {string} path  as it was sent
 * @property {Ids} ids
 * @property {import("./odata/query.mjs").Query} query
 * @property {number} pageSize  where the caller does not choose one
 * @property {(link: string) => string} divertNextLink
 *
 * @typedef {object} Operation
 * @property {readonly string[]} permissions  delegated ones, of which it needs any
 * @property {readonly import("../tenant/people.mjs").RolePermission[]} rolePermissions  of which it needs all
 * @property {Parameters<typeof import("./odata/query.mjs").parseQuery>[1]} [query]  what may be asked; nothing if absent
 * @property {(call: Call) => import("../http.mjs").Reply} perform
 */

/** @type {{ template: string, methods: Record<string, Operation> }[]} */
const ROUTES = [
  {
    template: "/v1.0/users/{usersId}/managedDevices/{managedDeviceId}/requestRemoteAssistance",
    methods: { POST: requestRemoteAssistance },
  },
  {
    template: "/v1.0/deviceManagement/managedDevices/{managedDeviceId}/requestRemoteAssistance",
    methods: { POST: requestRemoteAssistance },
  },
  {
    template:
      "/v1.0/deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}/requestRemoteAssistance",
    methods: { POST: requestRemoteAssistance },
  },
  { template: "/v1.0/deviceManagement/managedDevices", methods: { GET: listManagedDevices } },
  { template: "/v1.0/deviceManagement/managedDevices/{managedDeviceId}", methods: { GET: getManagedDevice } },
  { template: "/v1.0/deviceManagement/detectedApps", methods: { GET: listDetectedApps } },
  {
    template: "/v1.0/deviceManagement/detectedApps/{detectedAppId}/managedDevices",
    methods: { GET: listDevicesOfApp },
  },
  { template: "/v1.0/deviceManagement/remoteAssistancePartners", methods: { GET: listRemoteAssistancePartners } },
];

/** A path segment of RFC 3986: what is not a `pchar` has to be percent-encoded. */
const SEGMENT = /^(?:[\w\-.~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;

/**
 * @param {string} method
 * @param {string} path
 * @returns {{ operation: Operation, ids: Ids }}
 */
export function findOperation(method, path) {
  const segments = path.split("/").map(decodeSegment);
  for (const { template, methods } of ROUTES) {
    const ids = match(template.split("/"), segments);
    if (ids === null) continue;
    if (Object.hasOwn(methods, method)) return { operation: methods[method], ids };
    throw new GraphError(405, "Request_BadRequest", `The method ${method} is not allowed here.`, {
      Allow: Object.keys(methods).join(", "),
    });
  }
  throw badRequest("Resource not found for the segments of this path.");
}

/**
 * Decodes once: `%2523` stays `%23`, which is nobody's name.
 *
 * @param {string} raw
 * @param {number} index
 */
function decodeSegment(raw, index) {
  if (index === 0 && raw === "") return ""; // Before the leading slash.
  try {
    const decoded = SEGMENT.test(raw) ? decodeURIComponent(raw) : "";
    // A server or a proxy on the way would have resolved these, and the request would have gone elsewhere.
    if (decoded !== "" && !/^\.+$/.test(decoded)) return decoded;
  } catch {
    // Percent-encoded bytes that are not UTF-8.
  }
  throw badRequest("The path is malformed.");
}

/**
 * @param {string[]} template
 * @param {string[]} segments
 * @returns {Ids | null}
 */
function match(template, segments) {
  if (template.length !== segments.length) return null;
  /** @type {Ids} */
  const ids = {};
  for (const [index, part] of template.entries()) {
    const placeholder = /^\{(\w+)\}$/.exec(part)?.[1];
    if (placeholder !== undefined) ids[placeholder] = segments[index];
    else if (part !== segments[index]) return null;
  }
  return ids;
}
