/** What is known of a device, in words. Graph leaves out, empties and invents: nothing here takes a value for granted. */

import type { Device } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { make } from "../dom.js";
import { ago, time } from "../language.js";
import type { Words } from "../words/en.js";

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

export function compliance({ complianceState }: Device): HTMLElement {
  const label = make("span", (words) => complianceIn(words, complianceState), { className: "compliance" });
  label.dataset["state"] = complianceState ?? "unknown";
  return label;
}

function complianceIn({ device: { complianceStates: states } }: Words, state: string | null): string {
  if (state === null || state === "") return states.unknown;
  return Object.hasOwn(states, state) ? states[state as keyof typeof states] : state;
}

type Synchronised = Pick<Device, "lastSyncDateTime">;

/** How long ago. Intune does not say whether it never was. */
export function lastSync({ lastSyncDateTime }: Synchronised): Said {
  const at = momentOf(lastSyncDateTime);
  if (at === undefined) return (words) => words.device.unknown;
  return at === "never" ? (words) => words.device.never : () => ago(at);
}

/** The same to the second. */
export function lastSyncAt(device: Synchronised): Said {
  const at = momentOf(device.lastSyncDateTime);
  return typeof at === "number" ? () => `${ago(at)} (${time(at)})` : lastSync(device);
}

export function momentOf(text: string | null): number | "never" | undefined {
  const at = Date.parse(text ?? "");
  if (Number.isNaN(at)) return undefined;
  return new Date(at).getUTCFullYear() < 1971 ? "never" : at;
}
