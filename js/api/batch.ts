/** Many devices at once: a request each, a few at a time. */

import type { RemoteAssistanceError } from "../errors.js";
import * as module from "../generated/bindings.js";
import { callModule } from "../runtime/call-module.js";
import { invalid } from "../runtime/failures.js";
import { plainSnapshot, type Snapshot, snapshot } from "../runtime/snapshot.js";
import { TokenMemory } from "../runtime/token-memory.js";
import { fireAndForget, tryOr } from "../runtime/try-or.js";
import type { AssistanceRequest, ManyOptions, ManyResult, Receipt, Token } from "../types.js";

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
  const concurrency = await callModule<number>(module.requestForMany, {}, token, given).catch(
    (error: RemoteAssistanceError) => {
      // Each request then reports for itself that the signal has fired.
      if (error.code === "aborted") return 1;
      throw error;
    },
  );
  const total = queue.length;
  const tokens = new TokenMemory();
  const results = new Array<ManyResult>(total);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < total) {
      const index = next++;
      const { scope, ids } = queue[index]!;
      fireAndForget(() => (given?.["onStart"] as ManyOptions["onStart"])?.(index));
      const request = callModule<Receipt>(module.requestInBatch, { scope, ids }, token, given, undefined, tokens);
      const result: ManyResult = await request.then(
        (receipt) => ({ receipt, error: null }),
        (error: RemoteAssistanceError) => ({ receipt: null, error }),
      );
      results[index] = result;
      done++;
      fireAndForget(() => (given?.["onProgress"] as ManyOptions["onProgress"])?.({ done, total, index, result }));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

/** Copies of the requests. A device that is named twice is rejected: it is not known which request was meant. */
function queueOf(requests: Iterable<AssistanceRequest>): { scope: unknown; ids: Snapshot }[] {
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
    return { scope: request?.["scope"], ids };
  });
}
