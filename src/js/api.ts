/** The request, and the address that it goes to. */

import type { Call } from "./call.js";
import { Function } from "./function.js";
import type { IdsByScope, Options, Receipt, Scope, Token } from "./generated/types.js";
import { invoke } from "./invoke.js";
import { plainSnapshot, snapshot } from "./snapshot.js";

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
  return invoke(Function.Request, scope, snapshot(ids), token, plainSnapshot(options), receiptOf);
}

/** @internal What a call gives whose request Graph took. */
export function receiptOf(_: unknown, { receipt }: Call): Receipt {
  return receipt;
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
  const chosen = plainSnapshot(options);
  // It sends nothing that a signal could stop, and needs no token: any function will do.
  const heeded = chosen && { ...chosen, signal: undefined };
  return invoke(Function.UrlFor, scope, snapshot(ids), urlFor, chosen, (url: string) => url, heeded);
}
