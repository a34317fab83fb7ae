/** A request as the session card shows it: whom it concerned, and how far it came. It never holds a token. */

import type { RemoteAssistanceError } from "../errors.js";
import type { AssistanceRequest, Session, SessionProgress } from "../types.js";

export type Request = AssistanceRequest;

/** Graph takes ids in either case, and two routes may lead to one device. */
export function deviceOf(request: Request): string {
  return request.ids.managedDeviceId.toLowerCase();
}

export type Stage =
  | "queued"
  | "notSent"
  | "checking"
  | "requesting"
  | "waiting"
  | "ready"
  | "failed"
  | "timeout"
  | "unreadable"
  | "stopped"
  | "taken"
  | "refused"
  | "unknown";

export type Reason = NonNullable<Session["reason"]>;

const FACTS = [
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
export type Facts = Pick<RemoteAssistanceError, (typeof FACTS)[number]> & { readonly at: number };

export function factsOf(error: Omit<Facts, "at">): Facts {
  return { ...(Object.fromEntries(FACTS.map((name) => [name, error[name]])) as Omit<Facts, "at">), at: Date.now() };
}

/** Whether a request with an unknown result reached the device, as the device shows it after a minute. */
export type Finding =
  | { readonly kind: "arrived"; readonly at: number | null }
  | { readonly kind: "nothing" | "unreadable" };

export interface Entry {
  readonly request: Request;
  /** In milliseconds since the epoch. */
  readonly requestedAt: number;
  readonly stage: Stage;
  /** Whether the device was read before the request; null as long as that is not decided. */
  readonly isCompared: boolean | null;
  /** The last progress of the request, for going on after a reload. */
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
}

export function newEntry(request: Request, stage: Stage, requestedAt = Date.now()): Entry {
  return {
    request,
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
  };
}

/** Whether the request is under way, or was when its page was closed. */
export function isInProgress({ stage }: Entry): boolean {
  return stage === "queued" || stage === "checking" || stage === "requesting" || stage === "waiting";
}
