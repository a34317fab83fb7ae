/** A request as it is kept over a reload, and shared between tabs. It never holds a token. */

import type { Device } from "intune-remote-assistance";
import type { Request, Stage } from "../../js/card/entry.js";
import * as card from "../../js/card/entry.js";
import { SharedRecords } from "./shared-records.js";

import { isRequest } from "./unsettled.js";

export interface Entry extends card.Entry {
  readonly device: Device;
  /** The requests that it was sent together with, and its place among them. */
  readonly batch: { readonly id: string; readonly index: number } | null;
}

/** The stages of a request that Graph took and that has not failed since: another would be a second ring. */
const TAKEN: ReadonlySet<Stage> = new Set<Stage>(["waiting", "ready", "timeout", "unreadable", "stopped", "taken"]);

export function isTaken({ stage }: Entry): boolean {
  return TAKEN.has(stage);
}

/** All that is known of a device whose id was typed. */
export function deviceOfId(id: string): Device {
  return {
    id,
    deviceName: null,
    userPrincipalName: null,
    userDisplayName: null,
    emailAddress: null,
    serialNumber: null,
    operatingSystem: null,
    osVersion: null,
    manufacturer: null,
    model: null,
    complianceState: null,
    lastSyncDateTime: null,
  };
}

export function newEntry(request: Request, device: Device, stage: Stage, requestedAt?: number): Entry {
  return { ...card.newEntry(request, stage, requestedAt), device, batch: null };
}

/** The requests of an account, by device. All tabs share them. */
export function entriesOf(account: string): SharedRecords<Entry> {
  return new SharedRecords(`request/${account}`, (value) =>
    // What an older version did not keep has its first value.
    isEntry(value) ? { ...newEntry(value.request, value.device, value.stage, value.requestedAt), ...value } : undefined,
  );
}

const STAGES: ReadonlySet<string> = new Set<Stage>([
  "queued",
  "notSent",
  "checking",
  "requesting",
  "waiting",
  "ready",
  "failed",
  "timeout",
  "unreadable",
  "stopped",
  "taken",
  "refused",
  "unknown",
]);

function isEntry(value: unknown): value is Entry {
  const { request, device, requestedAt, stage, url } = (value ?? {}) as Partial<Entry>;
  return (
    isRequest(request) &&
    isDevice(device) &&
    typeof requestedAt === "number" &&
    STAGES.has(String(stage)) &&
    (url === null || typeof url === "string")
  );
}

export function isDevice(value: unknown): value is Device {
  const { id, ...others } = (value ?? {}) as Partial<Device>;
  return typeof id === "string" && Object.values(others).every((text) => text === null || typeof text === "string");
}
