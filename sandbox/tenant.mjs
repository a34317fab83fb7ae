// @ts-check
/**
 * The sample tenant: its accounts, users, devices, detected apps and connector.
 *
 * @typedef {import("./tenant/people.mjs").Account} Account
 * @typedef {import("./tenant/people.mjs").User} User
 * @typedef {import("./tenant/managed-device.mjs").ManagedDevice} ManagedDevice
 * @typedef {import("./tenant/detected-apps.mjs").DetectedApp} DetectedApp
 *
 * @typedef {object} Sample  values for the request form of the page
 * @property {string} label
 * @property {"users" | "deviceManagement" | "detectedApps"} scope
 * @property {Record<string, string>} ids
 *
 * @typedef {object} Tenant
 * @property {string} id
 * @property {string} domain
 * @property {{ id: string, displayName: string, permissions: readonly string[] }} client  the page's app registration
 * @property {readonly Account[]} accounts
 * @property {readonly User[]} users
 * @property {readonly ManagedDevice[]} devices
 * @property {readonly DetectedApp[]} detectedApps
 * @property {import("./tenant/connectors.mjs").ConnectorState} connector
 * @property {readonly Sample[]} samples
 * @property {(id: string) => ManagedDevice | undefined} deviceById  ignores the id's case
 */
import { detectedApps } from "./tenant/detected-apps.mjs";
import { namedDevices } from "./tenant/devices.mjs";
import { generatedDevices } from "./tenant/generated-devices.mjs";
import { accounts, domain, PERMISSIONS, people, users } from "./tenant/people.mjs";

const DEFAULT_GENERATED_DEVICES = 64;

/**
 * @param {object} [options]
 * @param {number} [options.generatedDeviceCount]
 *   in addition to the named devices; the tenant creates them on first use
 * @param {Tenant["connector"]} [options.connector]
 * @returns {Tenant}
 */
export function createTenant({ generatedDeviceCount = DEFAULT_GENERATED_DEVICES, connector = "onboarded" } = {}) {
  const devices = lazily(() => [...namedDevices, ...generatedDevices(generatedDeviceCount)]);
  const apps = lazily(() => detectedApps(devices()));
  const byId = lazily(() => new Map(devices().map((device) => [device.id, device])));
  return {
    id: "dbb3d901-2996-4d51-8528-5148fc407197",
    domain,
    client: {
      id: "f6ecaec6-c0d1-444d-98ee-2c9670959600",
      displayName: "Intune Remote Assistance",
      permissions: Object.values(PERMISSIONS),
    },
    accounts,
    users,
    get devices() {
      return devices();
    },
    get detectedApps() {
      return apps();
    },
    connector,
    samples,
    deviceById: (id) => byId().get(id.toLowerCase()),
  };
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} calls `make` on the first call only
 */
function lazily(make) {
  /** @type {{ value: T } | undefined} */
  let made;
  return () => (made ??= { value: make() }).value;
}

/** @param {string} name */
const idOf = (name) => namedDevices.find(({ deviceName }) => deviceName === name)?.id ?? "";
const [vpn] = detectedApps(namedDevices);

/** @type {Sample[]} */
const samples = [
  {
    label: "Ada's laptop (by user)",
    scope: "users",
    ids: { usersId: people.ada.userPrincipalName, managedDeviceId: idOf("ADA-LAPTOP") },
  },
  {
    label: "A guest's Surface (by user, name with #EXT#)",
    scope: "users",
    ids: { usersId: people.grace.userPrincipalName, managedDeviceId: idOf("GRACE-SURFACE") },
  },
  { label: "Liam's desktop (by device)", scope: "deviceManagement", ids: { managedDeviceId: idOf("LIAM-DESKTOP") } },
  {
    label: "Ada's laptop (by its VPN app)",
    scope: "detectedApps",
    ids: { detectedAppId: vpn.id, managedDeviceId: idOf("ADA-LAPTOP") },
  },
  {
    label: "A device that is not there (404)",
    scope: "deviceManagement",
    ids: { managedDeviceId: "6b5192da-d757-4aca-a898-30f7ca995d12" },
  },
];

/** The tenant with the default options. */
export const tenant = createTenant();
