/** One running instance of the module, and the calls that it has not settled. */

import { moduleFailed, toError } from "./failure.js";
import type { FailureFields } from "./failure.js";
import { createGlue } from "./generated/glue.js";
import type { Exports } from "./generated/glue.js";

/** The face's side of one call. The module calls its methods; they never throw. */
export interface Handle {
  dispatched(): void;
  resolve(value: unknown): void;
  reject(failure: FailureFields): void;
}

export class Instance {
  readonly #exports: Exports;
  /** Rejects each call that has not settled, as `internal`. */
  readonly #unsettled = new Set<() => void>();
  readonly #onFailure: () => void;

  private constructor(exports: Exports, onFailure: () => void) {
    this.#exports = exports;
    this.#onFailure = onFailure;
    exports.onPanic(() => this.#fail());
  }

  /**
   * Starts an instance with a closure of glue to itself, so that a broken one can be thrown away
   * whole. The glue runs `new TextDecoder` when it is evaluated, which is why that waits until now.
   */
  static async start(module: WebAssembly.Module, onFailure: (failed: Instance) => void): Promise<Instance> {
    const glue = createGlue();
    await glue.init({ module_or_path: module });
    const instance: Instance = new Instance(glue, () => onFailure(instance));
    return instance;
  }

  /** Makes one call into the module; every way out settles the promise. */
  call<T>(enter: (exports: Exports, handle: Handle) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let attempts = 0;
      const fail = (): void => reject(moduleFailed(attempts));
      this.#unsettled.add(fail);
      const handle: Handle = {
        dispatched: () => void attempts++,
        resolve: (value) => {
          this.#unsettled.delete(fail);
          resolve(value as T);
        },
        reject: (failure) => {
          this.#unsettled.delete(fail);
          reject(toError(failure, Object.hasOwn(failure, "cause")));
        },
      };
      try {
        enter(this.#exports, handle);
      } catch {
        // A trap leaves the instance in no known state: nothing of it is used again.
        this.#fail();
      }
    });
  }

  #fail(): void {
    this.#onFailure();
    for (const fail of this.#unsettled) fail();
    this.#unsettled.clear();
  }
}
