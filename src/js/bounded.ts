/** Waits for the load no longer than the call's own options allow. */

import { notSent } from "./failure.js";
import type { Instance } from "./instance.js";
import type { Snapshot } from "./snapshot.js";

/** As in `src/arguments.rs`, which judges the option once the module runs. */
const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_TIMEOUT_MS = 600_000;

/** Rejects with `aborted` or `timeout` if that comes before the load has ended. */
export function bounded(loading: Promise<Instance>, options: Snapshot): Promise<Instance> {
  return new Promise((resolve, reject) => {
    const signal = signalOf(options);
    const abort = (): void => {
      end();
      reject(notSent("aborted", "The call was cancelled.", { cause: signal?.reason }));
    };
    const timer = setTimeout(() => {
      end();
      reject(notSent("timeout", "The module was not loaded within timeoutMs. Try again."));
    }, timeoutOf(options));
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort);
    loading.finally(end).then(resolve, reject);
  });
}

function timeoutOf(options: Snapshot): number {
  const timeout = options?.["timeoutMs"];
  const isLegal = Number.isInteger(timeout) && (timeout as number) >= 1 && (timeout as number) <= MAX_TIMEOUT_MS;
  return isLegal ? (timeout as number) : DEFAULT_TIMEOUT_MS;
}

/** The signal, if it can be used as one. If not, the module refuses it as soon as it runs. */
function signalOf(options: Snapshot): AbortSignal | undefined {
  const signal = options?.["signal"];
  try {
    const usable = signal as AbortSignal | undefined;
    if (typeof usable?.addEventListener === "function" && typeof usable.aborted === "boolean") return usable;
  } catch {
    // A getter that throws: not a signal.
  }
  return undefined;
}
