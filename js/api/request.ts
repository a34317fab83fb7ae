/** The request, and the URL that it goes to. */

import * as module from "../generated/bindings.js";
import { callModule } from "../runtime/call-module.js";
import { plainSnapshot, snapshot } from "../runtime/snapshot.js";
import type { IdsByScope, Options, Receipt, Scope, Token } from "../types.js";

/**
 * Requests a remote assistance session on an Intune device: one POST without a body, for which 204 is success. The
 * person at the device is then asked to accept.
 *
 * Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0).
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param token the delegated access token (`DeviceManagementManagedDevices.ReadWrite.All`), or a function that gives one
 * @param options cloud or origin, signal, time limits in milliseconds
 * @returns the receipt: Graph accepted the request. {@link startSession} also waits for the session.
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `code` says why, its `outcome` whether the request
 *   may have been carried out. Nothing is sent again on a guess.
 */
export function requestRemoteAssistance<S extends Scope>(
  scope: S,
  ids: IdsByScope[S],
  token: Token,
  options?: Options,
): Promise<Receipt> {
  return callModule(module.requestRemoteAssistance, { scope, ids: snapshot(ids) }, token, plainSnapshot(options));
}

/**
 * The URL that {@link requestRemoteAssistance} would send to. It sends nothing.
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param options all options are checked; `cloud` or `origin` decides the URL
 * @returns the URL, with the ids percent-encoded
 * @throws {@link RemoteAssistanceError}, always as a rejection: `invalidScope`, `invalidIds`, `invalidOptions`, or that
 *   the module could not be loaded
 */
export function urlFor<S extends Scope>(scope: S, ids: IdsByScope[S], options?: Options): Promise<string> {
  const given = plainSnapshot(options);
  // It sends nothing that a signal could stop, and needs no token: any function passes the check.
  const withoutSignal = given && { ...given, signal: undefined };
  return callModule(module.urlFor, { scope, ids: snapshot(ids), options: given }, urlFor, withoutSignal);
}
