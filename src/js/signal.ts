/** The portal's signal, touched with care: it may be of another realm, a polyfill, or no signal at all. */

import type { Snapshot } from "./snapshot.js";

/** What is needed of a signal while the module is not there yet. None of it throws. */
export interface CarefulSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  /** Calls back once it fires; gives what takes the listener away again. */
  listen(onAbort: () => void): () => void;
}

/** The signal of these options, if it can be used as one. If not, the module refuses it as soon as it runs. */
export function signalOf(options: Snapshot): CarefulSignal | undefined {
  const signal = options?.["signal"] as AbortSignal | undefined;
  const isUsable = attempt(() => typeof signal?.addEventListener === "function" && typeof signal.aborted === "boolean");
  if (signal === undefined || isUsable !== true) return undefined;
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

function attempt<T>(touch: () => T): T | undefined {
  try {
    return touch();
  } catch {
    return undefined;
  }
}
