/** A request of this tab, as it is kept over a reload: whom it concerned, and how far it came. It never holds a token. */

import type { Device, RemoteAssistanceError, Session, SessionProgress } from "intune-remote-assistance";

import type { Request } from "../unsettled.js";
import type { Words } from "../words/en.js";

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
  };
}

const KEY = "recent-requests";
/** As many as anybody looks back at: many requests at once, and those from before. */
const KEPT = 100;

/** The latest first. */
export function keptEntries(): Entry[] {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Where the browser keeps nothing, the list ends with the page; what must not be forgotten is noted elsewhere. */
export function keepEntries(entries: readonly Entry[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries.slice(0, KEPT)));
  } catch {
    // Nothing depends on it.
  }
}

function isEntry(entry: unknown): entry is Entry {
  const { request, device, requestedAt, stage } = (entry ?? {}) as Partial<Entry>;
  return (
    typeof request?.ids?.managedDeviceId === "string" &&
    typeof device?.id === "string" &&
    typeof requestedAt === "number" &&
    typeof stage === "string"
  );
}
