/** Waits for the load of the module, at most as long as the options of the call allow. */

import { DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS } from "../generated/contract.js";
import { aborted, notSent } from "./failures.js";
import { signalOf } from "./signal.js";
import type { Snapshot } from "./snapshot.js";

/** Rejects with `aborted` or `timeout` if that happens before the load has ended. */
export function withTimeout<T>(loading: Promise<T>, options: Snapshot): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = signalOf(options);
    const removeAbortListener = signal?.listen(() => {
      end();
      reject(aborted(signal));
    });
    const timer = setTimeout(() => {
      end();
      reject(notSent("timeout", "The module was not loaded within timeoutMs. Try again."));
    }, timeoutMs(options));
    const end = (): void => {
      clearTimeout(timer);
      removeAbortListener?.();
    };
    loading.finally(end).then(resolve, reject);
  });
}

/** The option if it is valid. Rust rejects an invalid one once the module runs. */
function timeoutMs(options: Snapshot): number {
  const given = options?.["timeoutMs"] as number;
  const isValid = Number.isInteger(given) && given >= 1 && given <= MAX_TIMEOUT_MS;
  return isValid ? given : DEFAULT_TIMEOUT_MS;
}
