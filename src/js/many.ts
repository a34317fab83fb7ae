/** Many devices at once: a request each, a few at a time. */

import { receiptOf } from "./api.js";
import type { RemoteAssistanceError } from "./error.js";
import { invalid } from "./failure.js";
import { Function } from "./function.js";
import type { AssistanceRequest, ManyOptions, ManyResult, Token } from "./generated/types.js";
import { invoke } from "./invoke.js";
import { attempt, ignored } from "./signal.js";
import type { Snapshot } from "./snapshot.js";
import { copyOf, plainSnapshot, snapshot } from "./snapshot.js";

/**
 * Asks for remote assistance on many devices: one POST a device, as `requestRemoteAssistance` sends it
 * (Graph's `$batch` wants a body with every POST, and this action must have none).
 *
 * When Graph throttles and says for how long, all that are still in the queue wait; that is told to
 * `onWait` and taken from nobody's `retryBudgetMs`. A pause of more than ten minutes ends them as
 * `throttled`.
 *
 * @param requests scope and ids of each; copied at once, so that they may be changed afterwards
 * @param token as for `requestRemoteAssistance`; a function is asked before every attempt of each
 * @param options as for `requestRemoteAssistance`, for each of them; `concurrency`, and `onProgress`
 * @returns a receipt or an error for each, in the order of the requests: it does not reject because
 *   one failed, nor because `signal` fired: what was not sent then is `aborted`, `notSent`
 * @throws {@link RemoteAssistanceError}, always as a rejection and with nothing sent: `invalidIds` if a
 *   device is named twice (`field` says which), `invalidToken`, `invalidOptions`, or that the module
 *   could not be loaded
 */
export async function requestForMany(
  requests: Iterable<AssistanceRequest>,
  token: Token,
  options?: ManyOptions,
): Promise<ManyResult[]> {
  const chosen = plainSnapshot(options);
  const queue = queueOf(requests);
  const total = queue.length;
  const concurrency = await invoke(
    Function.Many,
    undefined,
    undefined,
    token,
    copyOf(chosen),
    (count: number) => count,
  ).catch((failure: RemoteAssistanceError) => {
    // Then each of them says so for itself.
    if (failure.code === "aborted") return 1;
    throw failure;
  });
  const results = new Array<ManyResult>(total);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < total) {
      const index = next++;
      const { scope, ids } = queue[index]!;
      ignored(() => (chosen?.["onStart"] as ManyOptions["onStart"])?.(index));
      const result: ManyResult = await invoke(Function.Queued, scope, ids, token, copyOf(chosen), receiptOf).then(
        (receipt) => ({ receipt, error: null }),
        (error: RemoteAssistanceError) => ({ receipt: null, error }),
      );
      results[index] = result;
      done++;
      ignored(() => (chosen?.["onProgress"] as ManyOptions["onProgress"])?.({ done, total, index, result }));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

/** Copies of the requests. Two for one device are refused together: which of them was meant? */
function queueOf(requests: Iterable<AssistanceRequest>): { scope: unknown; ids: Snapshot }[] {
  const given = attempt(() => typeof requests === "object" && [...requests].map((request) => snapshot(request)));
  if (!given) throw invalid("invalidIds", "requests", "must be a list of { scope, ids }");
  const places = new Map<string, number>();
  return given.map((request, place) => {
    const ids = snapshot(request?.["ids"]);
    const id = ids?.["managedDeviceId"];
    if (typeof id === "string") {
      // As the module tells devices apart: an id is ASCII, in either case.
      const earlier = places.get(id.toLowerCase());
      if (earlier !== undefined) {
        throw invalid(
          "invalidIds",
          `requests[${place}].ids.managedDeviceId`,
          `names the same device as requests[${earlier}]`,
        );
      }
      places.set(id.toLowerCase(), place);
    }
    return { scope: request?.["scope"], ids };
  });
}
