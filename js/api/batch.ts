/** Many devices at once: a request each, a few at a time. */

import type { RemoteAssistanceError } from "../errors.js";
import * as module from "../generated/bindings.js";
import { callModule, type ModuleFunction } from "../runtime/call-module.js";
import { invalid } from "../runtime/failures.js";
import { followedSession } from "../runtime/followed-session.js";
import { plainSnapshot, type Snapshot, snapshot } from "../runtime/snapshot.js";
import { TokenMemory } from "../runtime/token-memory.js";
import { fireAndForget, tryOr } from "../runtime/try-or.js";
import type {
  AssistanceRequest,
  ManyOptions,
  ManyResult,
  Receipt,
  SessionRequest,
  SessionsProgress,
  SessionsResult,
  StartManyOptions,
  Token,
} from "../types.js";

/** How many sessions of a batch are followed at once. Each needs some memory, and a read every ten seconds. */
const MAX_FOLLOWED = 200;

/**
 * Requests remote assistance on many devices: one POST per device, as `requestRemoteAssistance` sends it. (Graph's
 * `$batch` wants a body with every POST, and this action must have none.)
 *
 * When Graph throttles, all requests that are still in the queue wait. `onWait` is told so, and no request spends its
 * `retryBudgetMs` on it. Then they go on slowly at first. A pause of more than ten minutes ends them as `throttled`.
 *
 * @param requests scope and ids of each; they are copied at once, so that they may be changed afterwards
 * @param token as for `requestRemoteAssistance`; a function is called before every attempt of each request
 * @param options as for `requestRemoteAssistance`, for each request; `concurrency`, `onStart` and `onProgress`
 * @returns a receipt or an error for each, in the order of the requests. It does not reject because one of them failed,
 *   nor because `signal` fired: what was not sent then is `aborted`, `notSent`.
 * @throws {@link RemoteAssistanceError}, always as a rejection and with nothing sent: `invalidIds` if a device is named
 *   twice (`field` says which), `invalidToken`, `invalidOptions`, or that the module could not be loaded
 */
export async function requestForMany(
  requests: Iterable<AssistanceRequest>,
  token: Token,
  options?: ManyOptions,
): Promise<ManyResult[]> {
  const given = plainSnapshot(options);
  const queue = queueOf(requests);
  const concurrency = await concurrencyOf(module.requestForMany, token, given);
  const tokens = new TokenMemory();
  const onProgress = given?.["onProgress"] as ManyOptions["onProgress"];
  let done = 0;
  return runInOrder(queue, concurrency, given, async ({ scope, ids }, index) => {
    const request = callModule<Receipt>(module.requestInBatch, { scope, ids }, token, given, undefined, tokens);
    const result: ManyResult = await request.then(
      (receipt) => ({ receipt, error: null }),
      (error: RemoteAssistanceError) => ({ receipt: null, error }),
    );
    done++;
    fireAndForget(() => onProgress?.({ done, total: queue.length, index, result }));
    return result;
  });
}

/**
 * Requests remote assistance on many devices, and follows each request to its link, as `startSession` does: it reads the
 * device, sends the request, and reads the device again until there is a session. At most `concurrency` requests and reads
 * are under way at once, and at most 200 sessions are followed at once; the others wait for their turn.
 *
 * When Graph throttles, all of them wait, as in `requestForMany`.
 *
 * @param requests scope and ids of each, and `progress` for a request that was sent earlier; they are copied at once
 * @param token as for `startSession`; a function is called before every attempt of each request and read
 * @param options as for `startSession`, for each session; `concurrency`, `onStart` and `onProgress`
 * @returns how each session ended, or why its request failed, in the order of the requests. It does not reject because one
 *   of them failed, nor because `signal` fired.
 * @throws {@link RemoteAssistanceError}, always as a rejection and with nothing sent, as `requestForMany` does
 */
export async function startSessions(
  requests: Iterable<SessionRequest>,
  token: Token,
  options?: StartManyOptions,
): Promise<SessionsResult[]> {
  const given = plainSnapshot(options);
  const queue = queueOf(requests);
  await concurrencyOf(module.startSessions, token, given);
  const tokens = new TokenMemory();
  const onProgress = given?.["onProgress"] as StartManyOptions["onProgress"];
  let done = 0;
  return runInOrder(queue, MAX_FOLLOWED, given, async ({ scope, ids, progress }, index) => {
    const tell = (part: Pick<SessionsProgress, "progress" | "result">): void =>
      fireAndForget(() => onProgress?.({ done, total: queue.length, index, ...part }));
    const own = { ...given, onProgress: (progress: SessionsProgress["progress"]) => tell({ progress, result: null }) };
    const session =
      progress === undefined
        ? callModule(module.startInBatch, { scope, ids }, token, own, followedSession, tokens)
        : callModule(
            module.resumeInBatch,
            { managedDeviceId: ids?.["managedDeviceId"], progress: snapshot(progress) },
            token,
            own,
            followedSession,
            tokens,
          );
    const result: SessionsResult = await session.then(
      (session) => ({ session, error: null }),
      (error: RemoteAssistanceError) => ({ session: null, error }),
    );
    done++;
    tell({ progress: null, result });
    return result;
  });
}

/** Checks what all requests of a batch share. Gives how many of them may be under way at once. */
function concurrencyOf(check: ModuleFunction, token: Token, given: Snapshot): Promise<number> {
  return callModule<number>(check, {}, token, given).catch((error: RemoteAssistanceError) => {
    // Each request then reports for itself that the signal has fired.
    if (error.code === "aborted") return 1;
    throw error;
  });
}

/** Works off the queue, at most `width` at a time. The results are in the order of the queue. */
async function runInOrder<T, R>(
  queue: readonly T[],
  width: number,
  given: Snapshot,
  run: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const onStart = given?.["onStart"] as ManyOptions["onStart"];
  const results = new Array<R>(queue.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < queue.length) {
      const index = next++;
      fireAndForget(() => onStart?.(index));
      results[index] = await run(queue[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, queue.length) }, work));
  return results;
}

/** Copies of the requests. A device that is named twice is rejected: it is not known which request was meant. */
function queueOf(requests: Iterable<SessionRequest>): { scope: unknown; ids: Snapshot; progress: unknown }[] {
  const copies = tryOr(() => typeof requests === "object" && [...requests].map((request) => snapshot(request)), false);
  if (!copies) throw invalid("invalidIds", "requests", "must be a list of { scope, ids }");
  const indexOfDevice = new Map<string, number>();
  return copies.map((request, index) => {
    const ids = snapshot(request?.["ids"]);
    const id = ids?.["managedDeviceId"];
    if (typeof id === "string") {
      // Two spellings of one id are one device, as for the module (`CallSpec::device_key`).
      const device = id.toLowerCase();
      const earlier = indexOfDevice.get(device);
      if (earlier !== undefined) {
        const field = `requests[${index}].ids.managedDeviceId`;
        throw invalid("invalidIds", field, `names the same device as requests[${earlier}]`);
      }
      indexOfDevice.set(device, index);
    }
    return { scope: request?.["scope"], ids, progress: request?.["progress"] };
  });
}
