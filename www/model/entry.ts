/** A request as it is kept over a reload, and shared between tabs: whom it concerned, and how far it came. It never holds a token. */

import type { Device, RemoteAssistanceError, Session, SessionProgress } from "intune-remote-assistance";
import type { Words } from "../words/en.js";
import { SharedRecords } from "./shared-records.js";
import type { Request } from "./unsettled.js";
import { isRequest } from "./unsettled.js";

export type Stage = keyof Words["recent"]["states"];
export type Reason = NonNullable<Session["reason"]>;

const TOLD = [
  "code",
  "outcome",
  "status",
  "graphCode",
  "graphMessage",
  "requestId",
  "clientRequestId",
  "activityId",
  "retryAfterMs",
] as const;

/** What an error says, in a form that can be kept, and when it said so. */
export type Facts = Pick<RemoteAssistanceError, (typeof TOLD)[number]> & { readonly at: number };

export function factsOf(error: RemoteAssistanceError): Facts {
  return { ...(Object.fromEntries(TOLD.map((name) => [name, error[name]])) as Omit<Facts, "at">), at: Date.now() };
}

/** Whether a request with an unknown result reached the device, as the device shows it after a minute. */
export type Finding =
  | { readonly kind: "arrived"; readonly at: number | null }
  | { readonly kind: "nothing" | "unreadable" };

export interface Entry {
  readonly request: Request;
  readonly device: Device;
  /** In milliseconds since the epoch. */
  readonly requestedAt: number;
  readonly stage: Stage;
  /** Whether the device was read before the request; null as long as that is not decided. */
  readonly isCompared: boolean | null;
  /** How far it was when it was last told of, for going on after a reload. */
  readonly progress: SessionProgress | null;
  readonly url: string | null;
  readonly reason: Reason | null;
  readonly errorDetails: string | null;
  readonly facts: Facts | null;
  /** Whether the page was reloaded while it waited. */
  readonly isResumed: boolean;
  /** Whether the link was opened or copied. */
  readonly isOpened: boolean;
  /** What reading the device has shown about a request with an unknown result. Null as long as that is not decided. */
  readonly finding: Finding | null;
  /** The requests that it was sent together with, and its place among them. */
  readonly batch: { readonly id: string; readonly index: number } | null;
}

/** The stages of a request that Graph took and that has not failed since: another would be a second ring. */
const TAKEN: ReadonlySet<Stage> = new Set<Stage>(["waiting", "ready", "timeout", "unreadable", "stopped", "taken"]);

export function isTaken({ stage }: Entry): boolean {
  return TAKEN.has(stage);
}

/** Whether some tab works on the request, or did before it was closed. */
export function isInProgress({ stage }: Entry): boolean {
  return stage === "queued" || stage === "checking" || stage === "requesting" || stage === "waiting";
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

export function newEntry(request: Request, device: Device, stage: Stage, requestedAt = Date.now()): Entry {
  return {
    request,
    device,
    requestedAt,
    stage,
    isCompared: null,
    progress: null,
    url: null,
    reason: null,
    errorDetails: null,
    facts: null,
    isResumed: false,
    isOpened: false,
    finding: null,
    batch: null,
  };
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
