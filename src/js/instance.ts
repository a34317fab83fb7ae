/** One running instance of the module, and the calls that it has not settled. */

import { moduleFailed, toError } from "./failure.js";
import type { FailureFields } from "./failure.js";
import { createGlue } from "./generated/glue.js";
import type { Exports } from "./generated/glue.js";

/** The face's side of one call. The module calls its methods; they never throw. */
export interface Handle {
  /** The call settles within so many milliseconds, unless the module fails. */
  bounded(milliseconds: number): void;
  waiting(milliseconds: number): void;
  dispatched(): void;
  resolve(value: unknown): void;
  reject(failure: FailureFields): void;
}

/** How often the watchdog looks, in milliseconds. */
const LOOK_MS = 5_000;

/** A call that has not settled. */
interface Unsettled {
  fail(): void;
  /** After how many more looks the module has failed. */
  looks: number;
}

export class Instance {
  readonly #exports: Exports;
  readonly #onFailure: () => void;
  readonly #unsettled = new Set<Unsettled>();
  #watching = false;
  hasFailed = false;

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
    let instance: Instance | undefined;
    // All that the module does after a call has entered it, it does in microtasks. A trap in one
    // would vanish into the console; and once it has failed, none may run: a call that its portal
    // was told has failed could still be waiting in there to be sent again.
    const glue = createGlue((task) =>
      queueMicrotask(() => {
        if (instance?.hasFailed) return;
        try {
          task();
        } catch (trap) {
          if (instance !== undefined) instance.#fail();
          throw trap;
        }
      }),
    );
    await glue.init({ module_or_path: module });
    instance = new Instance(glue, () => onFailure(instance as Instance));
    return instance;
  }

  /** Makes one call into the module; every way out settles the promise. */
  call<T>(enter: (exports: Exports, handle: Handle) => void, onWait?: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let attempts = 0;
      const call: Unsettled = { fail: () => reject(moduleFailed(attempts)), looks: Infinity };
      this.#unsettled.add(call);
      const handle: Handle = {
        bounded: (milliseconds) => {
          call.looks = Math.ceil(milliseconds / LOOK_MS) + 1;
          this.#watch();
        },
        waiting: (milliseconds) => {
          try {
            if (typeof onWait === "function") onWait(milliseconds);
          } catch {
            // The portal's own fault; its call goes on.
          }
        },
        dispatched: () => void attempts++,
        resolve: (value) => {
          this.#unsettled.delete(call);
          resolve(value as T);
        },
        reject: (failure) => {
          this.#unsettled.delete(call);
          reject(toError(failure, Object.hasOwn(failure, "cause")));
        },
      };
      try {
        enter(this.#exports, handle);
      } catch {
        this.#fail();
      }
    });
  }

  /** A trap leaves the instance in no known state: nothing of it is used again. */
  #fail(): void {
    this.hasFailed = true;
    this.#onFailure();
    for (const call of this.#unsettled) call.fail();
    this.#unsettled.clear();
  }

  /**
   * The last resort, for a module that went silent. It counts looks and not time, because a
   * computer that was asleep has missed both its own timers and the module's.
   */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const timer: unknown = setTimeout(() => {
      this.#watching = false;
      for (const call of this.#unsettled) if (--call.looks < 0) return this.#fail();
      if (this.#unsettled.size > 0) this.#watch();
    }, LOOK_MS);
    // In Node this timer alone must not keep a process alive.
    (timer as { unref?: () => void }).unref?.();
  }
}
