/** One call on the JavaScript side: it waits for the platform, and settles the portal's promise. */

import { resumeAfterAbort, resumeAfterFailure, resumeAfterTimeout, resumeWithValue } from "../generated/bindings.js";
import { errorOf, moduleFailed } from "./failures.js";
import { BrokenBody, parseJson, readText } from "./read-body.js";
import type { SafeSignal } from "./signal.js";
import { isInteractionRequired, mentions } from "./thrown.js";
import type { TokenMemory } from "./token-memory.js";
import { fireAndForget, tryOr } from "./try-or.js";

/**
 * Microtask turns to wait before a timer is set for the token function. They are enough for two nested async functions
 * that resolve immediately. A token in memory then needs no timer, which would take longer than the token itself.
 */
const TURNS_BEFORE_TIMER = 8;

/** Reports to the module how the wait of a call ended. */
type ReportEnd = (callId: number) => void;

/** The instance that a call runs on. An interface, so that the two files do not import each other. */
export interface CallRunner {
  /** Lets the module run for a call, up to its next wait or its end. */
  run(call: HostCall, enter: () => void): void;
  onSettled(call: HostCall): void;
}

/** What a call needs from the portal while it runs. */
export interface PortalInputs {
  readonly token: any;
  readonly signal: SafeSignal | undefined;
  readonly fetch: any;
  readonly onWait: any;
  readonly onProgress: any;
  readonly tokens: TokenMemory;
}

/**
 * The module calls the methods that `src/wasm/host.rs` lists. `Instance` uses the other public members. No method throws. A method that begins a wait returns at
 * once. A call has at most one wait at a time.
 */
export class HostCall {
  /** The id that the module gave the call. It is set before any wait can end. */
  callId = 0;
  /** The indexes of the items of a page that do not match the search. */
  readonly omittedItems = new Set<number>();
  readonly #instance: CallRunner;
  readonly #arguments: Record<string, unknown>;
  readonly #portal: PortalInputs;
  readonly #resolvePromise: (value: any) => void;
  readonly #rejectPromise: (error: unknown) => void;
  readonly #removeAbortListener: (() => void) | undefined;
  /** Ends the present wait. */
  #endWait: ((reportEnd: ReportEnd, thrown?: { cause: unknown }) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Gives up what the present attempt holds: the running `fetch`, or the body. */
  #release: (() => unknown) | undefined;
  /** How many POSTs were sent. Each may have rung the device. */
  #posts = 0;
  /** What the last wait threw or was rejected with. */
  #thrown: { cause: unknown } | undefined;

  constructor(
    instance: CallRunner,
    given: Record<string, unknown>,
    portal: PortalInputs,
    resolvePromise: (value: any) => void,
    rejectPromise: (error: unknown) => void,
  ) {
    this.#instance = instance;
    this.#arguments = given;
    this.#portal = portal;
    this.#resolvePromise = resolvePromise;
    this.#rejectPromise = rejectPromise;
    portal.tokens.remember(portal.token);
    this.#removeAbortListener = portal.signal?.listen(() => void this.#abort());
  }

  argument(name: string): unknown {
    return this.#arguments[name];
  }

  get isAborted(): boolean {
    return this.#portal.signal?.aborted === true;
  }

  get isWaiting(): boolean {
    return this.#endWait !== undefined;
  }

