/** One running instance of the module, and its calls that have not settled. */

import { type CallRunner, HostCall, type PortalInputs } from "./host-call.js";

export class Instance implements CallRunner {
  readonly #onFailed: (instance: Instance) => void;
  readonly #unsettled = new Set<HostCall>();
  #hasFailed = false;

  constructor(onFailed: (instance: Instance) => void) {
    this.#onFailed = onFailed;
  }

  /** Makes one call. `start` calls an export and returns the id of the call. Every path settles the promise. */
  call<T>(start: (call: HostCall) => number, given: Record<string, unknown>, portal: PortalInputs): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const call = new HostCall(this, given, portal, resolve, reject);
      this.#unsettled.add(call);
      this.run(call, () => {
        call.callId = start(call);
      });
    });
  }

  run(call: HostCall, enter: () => void): void {
    // A call may have got this instance before the instance failed. It must not run in memory of an unknown state.
    if (this.#hasFailed) {
      call.fail();
      return;
    }
    try {
      enter();
    } catch (trap) {
      console.error("intune-remote-assistance failed", trap);
      this.#fail();
    }
    // A call that neither waits nor has settled would stay pending for ever.
    if (this.#unsettled.has(call) && !call.isWaiting) this.#fail();
  }

  onSettled(call: HostCall): void {
    this.#unsettled.delete(call);
  }

  /** Ends every call of this instance, whose memory is in an unknown state. The next call loads a fresh one. */
  #fail(): void {
    this.#hasFailed = true;
    this.#onFailed(this);
    for (const call of this.#unsettled) call.fail();
  }
}
