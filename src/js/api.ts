/** The public functions, the same for both entries. */

import { aborted, bounded } from "./bounded.js";
import { named } from "./failure.js";
import { RECEIPT } from "./generated/fields.js";
import type { Portal } from "./call.js";
import type { IdsByScope, Options, Receipt, Scope, Token } from "./generated/types.js";
import type { Instance } from "./instance.js";
import { current, load } from "./load.js";
import { signalOf } from "./signal.js";
import { plainSnapshot, snapshot } from "./snapshot.js";
import type { Snapshot } from "./snapshot.js";

/**
 * Asks Microsoft Graph for a remote-assistance session on an Intune device: one POST without a
 * body, for which 204 is success. The person at the device is asked to accept.
 *
 * Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0).
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param token the delegated access token (`DeviceManagementManagedDevices.ReadWrite.All`), or a
 *   function that gives one
 * @param options cloud or origin, signal, time limits in milliseconds
 * @returns the receipt: Graph took the request; whether a session comes of it, Graph says later
 * @throws {@link RemoteAssistanceError}, always as a rejection: its `code` says why, its `outcome`
 *   whether the request may have been acted on. Nothing is sent twice on a guess.
 */
export function requestRemoteAssistance<S extends Scope>(
  scope: S,
  ids: IdsByScope[S],
  token: Token,
  options?: Options,
): Promise<Receipt> {
  const given = snapshot(ids);
  const chosen = plainSnapshot(options);
  // Asked here, so that the answer is the same whether the module is loaded or not.
  const signal = signalOf(chosen);
  if (signal?.aborted) return Promise.reject(aborted(signal));
  const portal = { token, signal, onWait: chosen?.["onWait"] };
  return perform(chosen, async (instance) => {
    const values = await instance.call<unknown[]>(
      (exports, call) => exports.enter(scope, given, token, chosen, call, true),
      portal,
    );
    return named(RECEIPT, values) as Receipt;
  });
}

/**
 * The address that {@link requestRemoteAssistance} would send to. It sends nothing.
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param options all options are checked; `cloud` or `origin` decides the address
 * @returns the address, with the ids percent-encoded
 * @throws {@link RemoteAssistanceError}, always as a rejection: `invalidScope`, `invalidIds`,
 *   `invalidOptions`, or that the module could not be loaded
 */
export function urlFor<S extends Scope>(scope: S, ids: IdsByScope[S], options?: Options): Promise<string> {
  const given = snapshot(ids);
  const chosen = plainSnapshot(options);
  // It sends nothing that a signal could stop, and needs no token: any function will do.
  return perform(chosen && { ...chosen, signal: undefined }, (instance) =>
    instance.call((exports, call) => exports.enter(scope, given, urlFor, chosen, call, false), NOTHING_OF_IT),
  );
}

/** Named one by one: a polluted Object.prototype must not lend its own. */
const NOTHING_OF_IT: Portal = { token: undefined, signal: undefined, onWait: undefined };

/** Enters the module at once if it runs, otherwise as soon as it is loaded. */
function perform<T>(options: Snapshot, enter: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = current();
  return instance ? enter(instance) : bounded(load(), options).then(enter);
}
