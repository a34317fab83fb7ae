/**
 * Looks for the link of a request that Graph took before this page was loaded, or that was sent without waiting for one.
 * Nothing but reads; what the device held before the request, or still holds from long before, is not taken for new.
 */

import { RemoteAssistanceError } from "intune-remote-assistance";
import type { ErrorCode, Session, SessionProgress, StartedSession } from "intune-remote-assistance";

import type { Graph } from "../graph.js";
import type { Entry } from "./entry.js";

export type Ending = Pick<StartedSession, "ended" | "url" | "errorDetails" | "action" | "isCompared" | "error">;

export interface Looking {
  readonly signal: AbortSignal;
  /** Until when it is looked for; it is looked for once at least. */
  readonly until: number;
  readonly onProgress: (progress: SessionProgress) => void;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 10_000;
/** How far the clocks of this machine and of Graph may be apart. */
const CLOCKS_APART_MS = 5 * 60_000;

/** These do not mend themselves: looking again would give the same. */
const LASTING: readonly ErrorCode[] = [
  "tokenProviderFailed", "invalidToken", "invalidIds", "unauthenticated", "claimsChallenge", "forbidden", "notFound", "badRequest", "refused", "internal",
];

export async function resume(graph: Graph, entry: Entry, { signal, until, onProgress }: Looking): Promise<Ending> {
  const startedAt = Date.now();
  const none = { url: null, errorDetails: null, action: null, isCompared: entry.before !== null, error: null };
  for (let reads = 1, pause = FIRST_PAUSE_MS; ; reads += 1, pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    let problem: ErrorCode | null = null;
    try {
      const session = await graph.getSession(entry.request.ids.managedDeviceId, signal);
      const { state } = session;
      if ((state === "ready" || state === "failed") && isNew(session, entry)) {
        return { ...none, ...session, ended: state, isCompared: entry.before !== null || actedAt(session) !== undefined };
      }
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      if (error.code === "aborted") return { ...none, ended: "aborted" };
      if (LASTING.includes(error.code)) return { ...none, ended: "unreadable", error };
      problem = error.code;
    }
    if (signal.aborted) return { ...none, ended: "aborted" };
    if (Date.now() + pause > until) return { ...none, ended: "timeout" };
    onProgress({ phase: "waiting", elapsedMs: Date.now() - startedAt, reads, problem });
    await wait(pause, signal);
  }
}

/** Whether a session is another one than the device held before. Without that to compare with, its action's time decides. */
export function isNew(session: Session, { before, requestedAt }: Pick<Entry, "before" | "requestedAt">): boolean {
  if (before !== null) return traits(session) !== traits(before);
  const at = actedAt(session);
  return at === undefined || at >= requestedAt - CLOCKS_APART_MS;
}

function traits({ url, errorDetails, action }: Session): string {
  return JSON.stringify([url, errorDetails, action?.state, action?.startDateTime, action?.lastUpdatedDateTime]);
}

function actedAt({ action }: Session): number | undefined {
  const at = Date.parse(action?.lastUpdatedDateTime ?? "");
  return Number.isNaN(at) ? undefined : at;
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
