/**
 * Looks for the link of a request that Graph took before this page was loaded, or that was sent without waiting for one.
 * Nothing but reads; what the device held before the request, or still holds from long before, is not taken for new.
 */

import { RemoteAssistanceError } from "intune-remote-assistance";
import type { ErrorCode, Session, SessionAction, SessionProgress, StartedSession } from "intune-remote-assistance";

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
const CLOCKS_APART_MS = 60_000;

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
      if (state === "ready" || state === "failed") {
        const novelty = noveltyOf(session, entry);
        if (novelty !== "old") return { ...none, ...session, ended: state, isCompared: novelty === "new" };
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

/** How surely a session is the one that was asked for: not at all, as far as can be seen, or for certain. */
type Novelty = "old" | "likely" | "new";

/**
 * Holds what is seen against what the device held before the request. The same link or error once more is a new one only
 * if the action that gives it has ended since. Without anything to compare with, the action's own time has to tell.
 */
export function noveltyOf(session: Session, { before, requestedAt }: Pick<Entry, "before" | "requestedAt">): Novelty {
  const { action, state } = session;
  const hasEnded = action !== null && (state === "ready" ? ["done"] : ["failed", "canceled", "notSupported"]).includes(action.state);
  if (before !== null) {
    const isOther = session.url !== before.url || session.errorDetails !== before.errorDetails;
    return isOther || (hasEnded && !isSameAction(action, before.action)) ? "new" : "old";
  }
  if (action === null) return "likely";
  if (action.state === "pending" || action.state === "active") return "old";
  const at = Date.parse(action.lastUpdatedDateTime ?? "");
  if (Number.isNaN(at)) return "likely";
  if (at < requestedAt - CLOCKS_APART_MS) return "old";
  return hasEnded ? "new" : "likely";
}

function isSameAction(one: SessionAction, other: SessionAction | null): boolean {
  return other !== null && one.startDateTime === other.startDateTime && one.lastUpdatedDateTime === other.lastUpdatedDateTime && one.state === other.state;
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
