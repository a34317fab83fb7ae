/** The status region: what is going on, what happened, and what nobody knows yet. */

import type { Receipt, RemoteAssistanceError } from "intune-remote-assistance";

import { button, byId, details, make, notice } from "../dom.js";
import { time } from "../language.js";
import { factsOf } from "../request/entry.js";
import type { Request } from "../unsettled.js";
import { countdown } from "./progress.js";
import { supportDetails } from "./support.js";

/** Says it in the live region, so that a screen reader says it too; without content, it falls silent. */
export function say(...content: HTMLElement[]): void {
  byId("status").replaceChildren(...content);
}

export function accepted(request: Request, receipt: Receipt, onFollow: () => void): HTMLElement {
  const at = Date.now();
  return notice(
    "good",
    (words) => words.expert.accepted,
    (words) => words.expert.acceptedAdvice,
    details([
      [(words) => words.support.device, request.ids.managedDeviceId],
      [(words) => words.support.requestId, receipt.requestId],
      [(words) => words.support.time, () => time(at)],
    ]),
    make("p", [button((words) => words.expert.follow, onFollow)]),
  );
}

export function failed(request: Request, error: RemoteAssistanceError, onChecked: () => void): HTMLElement {
  const isUnknown = error.outcome === "unknown";
  return notice(
    isUnknown ? "warn" : "bad",
    (words) => words.failures[error.code].headline,
    (words) => (error.graphMessage === null ? "" : words.support.graphSays(error.graphMessage)),
    (words) => words.outcomes[error.outcome],
    (words) => words.failures[error.code].advice,
    error.code === "throttled" && error.retryAfterMs !== null ? countdown(error.retryAfterMs) : "",
    ...supportDetails(request.ids.managedDeviceId, factsOf(error)),
    isUnknown ? make("p", [button((words) => words.unsettled.checked, onChecked)]) : "",
  );
}

/** The device is being asked from elsewhere on the page. */
export function underWay(): HTMLElement {
  return notice(
    "warn",
    (words) => words.failures.alreadyInFlight.headline,
    (words) => words.failures.alreadyInFlight.advice,
  );
}

/** The device has a request whose fate is open: another would be a second ring. */
export function held(): HTMLElement {
  return notice(
    "warn",
    (words) => words.unsettled.held,
    (words) => words.unsettled.heldAdvice,
  );
}
