/** Sends many requests together, and follows each to its link. */

import type { SessionProgress, SessionsResult } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { POLL_TIMEOUT_MS } from "../../js/card/tracked-request.js";
import type { Release } from "./device-locks.js";
import type { Graph } from "./graph.js";
import { note } from "./unsettled.js";
import type { Watch } from "./watch.js";

/** A watch of a batch, and the release of its device. */
export interface Joined {
  readonly watch: Watch;
  readonly release: Release;
}

export interface ManyControl {
  readonly controller: AbortController;
  /** Graph lets nothing be sent for so many milliseconds. */
  readonly onWait: (milliseconds: number) => void;
}

/** Resolves once all have ended. Rejects only if nothing was sent. What was sent before a reload is only followed. */
export async function runMany(
  graph: Graph,
  joined: readonly Joined[],
  { controller, onWait }: ManyControl,
): Promise<void> {
  const settle = ({ watch, release }: Joined, result: SessionsResult): void => {
    if (!watch.isRunning) return;
    watch.leave(result);
    release();
  };
  const requests = joined.map(({ watch: { entry } }) =>
    entry.progress === null || entry.stage !== "waiting"
      ? entry.request
      : { ...entry.request, progress: entry.progress },
  );
  try {
    const results = await graph.startSessions(requests, {
      signal: controller.signal,
      pollTimeoutMs: POLL_TIMEOUT_MS,
      onWait,
      onProgress: ({ index, progress, result }) => {
        const one = joined[index];
        if (one === undefined) return;
        if (result !== null) settle(one, result);
        else if (progress !== null && !isNoted(one.watch, progress)) controller.abort();
        else if (progress !== null) one.watch.progressed(progress);
      },
    });
    for (const [index, one] of joined.entries()) {
      const result = results[index];
      if (result !== undefined) settle(one, result);
    }
  } catch (error) {
    if (!(error instanceof RemoteAssistanceError)) throw error;
    for (const one of joined) settle(one, { session: null, error });
    throw error;
  }
}

/** Notes a request before it is sent. False if the browser cannot keep the note: then it must not be sent. */
function isNoted({ entry: { request, device } }: Watch, { phase }: SessionProgress): boolean {
  if (phase !== "requesting") return true;
  try {
    note(request, Date.now(), device.deviceName ?? undefined);
    return true;
  } catch {
    return false;
  }
}
