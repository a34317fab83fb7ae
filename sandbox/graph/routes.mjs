// @ts-check
import { badRequest, GraphError } from "./errors.mjs";
import {
  getManagedDevice,
  listDetectedApps,
  listDevicesOfApp,
  listDevicesOfUser,
  listManagedDevices,
  listRemoteAssistancePartners,
  listUsers,
} from "./read-operations.mjs";
import { requestRemoteAssistance } from "./remote-assistance.mjs";

/**
 * @typedef {import("./operation.mjs").Ids} Ids
 * @typedef {import("./operation.mjs").Operation} Operation
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
  { template: "/v1.0/users", methods: { GET: listUsers } },
  { template: "/v1.0/users/{usersId}/managedDevices", methods: { GET: listDevicesOfUser } },
  { template: "/v1.0/deviceManagement/managedDevices", methods: { GET: listManagedDevices } },
  { template: "/v1.0/deviceManagement/managedDevices/{managedDeviceId}", methods: { GET: getManagedDevice } },
  { template: "/v1.0/deviceManagement/detectedApps", methods: { GET: listDetectedApps } },
  {
    template: "/v1.0/deviceManagement/detectedApps/{detectedAppId}/managedDevices",
    methods: { GET: listDevicesOfApp },
  },
  { template: "/v1.0/deviceManagement/remoteAssistancePartners", methods: { GET: listRemoteAssistancePartners } },
];

/** A path segment of RFC 3986: every character that is not a `pchar` must be percent-encoded. */
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
 * Decodes the segment once: `%2523` becomes `%23`, so a name that was encoded twice is not found.
 *
 * @param {string} raw
 * @param {number} index
 */
function decodeSegment(raw, index) {
  if (index === 0 && raw === "") return ""; // The part before the leading slash.
  try {
    const decoded = SEGMENT.test(raw) ? decodeURIComponent(raw) : "";
    // A proxy or another server resolves dot segments, so the request would reach another path.
    if (decoded !== "" && !/^\.+$/.test(decoded)) return decoded;
  } catch {
    // The percent-encoded bytes are not UTF-8.
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
