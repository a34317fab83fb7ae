/** From the request to the session. */

import type { Call } from "./call.js";
import { failureOf, invalid, named } from "./failure.js";
import { Function } from "./function.js";
import { SESSION } from "./generated/fields.js";
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
} from "./generated/types.js";
import { invoke } from "./invoke.js";
import { attempt } from "./signal.js";
import { plainSnapshot, snapshot } from "./snapshot.js";

/**
 * Reads what a device's properties say about its remote-assistance session, whoever asked for it
 * and whenever. It sends `GET /deviceManagement/managedDevices/{managedDeviceId}`, whatever the
 * scope of the request was, and rings nobody.
 *
 * Source: Graph's metadata (v1.0), `managedDevice`: the address of the session comes only where one
 * device is read by its id with that property in `$select`.
 *
 * @param managedDeviceId the Intune device id, as it is, not encoded
 * @param token the delegated access token (`DeviceManagementManagedDevices.Read.All` at least), or a
 *   function that gives one
 * @param options cloud or origin, signal, time limits in milliseconds; a read is also repeated after
 *   502, 503, 504 and a lost connection, within `maxRetries` and `retryBudgetMs`
 * @returns what is there; an old link looks the same as a new one: see {@link startSession}
 * @throws {@link RemoteAssistanceError}, always as a rejection; its `outcome` is never `unknown`
 */
export function getSession(managedDeviceId: string, token: Token, options?: Options): Promise<Session> {
  return invoke(Function.Session, undefined, snapshot({ managedDeviceId }), token, plainSnapshot(options), sessionOf);
}

/**
 * Asks for a session as `requestRemoteAssistance` does, and waits until there is one: reads the
 * device before, sends the request, and reads the device again after 2 s, 3 s, … and every 10 s. A link
 * or an error that an earlier session has left is not taken for the new one.
 *
 * If the device cannot be read before, that is told to `onProgress`, and the request is sent all the
 * same; then only what appears later is taken for the new session.
 *
 * @param scope which of Graph's three routes to the device is taken
 * @param ids the ids that this route needs, as they are, not encoded
 * @param token as for `requestRemoteAssistance`; a function is asked before every request
 * @param options as for `requestRemoteAssistance`, `pollTimeoutMs` in milliseconds, and `onProgress`
 * @returns what became of it, once Graph has taken the request: `ended` says whether there is a
 *   session, whether it failed, or why it is no longer waited for
 * @throws {@link RemoteAssistanceError}, always as a rejection, as `requestRemoteAssistance` does and with
 *   the same `outcome`: if that is `unknown`, the device may ring. Once Graph has answered 204 it
 *   resolves, also when `signal` fires (but for `internal`, with `outcome` `unknown`)
 */
export function startSession<S extends Scope>(
  scope: S,
  ids: IdsByScope[S],
  token: Token,
  options?: StartOptions,
): Promise<StartedSession> {
  return invoke(Function.Start, scope, snapshot(ids), token, plainSnapshot(options), (own, call) => ({
    ...followed(own, call),
    receipt: call.receipt,
  }));
}

/**
 * Waits on for the session of a request that was sent earlier, by a page that has been reloaded, say.
 * It sends no request for assistance: it reads the device, at once and then as {@link startSession} does.
 *
 * @param managedDeviceId the Intune device id, as it is, not encoded
 * @param progress what `onProgress` was last told of that request, `accepted` or `waiting`, as it was or
 *   as JSON kept it
 * @param token as for {@link startSession}
 * @param options as for {@link startSession}
 * @returns what became of it, as for {@link startSession}
 * @throws {@link RemoteAssistanceError}, always as a rejection: an argument breaks a rule (`progress` as
 *   `invalidOptions`, also if it is from before the request), or another call for the device is under way
 */
export async function resumeSession(
  managedDeviceId: string,
  progress: SessionProgress,
  token: Token,
  options?: StartOptions,
): Promise<FollowedSession> {
  const earlier = snapshot(progress);
  const requestedAt = earlier?.["requestedAt"] as number;
  const phase = earlier?.["phase"];
  const before: any = earlier?.["before"];
  if (!(Number.isFinite(requestedAt) && requestedAt > 0 && (phase === "accepted" || phase === "waiting")))
    throw invalid("invalidOptions", "progress", "is not from after the 204");
  const id = attempt(() => before.id.toLowerCase() as unknown);
  if (typeof id === "string" && typeof managedDeviceId === "string" && id !== managedDeviceId.toLowerCase())
    throw invalid("invalidOptions", "progress", "is of another device");
  const chosen = plainSnapshot(options);
  // What was before is told on, so that this one can be taken up as well.
  return invoke(Function.Resume, earlier, snapshot({ managedDeviceId }), token, chosen, followed, {
    __proto__: null,
    ...chosen,
    before,
  });
}

function followed(own: any, { added: [session, failure], thrown }: Call): FollowedSession {
  return { ...sessionOf(session!), ...own, error: failure ? failureOf(failure, thrown) : null };
}

/** A session from the list of its fields. */
function sessionOf(values: unknown[]): Session {
  const { name, actionState: state, startDateTime, lastUpdatedDateTime, ...session } = named(SESSION, values);
  return { ...session, action: name && { name, state, startDateTime, lastUpdatedDateTime } };
}
