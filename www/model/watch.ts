/** A request that the page follows, in all tabs. */

import { signal } from "@preact/signals";
import type { SessionsResult } from "intune-remote-assistance";
import { deviceOf } from "../../js/card/entry.js";
import { stateOf, TrackedRequest } from "../../js/card/tracked-request.js";
import { isElsewhere } from "./device-locks.js";
import type { Entry } from "./entry.js";
import type { Graph } from "./graph.js";
import { needsSignIn } from "./sign-in.js";
import { forget } from "./unsettled.js";

export class Watch extends TrackedRequest<Entry> {
  readonly #isInBatch = signal(false);

  /** @param onChange  is told whether this tab made the change, which has to be kept then */
  constructor(graph: Graph, entry: Entry, onChange: (watch: Watch, isOwn: boolean) => void) {
    super(
      {
        startSession: (request, options) => graph.startSession(request, options),
        resumeSession: (request, progress, options) => graph.resumeSession(request, progress, options),
        needsSignIn: ({ cause }) => needsSignIn(cause),
        isElsewhere: (request) => isElsewhere(deviceOf(request)),
        onKnown: forget,
        onChange: (isOwn) => onChange(this, isOwn),
      },
      signal(stateOf(entry)),
    );
  }

  /** One of a batch ends with the batch. */
  override get canStop(): boolean {
    return super.canStop && !this.#isInBatch.value;
  }

  /** Follows a request that is sent together with others, until it has ended. */
  join(controller: AbortController): void {
    this.setRunning(controller);
    this.#isInBatch.value = true;
    this.waitFrom(Date.now());
  }

  /** One of a batch has ended. */
  leave({ session, error }: SessionsResult): void {
    this.setRunning(undefined);
    this.#isInBatch.value = false;
    if (session !== null) this.ended(session);
    else if (error.outcome === "notSent" && error.code === "aborted") this.change({ stage: "notSent" }, {});
    else this.refused(error);
  }
}
