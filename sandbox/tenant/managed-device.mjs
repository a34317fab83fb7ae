// @ts-check
import { NEVER } from "./connectors.mjs";
import { recent } from "./recent.mjs";

/**
 * @typedef {object} ManagedDevice  properties as in Graph's managedDevice, and the sandbox's own `behaviour`
 * @property {string} id
 * @property {string} deviceName
 * @property {string} userId  empty for a device without a primary user, as are the next three properties
 * @property {string} userDisplayName
 * @property {string} userPrincipalName
 * @property {string} emailAddress
 * @property {string} operatingSystem
 * @property {string} osVersion
 * @property {string} manufacturer
 * @property {string} model
 * @property {"company" | "personal"} managedDeviceOwnerType
 * @property {"compliant" | "noncompliant" | "inGracePeriod" | "unknown"} complianceState
 * @property {string} enrolledDateTime
 * @property {string} lastSyncDateTime
 * @property {string} serialNumber
 * @property {import("./behaviours.mjs").BehaviourName} behaviour  the effect of a request for a session
 *
 * @typedef {"Windows" | "macOS" | "iOS" | "iPadOS" | "Android"} OperatingSystem
 */

/** @type {Record<OperatingSystem, Pick<ManagedDevice, "osVersion" | "manufacturer" | "model">>} */
const HARDWARE = {
  Windows: { osVersion: "10.0.26100.2314", manufacturer: "Contoso Computers", model: "Book 14" },
  macOS: { osVersion: "15.1.1", manufacturer: "Apple", model: "MacBook Air" },
  iOS: { osVersion: "18.1", manufacturer: "Apple", model: "iPhone 15" },
  iPadOS: { osVersion: "18.1", manufacturer: "Apple", model: "iPad Air" },
  Android: { osVersion: "15", manufacturer: "Woodgrove Mobile", model: "W5" },
};

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} deviceName
 * @property {import("./people.mjs").User | null} owner
 * @property {OperatingSystem} operatingSystem
 * @property {ManagedDevice["complianceState"]} complianceState
 * @property {string} lastSyncDateTime
 * @property {string} serialNumber
 * @property {ManagedDevice["behaviour"]} [behaviour]
 *
 * @param {Row} row
 * @returns {ManagedDevice}
 */
export function managedDevice({
  id,
  deviceName,
  owner,
  operatingSystem,
  complianceState,
  lastSyncDateTime,
  serialNumber,
  behaviour = "readySoon",
}) {
  return {
    id,
    deviceName,
    userId: owner?.id ?? "",
    userDisplayName: owner?.displayName ?? "",
    userPrincipalName: owner?.userPrincipalName ?? "",
    emailAddress: owner?.mail ?? "",
    operatingSystem,
    ...HARDWARE[operatingSystem],
    managedDeviceOwnerType: "company",
    complianceState,
    enrolledDateTime: "2025-03-04T09:30:00Z",
    lastSyncDateTime: lastSyncDateTime === NEVER ? NEVER : recent(lastSyncDateTime),
    serialNumber,
    behaviour,
  };
}
