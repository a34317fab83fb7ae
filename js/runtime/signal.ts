/** The portal's signal. It may be of another realm, a polyfill, or no signal at all. */

import { tryOr } from "./try-or.js";

/** A signal whose members never throw. */
export interface SafeSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  /** Calls back once the signal fires. Returns the function that removes the listener. */
  listen(onAbort: () => void): () => void;
}

/** Whether the value behaves as an `AbortSignal`. */
export function isSignal(value: unknown): value is AbortSignal {
  const signal = value as AbortSignal;
  const behaves = () =>
    typeof signal === "object" && typeof signal.addEventListener === "function" && typeof signal.aborted === "boolean";
  return tryOr(behaves, false);
}

/** The signal in these options. Rust rejects the options later if `signal` is something else. */
export function signalOf(options: Record<string, unknown> | null | undefined): SafeSignal | undefined {
  const signal = options?.["signal"];
  if (!isSignal(signal)) return undefined;
  return {
    get aborted() {
      return tryOr(() => signal.aborted, false) === true;
    },
    get reason() {
      return tryOr(() => signal.reason as unknown, undefined);
    },
    listen(onAbort) {
      tryOr(() => signal.addEventListener("abort", onAbort), undefined);
      return () => tryOr(() => signal.removeEventListener("abort", onAbort), undefined);
    },
  };
}
