/** The order of the devices in the table, and which systems it shows. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Desk } from "../model/desk.js";
import { complianceIn, momentOf, nameOf, systemOf, userOf } from "../model/facts.js";
import type { Found } from "../model/search.js";
import { words } from "../words/language.js";

export const COLUMNS = ["name", "user", "system", "compliance", "lastSync", "serial"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** Undefined: the order that Graph gave. */
export const order = signal<Order | undefined>(undefined);

/** The system that is shown. Empty: all. */
export const shownSystem = signal("");

export function sortBy(column: Column): void {
  const before = order.value;
  const isAgain = before?.column === column;
  // The third press gives Graph's order back.
  order.value = isAgain && before.isDescending ? undefined : { column, isDescending: isAgain };
}

/** The systems among the devices that were loaded. */
export function systemsOf(devices: readonly Found[]): readonly string[] {
  return [...new Set(devices.flatMap(({ operatingSystem }) => operatingSystem || []))].sort();
}

/** The devices as the table shows them. */
export function sortedDevices({ finder: { devices } }: Desk): ReadonlySignal<readonly Found[]> {
  return useMemo(
    () =>
      computed(() => {
        const loaded = devices.loaded.value;
        const system = systemsOf(loaded).includes(shownSystem.value) ? shownSystem.value : "";
        const filtered = system === "" ? loaded : loaded.filter((device) => device.operatingSystem === system);
        return sorted(filtered, order.value).slice(0, devices.limit.value);
      }),
    [devices],
  );
}

function sorted(devices: readonly Found[], by: Order | undefined): readonly Found[] {
  if (by === undefined) return devices;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const keyed = devices.map((device) => ({ device, key: keyOf(device, by.column) }));
  const sign = by.isDescending ? -1 : 1;
  keyed.sort(({ key: one }, { key: other }) => {
    // What is not known stands at the end, in either direction.
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    const difference =
      typeof one === "number" && typeof other === "number" ? one - other : collator.compare(String(one), String(other));
    return sign * difference;
  });
  return keyed.map(({ device }) => device);
}

function keyOf(device: Found, column: Column): string | number {
  switch (column) {
    case "name":
      return nameOf(words(), device);
    case "user":
      return userOf(device) ?? "";
    case "system":
      return systemOf(device);
    case "compliance":
      return device.complianceState ? complianceIn(words(), device) : "";
    case "lastSync": {
      const at = momentOf(device.lastSyncDateTime);
      return typeof at === "number" ? at : "";
    }
    case "serial":
      return device.serialNumber ?? "";
  }
}
