/** One request, from the press of the button to the link or the reason why there is none. */

import type { ErrorCode, RemoteAssistanceError } from "../errors.js";
import type { FollowedSession, SessionProgress, StartedSession, StartOptions } from "../types.js";
import type { Entry, Finding, Request } from "./entry.js";
import { factsOf, isInProgress } from "./entry.js";

/** What is only known while the page is open. */
export interface Now {
  readonly reads: number;
  readonly problem: ErrorCode | null;
  /** When Graph lets the request be sent again, in milliseconds since the epoch. */
  readonly waitsUntil: number;
  readonly needsSignIn: boolean;
}

const AT_REST: Now = { reads: 0, problem: null, waitsUntil: 0, needsSignIn: false };

/** How long the device is read to find out whether a request with an unknown result has reached it. */
const INVESTIGATION_MS = 60_000;

/** How long a link is waited for. */
export const POLL_TIMEOUT_MS = 180_000;

/** What a request needs from where it is shown. */
export interface Tracking {
  startSession(request: Request, options: StartOptions): Promise<StartedSession>;
  resumeSession(request: Request, progress: SessionProgress, options: StartOptions): Promise<FollowedSession>;
  /** Whether only a sign-in helps. */
  needsSignIn(error: RemoteAssistanceError): boolean;
  /** Whether another tab works on the request. */
  isElsewhere(request: Request): boolean;
  /** It is known now what became of the request. */
  onKnown(request: Request): void;
  /** The request has changed. `isOwn`: not because another tab wrote it. */
  onChange(isOwn: boolean): void;
}

/** Everything about a request that changes. It is replaced as a whole. */
export interface State<E extends Entry> {
  readonly entry: E;
  readonly now: Now;
  /** What this tab does for the request: sending and waiting, or investigating. */
  readonly running: AbortController | undefined;
  readonly investigating: AbortController | undefined;
}

export function stateOf<E extends Entry>(entry: E): State<E> {
  return { entry, now: AT_REST, running: undefined, investigating: undefined };
}

export class TrackedRequest<E extends Entry = Entry> {
  readonly #tracking: Tracking;
  readonly #state: { value: State<E> };
  #waitsSince: number;
  #earlier: this | undefined;

  /** @param state  holds what changes: a signal, or any other object with a `value` */
  constructor(tracking: Tracking, state: { value: State<E> }) {
    this.#tracking = tracking;
    this.#state = state;
    this.#waitsSince = state.value.entry.requestedAt;
  }

  get entry(): E {
    return this.#state.value.entry;
  }

  get now(): Now {
    return this.#state.value.now;
  }

  /** Whether this tab sends the request, or waits for its link. */
  get isRunning(): boolean {
    return this.#state.value.running !== undefined;
  }