  /** Whether the environment has an interface that an attempt needs. The portal may bring its own `fetch`. */
  hasInterface(name: string): boolean {
    if (name === "fetch" && this.#portal.fetch !== undefined) return true;
    return tryOr(() => typeof (globalThis as any)[name] === "function", false);
  }

  callTokenFunction(claims: string | undefined, forceRefresh: boolean, timeoutMs: number): void {
    const { token: tokenFunction, tokens } = this.#portal;
    const request = { ...(claims !== undefined && { claims }), ...(forceRefresh && { forceRefresh }) };
    this.#wait(async () => {
      const token: unknown = await tokenFunction(request);
      tokens.remember(token);
      return token;
    });
    void this.#setTimerSoon(timeoutMs);
  }

  fetch(url: string, init: RequestInit, timeoutMs: number): void {
    if (init.method === "POST") this.#posts++;
    this.#wait(async () => {
      const controller = new AbortController();
      init.signal = controller.signal;
      this.#release = () => controller.abort();
      const { fetch } = this.#portal;
      // The global one is looked up for each attempt, because tests and instrumentation replace it at any time.
      const response: any = await (fetch ? fetch(url, init) : globalThis.fetch(url, init));
      const cancelBody = () => response.body?.cancel();
      // A `fetch` that the portal has replaced may ignore the abort, and bring its response after the attempt was given up.
      if (controller.signal.aborted) fireAndForget(cancelBody);
      else this.#release = cancelBody;
      return response;
    });
    this.#setTimer(timeoutMs);
  }

  get needsInteraction(): boolean {
    return isInteractionRequired(this.#thrown?.cause);
  }

  holdsToken(text: unknown): boolean {
    return this.#portal.tokens.areIn(text);
  }

  readBody(response: any, limit: number, atMostMs: number | undefined): void {
    this.#wait(async () => {
      try {
        const text = await readText(response, limit, (cancel) => {
          this.#release = cancel;
        });
        return text === undefined ? undefined : parseJson(text, (value) => this.holdsToken(value));
      } catch (error) {
        if (error instanceof BrokenBody) throw error.cause;
        // There is no body (a redirect), it is no JSON, or a mock behaves in its own way: there is no document.
        return undefined;
      }
    });
    if (atMostMs !== undefined) this.#setTimer(atMostMs);
  }

  releaseAttempt(): void {
    const release = this.#release;
    this.#release = undefined;
    if (release) fireAndForget(release);
  }

  sleep(ms: number): void {
    // Only the timer or an abort ends this wait.
    this.#wait(() => new Promise(() => {}));
    this.#setTimer(ms);
  }

  onWait(ms: number): void {
    const { onWait } = this.#portal;
    fireAndForget(() => onWait?.(ms));
  }

  onProgress(progress: object, before: unknown = null): void {
    const { onProgress } = this.#portal;
    fireAndForget(() => onProgress?.({ ...progress, before }));
  }

  omitItem(index: number): void {
    this.omittedItems.add(index);
  }

  resolve(value: unknown): void {
    this.#settle();
    this.#resolvePromise(value);
  }

  reject(fields: any): void {
    this.#settle();
    this.#rejectPromise(errorOf(fields, this.causeOf(fields.code)));
  }

  /** The instance has failed. */
  fail(): void {
    this.#settle();
    this.#rejectPromise(moduleFailed(this.#posts));
  }

  /** The cause of an error with this code. */
  causeOf(code: unknown): { cause: unknown } | undefined {
    const { signal } = this.#portal;
    if (code === "aborted") return signal && { cause: signal.reason };
    if (code === "tokenProviderFailed") return this.#thrown;
    if (code !== "network" || this.#thrown === undefined) return undefined;
    return mentions(this.#thrown.cause, (text) => this.holdsToken(text)) ? undefined : this.#thrown;
  }

  /** Begins a wait. The first event that ends it lets the module run on. */
  #wait(start: () => Promise<unknown>): void {
    const endWait = (reportEnd: ReportEnd, thrown?: { cause: unknown }): void => {
      if (this.#endWait !== endWait) return;
      this.#endWait = undefined;
      this.#thrown = thrown;
      // A signal that has fired wins over a value of the same instant.
      const report = this.isAborted ? resumeAfterAbort : reportEnd;
      this.#instance.run(this, () => report(this.callId));
    };
    this.#endWait = endWait;
    if (this.isAborted) void this.#abort();
    else
      start().then(
        (value) => endWait((callId) => resumeWithValue(callId, value)),
        (cause: unknown) => endWait(resumeAfterFailure, { cause }),
      );
  }

  /**
   * Ends the wait in a later microtask, because the module may be running: a `fetch` that the portal has replaced may fire the signal.
   * It awaits instead of calling `queueMicrotask`, which fake timers hold back.
   */
  async #abort(): Promise<void> {
    await 0;
    this.#endWait?.(resumeAfterAbort);
  }

  /** Sets the one timer of the call. The timer of an attempt goes on while its body is read. */
  #setTimer(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#endWait?.(resumeAfterTimeout), ms);
  }

  async #setTimerSoon(ms: number): Promise<void> {
    const endWait = this.#endWait;
    for (let turn = 0; turn < TURNS_BEFORE_TIMER; turn++) await 0;
    if (endWait !== undefined && endWait === this.#endWait) this.#setTimer(ms);
  }

  #settle(): void {
    this.#endWait = undefined;
    clearTimeout(this.#timer);
    // An instance that has trapped runs no destructors, so JavaScript releases the attempt.
    this.releaseAttempt();
    this.#removeAbortListener?.();
    this.#instance.onSettled(this);
  }
}
