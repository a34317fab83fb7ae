// @ts-check
import { managedDevice } from "./managed-device.mjs";
import { officeUsers } from "./people.mjs";

/**
 * Any number of generated devices, from `OFFICE-PC-001` on. The device's number determines all its properties, so that
 * a device is the same in a tenant of 64 devices and in a tenant of 50 000.
 */

/** Graph refuses the requests of five of the first forty devices, each with a different error. */
const REFUSED = new Map(
  /** @type {const} */ ([
    [8, "refused"],
    [16, "gone"],
    [24, "unavailable"],
    [32, "unsuitable"],
    [40, "conflicting"],
  ]),
);
/** @type {import("./managed-device.mjs").OperatingSystem[]} */
const OPERATING_SYSTEMS = ["Windows", "Windows", "Windows", "macOS", "Windows"];
/** @type {import("./managed-device.mjs").ManagedDevice["complianceState"][]} */
const COMPLIANCE = ["compliant", "compliant", "compliant", "noncompliant", "compliant", "inGracePeriod", "compliant"];
const LAST_SYNC = Date.parse("2026-11-21T18:00:00Z");
const SYNC_INTERVAL_MS = 7 * 60_000;

/** @param {number} count */
export const generatedDevices = (count) => Array.from({ length: count }, (_, index) => generatedDevice(index + 1));

/** @param {number} number */
function generatedDevice(number) {
  return managedDevice({
    id: guidOf(number),
    deviceName: `OFFICE-PC-${String(number).padStart(3, "0")}`,
    owner: officeUsers[number % officeUsers.length],
    operatingSystem: OPERATING_SYSTEMS[number % OPERATING_SYSTEMS.length],
    complianceState: COMPLIANCE[number % COMPLIANCE.length],
    lastSyncDateTime: `${new Date(LAST_SYNC - number * SYNC_INTERVAL_MS).toISOString().slice(0, 19)}Z`,
    serialNumber: `PC${String(number).padStart(8, "0")}`,
    behaviour: REFUSED.get(/** @type {any} */ (number)),
  });
}

/**
 * Returns a GUID that looks random but depends on the number only. Each step of `scramble` is invertible: an xor with a
 * right shift, or a multiplication by an odd number modulo 2³². So the first word alone differs for every number.
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
  // The digits 4 and a are the version and the variant of a random UUID in RFC 9562.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** @param {number} value */
function scramble(value) {
  let word = value >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
