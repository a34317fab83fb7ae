/** One invocation of a public function, from snapshots of its arguments to what it gives. */

import { aborted, bounded } from "./bounded.js";
import type { Call } from "./call.js";
import type { Instance } from "./instance.js";
import { current, load } from "./load.js";
import { signalOf } from "./signal.js";
import type { Snapshot } from "./snapshot.js";

/**
 * Enters the module if it runs, otherwise as soon as it is loaded. The snapshots are used up.
 *
 * @param number the function's, of `Function`
 * @param first the function's first argument that is one value: a scope, an id, a name, an address
 * @param second its argument that is an object: ids, a query
 * @param read makes what the portal gets of what the module gives
 * @param heeded the options that the face itself goes by
 */
export function invoke<T>(
  number: number,
  first: unknown,
  second: Snapshot,
  token: unknown,
  options: Snapshot,
  read: (value: any, call: Call) => T,
  heeded: Snapshot = options,
): Promise<T> {
  // Asked here, so that the answer is the same whether the module is loaded or not.
  const signal = signalOf(heeded);
  if (signal?.aborted) return Promise.reject(aborted(signal));
  const portal = {
    token,
    signal,
    onWait: heeded?.["onWait"],
    onProgress: heeded?.["onProgress"],
    before: heeded?.["before"],
  };
  const enter = async (instance: Instance): Promise<T> => {
    // Never from inside the module: it may be a portal's own callback that calls.
    await 0;
    let call!: Call;
    const value = await instance.call<unknown>(
      (exports, made) => exports.enter(number, first, second, token, options, (call = made)),
      portal,
    );
    return read(value, call);
  };
  const instance = current();
  return instance ? enter(instance) : bounded(load(), heeded).then(enter);
}
