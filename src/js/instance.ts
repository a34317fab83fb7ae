/** One running instance of the module, and the calls that it has not settled. */

import type { Portal } from "./call.js";
import { Call } from "./call.js";
import type { Exports } from "./generated/glue.js";
import { createGlue } from "./generated/glue.js";
import { platform } from "./platform.js";

export class Instance {
  readonly #exports: Exports;
  readonly #onFailure: (failed: Instance) => void;
  readonly #unsettled = new Set<Call>();
  hasFailed = false;

  /**
   * Starts an instance with a closure of glue to itself, so that a broken one can be thrown away
   * whole. The glue runs `new TextDecoder` when it is evaluated, which is why that waits until now.
   */
  constructor(module: WebAssembly.Module, onFailure: (failed: Instance) => void) {
    this.#exports = createGlue(platform);
    this.#onFailure = onFailure;
    this.#exports.initSync(module);
  }

  /** Makes one call into the module; every way out settles the promise. */
  call<T>(enter: (exports: Exports, call: Call) => number | void, portal: Portal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const call = new Call(this, portal, resolve, reject);
      this.#unsettled.add(call);
      this.run(call, (exports) => (call.number = enter(exports, call) as number));
    });
  }

  /** Lets the module run for a call, until its next wait or to its end. */
  run(call: Call, enter: (exports: Exports) => void): void {
    // Once it has failed, nothing of it may run: a call that its portal was told has failed could
    // still be waiting in there to be sent again.
    if (this.hasFailed) return call.fail();
    try {
      enter(this.#exports);
    } catch (trap) {
      console.error("intune-remote-assistance failed", trap);
      this.fail();
    }
    // A module that neither waits nor settles would never be heard of again.
    if (this.#unsettled.has(call) && !call.isWaiting) this.fail();
  }

  settled(call: Call): void {
    this.#unsettled.delete(call);
  }

  /** A trap leaves the instance in no known state: nothing of it is used again. */
  fail(): void {
    this.hasFailed = true;
    this.#onFailure(this);
    for (const call of this.#unsettled) call.fail();
  }
}
