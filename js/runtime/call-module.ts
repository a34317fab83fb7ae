/** One call of a public function: loads the module if necessary, and enters it. */

import { aborted } from "./failures.js";
import type { HostCall } from "./host-call.js";
import type { Instance } from "./instance.js";
import { load, runningInstance } from "./load.js";
import { signalOf } from "./signal.js";
import type { Snapshot } from "./snapshot.js";
import { TokenMemory } from "./token-memory.js";
import { withTimeout } from "./with-timeout.js";

/** An export of the module. It returns the id of the call. */
export type ModuleFunction = (call: HostCall) => number;

/**
 * Calls an export of the module.
 *
 * @param start the export
 * @param own the arguments that only this function has, by name; objects are snapshots
 * @param token a token or token function
 * @param options a snapshot: the signal, the callbacks and the time limit are for JavaScript itself
 * @param convert makes the result of the public function from what the module gives
 * @param tokens the tokens of earlier requests of the same list or batch
 */
export function callModule<T>(
  start: ModuleFunction,
  own: Record<string, unknown>,
  token: unknown,
  options: Snapshot,
  convert: (value: any, call: HostCall) => T = (value) => value,
  tokens = new TokenMemory(),
): Promise<T> {
  const signal = signalOf(options);
  // Checked here so that the result does not depend on whether the module is loaded.
  if (signal?.aborted) return Promise.reject(aborted(signal));
  const enter = async (instance: Instance): Promise<T> => {
    // The module may be running: a callback of the portal may make this call.
    await 0;
    let call!: HostCall;
    const portal = {
      token,
      tokens,
      signal,
      fetch: options?.["fetch"],
      onWait: options?.["onWait"],
      onProgress: options?.["onProgress"],
    };
    const value = await instance.call<unknown>(
      (started) => {
        call = started;
        return start(call);
      },
      { token, options, ...own },
      portal,
    );
    return convert(value, call);
  };
  const instance = runningInstance();
  return instance ? enter(instance) : withTimeout(load(), options).then(enter);
}
