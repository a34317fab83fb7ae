// @ts-check
import { managedDevice } from "./devices.mjs";
import { officeUsers } from "./people.mjs";

/**
 * The plain devices, any number of them: `OFFICE-PC-001` and so on. Each is made of its number alone, so that a device
 * is the same in a tenant of 64 and in one of 50 000.
 */

/** Of the first forty, five are refused, each in its own way. */
const REFUSED = new Map(
  /** @type {const} */ ([
    [8, "refused"],
    [16, "gone"],
    [24, "unavailable"],
    [32, "unsuitable"],
    [40, "conflicting"],
  ]),
);
/** @type {import("./devices.mjs").OperatingSystem[]} */
const OPERATING_SYSTEMS = ["Windows", "Windows", "Windows", "macOS", "Windows"];
/** @type {import("./devices.mjs").ManagedDevice["complianceState"][]} */
const COMPLIANCE = ["compliant", "compliant", "compliant", "noncompliant", "compliant", "inGracePeriod", "compliant"];
const LAST_SYNC = Date.parse("2026-11-21T18:00:00Z");
const SYNC_INTERVAL_MS = 7 * 60_000;

/** @param {number} size */
export const fleet = (size) => Array.from({ length: size }, (_, index) => plainDevice(index + 1));

/** @param {number} number */
function plainDevice(number) {
  return managedDevice({
    id: guidOf(number),
    deviceName: `OFFICE-PC-${String(number).padStart(3, "0")}`,
    owner: officeUsers[number % officeUsers.length],
    operatingSystem: OPERATING_SYSTEMS[number % OPERATING_SYSTEMS.length],
    complianceState: COMPLIANCE[number % COMPLIANCE.length],
    lastSyncDateTime: `${new Date(LAST_SYNC - number * SYNC_INTERVAL_MS).toISOString().slice(0, 19)}Z`,
    serialNumber: `PC${String(number).padStart(8, "0")}`,
    plays: REFUSED.get(/** @type {any} */ (number)),
  });
}

/**
 * A GUID that looks random but is fixed. Multiplying by an odd number and folding, modulo 2³², loses nothing, so the
 * first of its four words alone is different for every number.
 *
 * @param {number} number
 */
function guidOf(number) {
  const hex = [0, 1, 2, 3]
    .map((word) =>
      scramble(number + word * 0x9e3779b9)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
  // Version 4 and the variant of RFC 9562.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** @param {number} value */
function scramble(value) {
  let word = value >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
