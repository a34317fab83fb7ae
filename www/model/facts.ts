/** What is known of a device, in words. Graph leaves out, empties and invents: nothing here takes a value for granted. */

import type { Device } from "intune-remote-assistance";
import type { Words } from "../words/en.js";
import { ago, time } from "../words/language.js";

export function nameOf(words: Words, { deviceName, id }: Device): string {
  return deviceName || id || words.results.unnamed;
}

export function userOf({ userDisplayName, userPrincipalName }: Device): string | null {
  return userDisplayName || userPrincipalName || null;
}

/** Whether nothing but its id is known. */
export function isOnlyId(device: Device): boolean {
  return Object.entries(device).every(([name, value]) => name === "id" || value === null);
}

/** Whether Graph gave a stub, as it does for the devices of an app: who uses the device is not in the list. */
export function isStub({ userDisplayName, userPrincipalName, serialNumber, lastSyncDateTime }: Device): boolean {
  return [userDisplayName, userPrincipalName, serialNumber, lastSyncDateTime].every((value) => value === null);
}

export function complianceIn({ device: { complianceStates: states } }: Words, { complianceState }: Device): string {
  if (complianceState === null || complianceState === "") return states.unknown;
  return Object.hasOwn(states, complianceState) ? states[complianceState as keyof typeof states] : complianceState;
}

export function systemOf({ operatingSystem, osVersion }: Device): string {
  return [operatingSystem, osVersion].filter(Boolean).join(" ");
}

type Synchronised = Pick<Device, "lastSyncDateTime">;

/** How long ago. Intune does not say whether it never was. */
export function lastSyncIn(words: Words, { lastSyncDateTime }: Synchronised): string {
  const at = momentOf(lastSyncDateTime);
  if (at === undefined) return words.device.unknown;
  return at === "never" ? words.device.never : ago(at);
}

/** The same to the second. */
export function lastSyncAtIn(words: Words, device: Synchronised): string {
  const at = momentOf(device.lastSyncDateTime);
  return typeof at === "number" ? `${ago(at)} (${time(at)})` : lastSyncIn(words, device);
}

/** A device that has not synchronised for longer is probably off, or in a drawer. */
const STALE_MS = 30 * 86_400_000;

export function isStale({ lastSyncDateTime }: Synchronised): boolean {
  const at = momentOf(lastSyncDateTime);
  return at === "never" || (at !== undefined && Date.now() - at > STALE_MS);
}

export function momentOf(text: string | null): number | "never" | undefined {
  const at = Date.parse(text ?? "");
  if (Number.isNaN(at)) return undefined;
  return new Date(at).getUTCFullYear() < 1971 ? "never" : at;
}
