/** A request that the page follows, in all tabs. */

import { signal } from "@preact/signals";
import { deviceOf } from "../../js/card/entry.js";
import { stateOf, TrackedRequest } from "../../js/card/tracked-request.js";
import { isElsewhere } from "./device-locks.js";
import type { Entry } from "./entry.js";
import type { Graph } from "./graph.js";
import { needsSignIn } from "./sign-in.js";
import { forget } from "./unsettled.js";

export type Watch = TrackedRequest<Entry>;

/** @param onChange  is told whether this tab made the change, which has to be kept then */
export function newWatch(graph: Graph, entry: Entry, onChange: (watch: Watch, isOwn: boolean) => void): Watch {
  return new TrackedRequest(
    {
      startSession: (request, options) => graph.startSession(request, options),
      resumeSession: (request, progress, options) => graph.resumeSession(request, progress, options),
      needsSignIn,
      isElsewhere: (request) => isElsewhere(deviceOf(request)),
      onKnown: forget,
      onChange,
    },
    signal(stateOf(entry)),
  );
}
