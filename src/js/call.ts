/** The face's side of one call: it waits for the module, which itself only runs from wait to wait. */

import { failureOf, moduleFailed } from "./failure.js";
import type { Receipt } from "./generated/types.js";
import type { Instance } from "./instance.js";
import { obstacle } from "./platform.js";
import type { CarefulSignal } from "./signal.js";
import { ignored } from "./signal.js";

/** How a wait ended; the numbers of `resume` in `src/browser/api.rs`. */
const VALUE = 0;
const THROWN = 1;
const TIMED_OUT = 2;
const ABORTED = 3;

/** As many as an asynchronous function of a portal's takes, or two in one another, to give what it has. */
const TURNS = 8;

/** How every request is sent: the token goes to Graph and nowhere else, and nothing else goes along. */
const SENDING = { mode: "cors", credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer" };

/** What of the portal a call needs while it is under way. */
export interface Portal {
  readonly token: any;
  readonly onWait: any;
  readonly onProgress: any;
  /** What the device held before the request. */
  before: unknown;
  readonly signal: CarefulSignal | undefined;
}

/** Its methods without a TypeScript type of their own are those of `Handle` in `src/browser/face.rs`; none throws. */
export class Call {
  /** Of the call inside the module. */
  number = 0;
  readonly #instance: Instance;
  readonly #portal: Portal;
  readonly #onValue: (value: any) => void;
  readonly #onError: (error: unknown) => void;
  readonly #unlisten: (() => void) | undefined;
  /** How many requests have gone out that may ring the device. */
  #attempts = 0;
  /** Ends the wait under way. */
  #end: ((ended: number, value?: unknown) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #beganAt = Date.now();
  /** Gives up what an attempt still holds: the `fetch` under way, the body. */
  #release: (() => unknown) | undefined;
  #response: any;
  #document: unknown;
  /** Those that it has been given. */
  readonly #tokens: string[] = [];
  /** Of its request, once Graph has taken that. */
  receipt!: Receipt;
  /** The lists that came beside the value. */
  readonly added: unknown[][] = [];
  /** What the token function threw. */
  thrown: { cause: unknown } | undefined;

  constructor(instance: Instance, portal: Portal, onValue: (value: any) => void, onError: (error: unknown) => void) {
    this.#instance = instance;
    this.#portal = portal;
    this.#onValue = onValue;
    this.#onError = onError;
    this.#remember(portal.token);
    this.#unlisten = portal.signal?.listen(() => void this.#abort());
  }

  get isWaiting(): boolean {
    return this.#end !== undefined;
  }

  obstacle(): number {
    return this.#portal.signal?.aborted ? 1 : obstacle();
  }

  ask(claims: string | undefined, withinMs: number): void {
    this.#giveUp();
    this.#wait(async () => {
      try {
        const { token } = this.#portal;
        return this.#remember(await token(claims === undefined ? {} : { claims }));
      } catch (cause) {
        this.thrown = { cause };
        throw cause;
      }
    });
    void this.#limitSoon(withinMs);
  }

  send(url: string, method: string, headers: Headers, withinMs: number): void {
    if (method === "POST") this.#attempts++;
    this.#giveUp();
    this.#wait(async () => {
      const controller = new AbortController();
      this.#release = () => controller.abort();
      // Read anew for each attempt: a portal's tests and its monitoring replace it at any time.
      const { fetch } = globalThis;
      const response = await fetch(url, {
        __proto__: null,
        ...SENDING,
        method,
        headers,
        signal: controller.signal,
      } as RequestInit);
      // A portal's own `fetch` may bring its reply when the attempt was given up and the next one is under way.
      if (controller.signal.aborted) return ignored(() => response.body?.cancel());
      this.#response = response;
      this.#release = () => response.body?.cancel();
      return response;
    });
    // Only now: the request need not wait for it.
    this.#limit(withinMs);
  }

  read(longest: number): void {
    this.#wait(async () => {
      let isBroken = false;
      try {
        const reader = this.#response.body.getReader();
        this.#release = () => reader.cancel();
        // Decoded as UTF-8 whatever the headers say (RFC 8259 section 8.1).
        const decoder = new TextDecoder();
        let text = "";
        for (let length = 0; length <= longest; ) {
          isBroken = true;
          const chunk = await reader.read();
          isBroken = false;
          const { done, value } = chunk;
          if (done)
            return (this.#document = JSON.parse(text, (name, value) =>
              this.#holdsToken(name) || this.#holdsToken(value) ? undefined : value,
            ));
          // A chunk with nothing in it counts too: a stream of them would never end, and let no timer run.
          length += value.byteLength || 1_024;
          text += decoder.decode(value, { stream: true });
        }
      } catch (error) {
        // The connection broke off: nobody knows what it would have been. Whatever else there is, is no document.
        if (isBroken) throw error;
      }
      return undefined;
    });
  }

  sleep(milliseconds: number, isTold: boolean): void {
    if (isTold) ignored(() => this.#portal.onWait?.(milliseconds));
    this.#giveUp();
    this.#wait(() => new Promise(() => {}));
    this.#limit(milliseconds);
  }

  tell(phase: string, problem: string | null = null, requestedAt: number, reads: number): void {
    const portal = this.#portal;
    if (phase === "requesting" && problem === null) portal.before = this.#document;
    ignored(() =>
      portal.onProgress?.({
        phase,
        problem,
        elapsedMs: this.#elapsedMs(),
        requestedAt,
        reads,
        before: portal.before ?? null,
      }),
    );
  }

  accept(attempts: number, requestId: string | null = null, clientRequestId: string | null = null): void {
    // A 204 has no body (RFC 9110 section 15.3.5).
    this.#release = undefined;
    this.receipt = { status: 204, attempts, requestId, clientRequestId };
  }

  add(list: unknown[]): void {
    this.added.push(list);
  }

  conclude(ended: string, message: string, isCompared: boolean): void {
    this.resolve({ ended, message, isCompared, elapsedMs: this.#elapsedMs() });
  }

  #remember(token: unknown): unknown {
    if (typeof token === "string") this.#tokens.push(token);
    return token;
  }

  /** Should a server give a token back, it is left out. One that is shorter is none, and would be found everywhere. */
  #holdsToken(value: unknown): boolean {
    return typeof value === "string" && this.#tokens.some((token) => token.length >= 8 && value.includes(token));
  }

  /** A clock that was set back has not run backwards. */
  #elapsedMs(): number {
    return Math.max(0, Date.now() - this.#beganAt);
  }

  resolve(value: unknown): void {
    this.#settle();
    this.#onValue(value);
  }

  reject(values: unknown[]): void {
    this.#settle();
    this.#onError(failureOf(values, this.thrown, this.#portal.signal));
  }

  /** The instance has failed. */
  fail(): void {
    this.#settle();
    this.#onError(moduleFailed(this.#attempts));
  }

  /** Begins to wait. What comes first ends it, and lets the module run on. */
  #wait(begin: () => Promise<unknown>): void {
    const { signal } = this.#portal;
    const end = (ended: number, value?: unknown): void => {
      if (this.#end !== end) return;
      this.#end = undefined;
      // A signal that has fired wins over whatever comes at the same instant.
      this.#instance.run(this, (exports) => exports.resume(this.number, signal?.aborted ? ABORTED : ended, value));
    };
    this.#end = end;
    if (signal?.aborted) void this.#abort();
    else
      begin().then(
        (value) => end(VALUE, value),
        () => end(THROWN),
      );
  }

  /** Later, because the module may be running: a portal's own `fetch` may fire the signal. Fake timers hold `queueMicrotask` back. */
  async #abort(): Promise<void> {
    await 0;
    this.#end?.(ABORTED);
  }

  /** Starts the clock: one for all waits of an attempt. */
  #limit(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end?.(TIMED_OUT), milliseconds);
  }

  /** The same, but for a wait that is over at once: a timer takes longer than a token that is at hand. */
  async #limitSoon(milliseconds: number): Promise<void> {
    const end = this.#end;
    for (let turn = 0; turn < TURNS; turn++) await 0;
    if (end !== undefined && end === this.#end) this.#limit(milliseconds);
  }

  #giveUp(): void {
    const release = this.#release;
    this.#release = undefined;
    // Waited for by nobody, but a rejection must not count as unhandled.
    if (release) ignored(release);
  }

  #settle(): void {
    this.#end = undefined;
    clearTimeout(this.#timer);
    this.#giveUp();
    this.#unlisten?.();
    this.#instance.settled(this);
  }
}
