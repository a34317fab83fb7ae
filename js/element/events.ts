/** The events of the element. They bubble, and leave shadow trees. */

import type { RemoteAssistanceError } from "../errors.js";
import type { AssistanceRequest, FollowedSession, SessionProgress } from "../types.js";

/** `remote-assistance-progress`: a step of a request, before it is done. */
export interface ProgressDetail {
  /** The device that the event is about. */
  readonly request: AssistanceRequest;
  /**
   * What `onProgress` of `startSession` receives. Keep the last one, for example in `sessionStorage`, and give it to
   * `resume` after a reload.
   */
  readonly progress: SessionProgress;
}

/** `remote-assistance-ready`: the session can be opened. */
export interface ReadyDetail {
  /** The device that the event is about. */
  readonly request: AssistanceRequest;
  /** The https address of the session. */
  readonly url: string;
}

/** `remote-assistance-error`: the request failed, or the session ended without a link. */
export interface ErrorDetail {
  /** The device that the event is about. */
  readonly request: AssistanceRequest;
  /**
   * Why the request failed, or why the device could not be read. Its `outcome` says what may have happened. Null if Graph
   * answered, and there is no link all the same.
   */
  readonly error: RemoteAssistanceError | null;
  /** How the session ended. Null if the request failed. */
  readonly session: FollowedSession | null;
}

/** The events by name. */
export interface RemoteAssistanceEventMap {
  /** A step of a request, before it is done. */
  "remote-assistance-progress": CustomEvent<ProgressDetail>;
  /** The session can be opened. */
  "remote-assistance-ready": CustomEvent<ReadyDetail>;
  /** The request failed, or the session ended without a link. */
  "remote-assistance-error": CustomEvent<ErrorDetail>;
}
