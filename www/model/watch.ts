/** One request that the page follows, from the press of the button to the link or the reason why there is none. */

import { batch, signal } from "@preact/signals";
import type { ErrorCode, FollowedSession, SessionProgress, SessionsResult } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { isElsewhere } from "./device-locks.js";
import type { Entry, Finding } from "./entry.js";
import { factsOf, isInProgress } from "./entry.js";
import type { Graph } from "./graph.js";
import { needsSignIn } from "./sign-in.js";
import { deviceOf, forget } from "./unsettled.js";

/** What is only known while the page is open. */
export interface Now {
  readonly reads: number;
  readonly problem: ErrorCode | null;
  /** When Graph lets the request be sent again, in milliseconds since the epoch. */
  readonly waitsUntil: number;
  readonly needsSignIn: boolean;
}

const AT_REST: Now = { reads: 0, problem: null, waitsUntil: 0, needsSignIn: false };

/** How long the page looks whether a request with an unknown result has reached the device. */
const INVESTIGATION_MS = 60_000;

/** How long the page waits for a link by itself. */
export const POLL_TIMEOUT_MS = 180_000;

export class Watch {
  readonly #entry;
  readonly #now = signal(AT_REST);
  readonly #controller = signal<AbortController | undefined>(undefined);
  readonly #isInBatch = signal(false);
  readonly #investigation = signal<AbortController | undefined>(undefined);
  #waitsSince: number;
  readonly #graph: Graph;
  readonly #onChange: (watch: Watch, isOwn: boolean) => void;

  /** @param onChange  is told whether this tab made the change, which has to be kept then */
  constructor(graph: Graph, entry: Entry, onChange: (watch: Watch, isOwn: boolean) => void) {
    this.#graph = graph;
    this.#entry = signal(entry);
    this.#waitsSince = entry.requestedAt;
    this.#onChange = onChange;
  }

  get entry(): Entry {
    return this.#entry.value;
  }

  get now(): Now {
    return this.#now.value;
  }

  /** Whether this tab works on the request. */
  get isRunning(): boolean {
    return this.#controller.value !== undefined;
  }

  /** Whether this tab or another one works on the request. */
  get isBusy(): boolean {
    return this.isRunning || (isInProgress(this.entry) && isElsewhere(deviceOf(this.entry.request)));
  }

  /** Takes up what another tab has written, or what it has left. */
  replace(entry: Entry, isOwn = false): void {
    batch(() => {
      this.#entry.value = entry;
      this.#now.value = AT_REST;
    });
    this.#onChange(this, isOwn);
  }

  /** Whether the request itself is under way; what Graph took is only looked at. */
  get isSending(): boolean {
    return this.isRunning && (this.entry.stage === "checking" || this.entry.stage === "requesting");
  }

  /** When the waiting for the link began that ends after {@link POLL_TIMEOUT_MS}. */
  get waitsSince(): number {
    return this.#waitsSince;
  }

  /** Sends the request. Its note is the caller's to write first; here it is settled. */
  async start(): Promise<void> {
    const { request } = this.entry;
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
        const progress = { ...(entry.progress ?? sentAt(entry.requestedAt)), phase: "accepted" } as const;
        const session = await this.#graph.resumeSession(entry.request, progress, {
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

  /** Whether the admin can stop it by itself. One of a batch ends with the batch. */
  get canStop(): boolean {
    return this.isRunning && !this.#isInBatch.value;
  }

  /** Ends the waiting; a request that Graph has taken stays taken. */
  stop(): void {
    this.#controller.peek()?.abort();
    this.#investigation.peek()?.abort();
  }

  /** Whether the page is finding out what became of the request. */
  get isInvestigating(): boolean {
    return this.#investigation.value !== undefined;
  }

  /** Reads the device for a minute, to find out whether a request with an unknown result has reached it. */
  async investigate(): Promise<void> {
    const { request, stage, finding, requestedAt, progress } = this.entry;
    if (this.isRunning || this.isInvestigating || stage !== "unknown" || finding !== null) return;
    const controller = new AbortController();
    this.#investigation.value = controller;
    this.#onChange(this, false);
    try {
      const session = await this.#graph.resumeSession(
        request,
        { ...(progress ?? sentAt(requestedAt)), phase: "accepted" },
        { signal: controller.signal, pollTimeoutMs: INVESTIGATION_MS },
      );
      this.#investigation.value = undefined;
      if (session.ended === "aborted") return;
      if (session.ended === "ready" || session.ended === "failed") {
        forget(request);
        this.#ended(session);
      } else if (session.ended === "timeout") {
        this.#change({ finding: findingOf(session, this.entry) }, {});
      } else this.#change({ finding: { kind: "unreadable" } }, {});
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      this.#investigation.value = undefined;
      if (!controller.signal.aborted) this.#change({ finding: { kind: "unreadable" } }, {});
    }
  }

