/** Waits for the load no longer than the call's own options allow. */

import type { RemoteAssistanceError } from "./error.js";
import { notSent } from "./failure.js";
import type { CarefulSignal } from "./signal.js";
import { signalOf } from "./signal.js";
import type { Snapshot } from "./snapshot.js";

/** As in `src/options.rs`, which judges the option once the module runs. */
const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_TIMEOUT_MS = 600_000;

/** Rejects with `aborted` or `timeout` if that comes before the load has ended. */
export function bounded<T>(loading: Promise<T>, options: Snapshot): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = signalOf(options);
    const unlisten = signal?.listen(() => {
      end();
      reject(aborted(signal));
    });
    const timer = setTimeout(() => {
      end();
      reject(notSent("timeout", "The module was not loaded within timeoutMs. Try again."));
    }, timeoutOf(options));
    const end = (): void => {
      clearTimeout(timer);
      unlisten?.();
    };
    loading.finally(end).then(resolve, reject);
  });
}

/** The error for a signal that fired before the module was entered. */
export function aborted(signal: CarefulSignal): RemoteAssistanceError {
  return notSent("aborted", "The call was cancelled.", signal);
}

function timeoutOf(options: Snapshot): number {
  const timeout = options?.["timeoutMs"] as number;
  const isLegal = Number.isInteger(timeout) && timeout >= 1 && timeout <= MAX_TIMEOUT_MS;
  return isLegal ? timeout : DEFAULT_TIMEOUT_MS;
}
