/** One request that the page follows, from the press of the button to the link or the reason why there is none. */

import type { ErrorCode, FollowedSession, SessionProgress } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";

import type { Graph } from "../graph.js";
import { needsSignIn } from "../session.js";
import { forget } from "../unsettled.js";
import type { Entry } from "./entry.js";
import { factsOf } from "./entry.js";

/** What is only known while the page is open. */
export interface Now {
  readonly reads: number;
  readonly problem: ErrorCode | null;
  /** When Graph lets the request be sent again, in milliseconds since the epoch. */
  readonly waitsUntil: number;
  readonly needsSignIn: boolean;
}

const AT_REST: Now = { reads: 0, problem: null, waitsUntil: 0, needsSignIn: false };

/** How long the page waits for a link by itself. */
export const POLL_TIMEOUT_MS = 180_000;

export class Watch {
  #entry: Entry;
  #now = AT_REST;
  #controller: AbortController | undefined;
  #waitsSince: number;
  readonly #graph: Graph;
  readonly #onChange: (watch: Watch) => void;

  constructor(graph: Graph, entry: Entry, onChange: (watch: Watch) => void) {
    this.#graph = graph;
    this.#entry = entry;
    this.#waitsSince = entry.requestedAt;
    this.#onChange = onChange;
  }

  get entry(): Entry {
    return this.#entry;
  }

  get now(): Now {
    return this.#now;
  }

  get isRunning(): boolean {
    return this.#controller !== undefined;
  }

  /** Whether the request itself is under way; what Graph took is only looked at. */
  get isSending(): boolean {
    return this.isRunning && (this.#entry.stage === "checking" || this.#entry.stage === "requesting");
  }

  /** When the waiting for the link began that ends after {@link POLL_TIMEOUT_MS}. */
  get waitsSince(): number {
    return this.#waitsSince;
  }

  /** Sends the request. Its note is the caller's to write first; here it is settled. */
  async start(): Promise<void> {
    const { request } = this.#entry;
    await this.#run(
      async (signal) => {
        const session = await this.#graph.startSession(request, {
          signal,
          pollTimeoutMs: POLL_TIMEOUT_MS,
          onWait: (milliseconds) => this.#change({}, { waitsUntil: Date.now() + milliseconds }),
          onProgress: (progress) => this.#progressed(progress),
        });
        this.#ended(session);
      },
      (error) => this.#refused(error),
    );
  }

  /** Looks for the link of a request that Graph took earlier. Nothing is sent but reads. */
  async look(until = Date.now() + POLL_TIMEOUT_MS): Promise<void> {
    // What is under way finds the link by itself, and may not have been taken yet.
    if (this.isRunning) return;
    const { entry } = this;
    this.#waitsSince = until - POLL_TIMEOUT_MS;
    await this.#run(
      async (signal) => {
        this.#change({ stage: "waiting", reason: null, errorDetails: null, facts: null, url: null }, AT_REST);
        const session = await this.#graph.resumeSession(entry.request, entry.progress ?? sentAt(entry.requestedAt), {
          signal,
          // Once it is looked in any case, however long ago the request was.
          pollTimeoutMs: Math.max(1, until - Date.now()),
          onProgress: (progress) => this.#progressed(progress),
        });
        this.#ended(session);
      },
      (error) => {
        // Graph took the request, whatever is the matter with looking for its link.
        const stage = error.code === "aborted" ? "stopped" : "unreadable";
        this.#change({ stage, facts: factsOf(error) }, { needsSignIn: needsSignIn(error.cause) });
      },
    );
  }

  /** Ends the waiting; a request that Graph has taken stays taken. */
  stop(): void {
    this.#controller?.abort();
  }

  async #run(
    task: (signal: AbortSignal) => Promise<void>,
    onError: (error: RemoteAssistanceError) => void,
  ): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    try {
      await task(controller.signal);
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      onError(error);
    } finally {
      if (this.#controller === controller) this.#controller = undefined;
      this.#onChange(this);
    }
  }

  #progressed(progress: SessionProgress): void {
    const { phase, reads, problem } = progress;
    const now = { reads, problem, waitsUntil: 0 };
    switch (phase) {
      case "checking":
        return this.#change({ stage: "checking" }, now);
      case "requesting":
        return this.#change({ stage: "requesting", isCompared: problem === null }, now);
      case "accepted":
        // From here on its fate is known, whatever comes of it.
        forget(this.#entry.request);
        return this.#change({ stage: "waiting", progress }, now);
      case "waiting":
        return this.#change({ stage: "waiting", progress }, now);
    }
  }

  #ended({ ended, url, errorDetails, reason, isCompared, error }: FollowedSession): void {
    const facts = error === null ? null : factsOf(error);
    this.#change(
      { isCompared, url, errorDetails, reason, facts, stage: ended === "aborted" ? "stopped" : ended },
      { needsSignIn: needsSignIn(error?.cause) },
    );
  }

  #refused(error: RemoteAssistanceError): void {
    const isOpen = error.outcome === "unknown";
    if (!isOpen) forget(this.#entry.request);
    this.#change(
      { stage: isOpen ? "unknown" : "refused", facts: factsOf(error) },
      { needsSignIn: needsSignIn(error.cause) },
    );
  }

  #change(entry: Partial<Entry>, now: Partial<Now>): void {
    this.#entry = { ...this.#entry, ...entry };
    this.#now = { ...this.#now, ...now };
    this.#onChange(this);
  }
}

/** Of a request that Graph took at that time, without the device having been read before. */
function sentAt(requestedAt: number): SessionProgress {
  return { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt, before: null, problem: null };
}