  /** The admin takes the request for one that was accepted. */
  accept(): void {
    forget(this.entry.request);
    this.#change({ stage: "taken", facts: null, finding: null }, AT_REST);
  }

  /** The admin has opened the link, or copied it. */
  opened(): void {
    if (!this.entry.isOpened) this.#change({ isOpened: true }, {});
  }

  /** Follows a request that is sent together with others, until it has ended. */
  join(controller: AbortController): void {
    this.#controller.value = controller;
    this.#isInBatch.value = true;
    this.#waitsSince = Date.now();
  }

  /** One of a batch has got further. */
  progressed(progress: SessionProgress): void {
    this.#progressed(progress);
  }

  /** One of a batch has ended. */
  leave({ session, error }: SessionsResult): void {
    this.#controller.value = undefined;
    this.#isInBatch.value = false;
    if (session !== null) this.#ended(session);
    else if (error.outcome === "notSent" && error.code === "aborted") this.#change({ stage: "notSent" }, {});
    else this.#refused(error);
  }

  async #run(
    task: (signal: AbortSignal) => Promise<void>,
    onError: (error: RemoteAssistanceError) => void,
  ): Promise<void> {
    const controller = new AbortController();
    this.#controller.value = controller;
    try {
      await task(controller.signal);
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      onError(error);
    } finally {
      if (this.#controller.peek() === controller) this.#controller.value = undefined;
      this.#onChange(this, true);
    }
  }

  #progressed(progress: SessionProgress): void {
    const { phase, reads, problem } = progress;
    const now = { reads, problem, waitsUntil: 0 };
    switch (phase) {
      case "checking":
        return this.#change({ stage: "checking" }, now);
      case "requesting":
        // What the device showed before is needed if nobody knows what becomes of the request.
        return this.#change({ stage: "requesting", isCompared: problem === null, progress }, now);
      case "accepted":
        // From here on its fate is known, whatever comes of it.
        forget(this.entry.request);
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
    if (!isOpen) forget(this.entry.request);
    this.#change(
      { stage: isOpen ? "unknown" : "refused", facts: factsOf(error) },
      { needsSignIn: needsSignIn(error.cause) },
    );
  }

  #change(entry: Partial<Entry>, now: Partial<Now>): void {
    batch(() => {
      this.#entry.value = { ...this.#entry.peek(), ...entry };
      this.#now.value = { ...this.#now.peek(), ...now };
    });
    this.#onChange(this, true);
  }
}

/** Clocks of servers and browsers differ by less, usually. */
const CLOCK_TOLERANCE_MS = 120_000;

/** Whether the device shows an action that is newer than the request. */
function findingOf({ action }: FollowedSession, { progress, requestedAt }: Entry): Finding {
  if (action === null) return { kind: "nothing" };
  const { name, startDateTime, lastUpdatedDateTime } = action;
  const at = Date.parse(startDateTime ?? "");
  const earlier = actionsOf(progress?.before).find((one) => one["actionName"] === name);
  const isNew = progress?.before
    ? earlier?.["startDateTime"] !== startDateTime || earlier?.["lastUpdatedDateTime"] !== lastUpdatedDateTime
    : at >= requestedAt - CLOCK_TOLERANCE_MS;
  return isNew ? { kind: "arrived", at: Number.isNaN(at) ? null : at } : { kind: "nothing" };
}

/** The actions of a device as Graph gave it. */
function actionsOf(before: unknown): Record<string, unknown>[] {
  const { deviceActionResults } = (before ?? {}) as Record<string, unknown>;
  return Array.isArray(deviceActionResults) ? deviceActionResults.filter((one) => typeof one === "object" && one) : [];
}

/** Of a request that Graph took at that time, without the device having been read before. */
function sentAt(requestedAt: number): SessionProgress {
  return { phase: "accepted", elapsedMs: 0, reads: 0, requestedAt, before: null, problem: null };
}
