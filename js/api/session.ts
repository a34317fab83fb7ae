/** From the request to the session. */

import * as module from "../generated/bindings.js";
import { callModule } from "../runtime/call-module.js";
import { followedSession } from "../runtime/followed-session.js";
import { plainSnapshot, snapshot } from "../runtime/snapshot.js";
import type {
  FollowedSession,
  IdsByScope,
  Options,
  Scope,
  Session,
  SessionProgress,
  StartedSession,
  StartOptions,
  Token,
} from "../types.js";

/**
 * Reads what a device's properties say about its remote assistance session, whoever requested it. It sends
 * `GET /deviceManagement/managedDevices/{managedDeviceId}`, whatever the scope of the request was, and rings no device.
 *
 * Source: Graph's metadata (v1.0), `managedDevice`: Graph gives the address of the session only if one device is read by
 * its id with that property in `$select`.
 *
 * @param managedDeviceId the Intune device id, as it is, not encoded
 * @param token the delegated access token (`DeviceManagementManagedDevices.Read.All` at least), or a function that gives
 *   one
 * @param options cloud or origin, signal, time limits in milliseconds. A read is repeated after 500, 502, 503, 504 and a
 *   lost connection, within `maxRetries` and `retryBudgetMs`.
 * @returns what the device shows. An old link looks like a new one: see {@link startSession}.
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `outcome` is never `unknown`.
 */
export function getSession(managedDeviceId: string, token: Token, options?: Options): Promise<Session> {
  return callModule(module.getSession, { managedDeviceId }, token, plainSnapshot(options));
}

/**
 * Requests a session as `requestRemoteAssistance` does, and waits until there is one. It reads the device, sends the
 * request, and reads the device again after 2 s, 3 s, … and every 10 s. A link or an error that an earlier session has
 * left does not count as the new one.
 *
 * If the device cannot be read before the request, `onProgress` is told so, and the request is sent all the same. Then
 * only what appears later counts as the new session.
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param token as for `requestRemoteAssistance`; a function is called before every request
 * @param options as for `requestRemoteAssistance`, `pollTimeoutMs` in milliseconds, and `onProgress`
 * @returns how it ended, once Graph has accepted the request: `ended` says whether there is a session, whether it failed,
 *   or why the wait ended
 * @throws {@link RemoteAssistanceError}, always as a rejection, as `requestRemoteAssistance` does and with the same
 *   `outcome`. If that is `unknown`, the device may ring. Once Graph has answered 204 the promise resolves, also when
 *   `signal` fires (except for `internal`, with `outcome` `unknown`).
 */
export function startSession<S extends Scope>(
  scope: S,
  ids: IdsByScope[S],
  token: Token,
  options?: StartOptions,
): Promise<StartedSession> {
  const own = { scope, ids: snapshot(ids) };
  return callModule(module.startSession, own, token, plainSnapshot(options), followedSession<StartedSession>);
}

/**
 * Waits on for the session of a request that was sent earlier, for example by a page that has been reloaded. It sends no
 * request for assistance. It reads the device at once, and then as {@link startSession} does.
 *
 * @param managedDeviceId the Intune device id, as it is, not encoded
 * @param progress what `onProgress` was last told about that request, `accepted` or `waiting`, as it was or as JSON kept
 *   it
 * @param token as for {@link startSession}
 * @param options as for {@link startSession}
 * @returns how it ended, as for {@link startSession}
 * @throws {@link RemoteAssistanceError}, always as a rejection: an argument is invalid (`progress` as `invalidOptions`,
 *   also if it is from before the request), or another call for the device is under way
 */
export function resumeSession(
  managedDeviceId: string,
  progress: SessionProgress,
  token: Token,
  options?: StartOptions,
): Promise<FollowedSession> {
  const own = { managedDeviceId, progress: snapshot(progress) };
  return callModule(module.resumeSession, own, token, plainSnapshot(options), followedSession<FollowedSession>);
}
