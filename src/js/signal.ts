/** The portal's signal, touched with care: it may be of another realm, a polyfill, or no signal at all. */

/** What is needed of a signal. None of it throws. */
export interface CarefulSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  /** Calls back once it fires; gives what takes the listener away again. */
  listen(onAbort: () => void): () => void;
}

/** Whether the value behaves as a signal. */
export function isSignal(value: unknown): value is AbortSignal {
  const signal = value as AbortSignal;
  return (
    attempt(
      () =>
        typeof signal === "object" &&
        typeof signal.addEventListener === "function" &&
        typeof signal.aborted === "boolean",
    ) === true
  );
}

/** The signal of these options, if it can be used as one. If not, the module refuses it as soon as it runs. */
export function signalOf(options: Record<string, unknown> | null | undefined): CarefulSignal | undefined {
  const signal = options?.["signal"];
  if (!isSignal(signal)) return undefined;
  return {
    get aborted() {
      return attempt(() => signal.aborted) === true;
    },
    get reason() {
      return attempt(() => signal.reason as unknown);
    },
    listen(onAbort) {
      attempt(() => signal.addEventListener("abort", onAbort));
      return () => void attempt(() => signal.removeEventListener("abort", onAbort));
    },
  };
}

/** What touching something of the portal's gives; undefined if it throws. */
export function attempt<T>(touch: () => T): T | undefined {
  try {
    return touch();
  } catch {
    return undefined;
  }
}

/** Calls something of the portal's, whose end nobody waits for: what it throws or rejects with is nobody's. */
export function ignored(call: () => unknown): void {
  (async () => call())().catch(() => {});
}