  /** Whether this tab or another one works on the request. */
  get isBusy(): boolean {
    return this.isRunning || (isInProgress(this.entry) && this.#tracking.isElsewhere(this.entry.request));
  }

  /** It takes the place of another request for the device. What was never sent has no link. */
  follows(last: this | undefined): void {
    if (last) this.#earlier = ["refused", "notSent"].includes(last.entry.stage) ? last.#earlier : last;
  }

  /** The request before it, if this one was refused: the user may still have the link of that one. */
  get earlier(): this | undefined {
    return this.entry.stage === "refused" ? this.#earlier : undefined;
  }

  /** Whether a link is shown for the device. Another request would ask the user again. */
  get hasLink(): boolean {
    return this.entry.stage === "ready" || this.earlier?.hasLink === true;
  }

  /** Takes up what another tab has written, or what it has left. */
  replace(entry: E, isOwn = false): void {
    this.#set({ entry, now: AT_REST }, isOwn);
  }

  /** Whether the request itself is under way; what Graph took is only looked at. */
  get isSending(): boolean {
    return this.isRunning && (this.entry.stage === "checking" || this.entry.stage === "requesting");
  }

  /** When the waiting for the link began that ends after {@link POLL_TIMEOUT_MS}. */
  get waitsSince(): number {
    return this.#waitsSince;
  }

  /** Sends the request. */
  async start(): Promise<void> {
    await this.#run(
      (signal) =>
        this.#tracking.startSession(this.entry.request, {
          signal,
          pollTimeoutMs: POLL_TIMEOUT_MS,
          onWait: (milliseconds) => this.change({}, { waitsUntil: Date.now() + milliseconds }),
          onProgress: (progress) => this.progressed(progress),
        }),
      (error) => this.refused(error),
    );
  }

  /** Looks for the link of a request that Graph took earlier. Nothing is sent but reads. */
  async look(until = Date.now() + POLL_TIMEOUT_MS): Promise<void> {
    // What is under way finds the link by itself, and may not have been taken yet.
    if (this.isRunning) return;
    const { request, progress, requestedAt } = this.entry;
    this.waitFrom(until - POLL_TIMEOUT_MS);
    await this.#run(
      (signal) => {
        this.change({ stage: "waiting", reason: null, errorDetails: null, facts: null, url: null }, AT_REST);
        return this.#tracking.resumeSession(request, acceptedProgress(progress, requestedAt), {
          signal,
          // Once it is looked in any case, however long ago the request was.
          pollTimeoutMs: Math.max(1, until - Date.now()),
          onProgress: (progress) => this.progressed(progress),
        });
      },
      (error) => {
        // Graph took the request, whatever is the matter with looking for its link.
        const stage = error.code === "aborted" ? "stopped" : "unreadable";
        this.change({ stage, facts: factsOf(error) }, { needsSignIn: this.#tracking.needsSignIn(error) });
      },
    );
  }

  /** Whether the admin can stop it. */
  get canStop(): boolean {
    return this.isRunning;
  }

  /** What this tab works with for the request, or nothing any more. */
  protected setRunning(running: AbortController | undefined): void {
    this.#state.value = { ...this.#state.value, running };
  }

  /** The waiting for the link begins at that time, in milliseconds since the epoch. */
  protected waitFrom(since: number): void {
    this.#waitsSince = since;
  }

  /** Ends the waiting; a request that Graph has taken stays taken. */
  stop(): void {
    const { running, investigating } = this.#state.value;
    running?.abort();
    investigating?.abort();
  }

  /** Whether the page is finding out what became of the request. */
  get isInvestigating(): boolean {
    return this.#state.value.investigating !== undefined;
  }

  /** Reads the device for a minute, to find out whether a request with an unknown result has reached it. */
  async investigate(): Promise<void> {
    const { request, stage, finding, requestedAt, progress } = this.entry;
    if (this.isRunning || this.isInvestigating || stage !== "unknown" || finding !== null) return;
    const controller = new AbortController();
    this.#set({ investigating: controller }, false);
    const session = await this.#tracking
      .resumeSession(request, acceptedProgress(progress, requestedAt), {
        signal: controller.signal,
        pollTimeoutMs: INVESTIGATION_MS,
      })
      .catch(() => null);
    this.#state.value = { ...this.#state.value, investigating: undefined };
    if (controller.signal.aborted) return;
    if (session?.ended === "ready" || session?.ended === "failed") {
      this.#tracking.onKnown(request);
      this.ended(session);
    } else if (session?.ended === "timeout") {
      this.change({ finding: findingOf(session, this.entry) }, {});
    } else this.change({ finding: { kind: "unreadable" } }, {});
  }

  /** The admin takes the request for one that was accepted. */
  accept(): void {
    this.#tracking.onKnown(this.entry.request);
    this.change({ stage: "taken", facts: null, finding: null }, AT_REST);
  }

  /** The admin has opened the link, or copied it. */
  opened(): void {
    if (!this.entry.isOpened) this.change({ isOpened: true }, {});
  }

  async #run(
    begin: (signal: AbortSignal) => Promise<FollowedSession>,
    onError: (error: RemoteAssistanceError) => void,
  ): Promise<void> {
    const controller = new AbortController();
    this.setRunning(controller);
    const end = await begin(controller.signal).then(
      (session) => () => this.ended(session),
      (error: RemoteAssistanceError) => () => onError(error),
    );
    if (this.#state.value.running === controller) this.setRunning(undefined);
    end();
  }

  /** The request has got further. */
  progressed(progress: SessionProgress): void {
    const { phase, reads, problem } = progress;
    const now = { reads, problem, waitsUntil: 0 };
    switch (phase) {
      case "checking":
        return this.change({ stage: "checking" }, now);
      case "requesting":
        // What the device showed before is needed if it stays unknown what becomes of the request.
        return this.change({ stage: "requesting", isCompared: problem === null, progress }, now);
      case "accepted":
        this.#tracking.onKnown(this.entry.request);
        return this.change({ stage: "waiting", progress }, now);
      case "waiting":
        return this.change({ stage: "waiting", progress }, now);
    }
  }

  protected ended({ ended, url, errorDetails, reason, isCompared, error }: FollowedSession): void {
    const facts = error === null ? null : factsOf(error);
    this.change(
      { isCompared, url, errorDetails, reason, facts, stage: ended === "aborted" ? "stopped" : ended },
      { needsSignIn: error !== null && this.#tracking.needsSignIn(error) },
    );
  }

  protected refused(error: RemoteAssistanceError): void {
    const isOpen = error.outcome === "unknown";
    if (!isOpen) this.#tracking.onKnown(this.entry.request);
    this.change(
      { stage: isOpen ? "unknown" : "refused", facts: factsOf(error) },
      { needsSignIn: this.#tracking.needsSignIn(error) },
    );
  }

  protected change(entry: Partial<Entry>, now: Partial<Now>): void {
    const { value } = this.#state;
    this.#set({ entry: { ...value.entry, ...entry }, now: { ...value.now, ...now } }, true);
  }

  #set(change: Partial<State<E>>, isOwn: boolean): void {
    this.#state.value = { ...this.#state.value, ...change };
    this.#tracking.onChange(isOwn);
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

/** The progress of a request that Graph took, also if the device was not read before. */
function acceptedProgress(progress: SessionProgress | null, requestedAt: number): SessionProgress {
  const none = { elapsedMs: 0, reads: 0, requestedAt, before: null, problem: null };
  return { ...(progress ?? none), phase: "accepted" };
}
