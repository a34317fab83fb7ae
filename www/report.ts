/** The status region: what is going on, what happened, and what nobody knows yet. */

import type { Receipt, RemoteAssistanceError } from "intune-remote-assistance";

import { byId, details, make, notice } from "./dom.js";
import { countdown } from "./progress.js";
import { supportDetails } from "./support.js";
import type { Note, Request } from "./unsettled.js";
import { FAILURES, OUTCOMES } from "./words.js";

/** Says it in the live region, so that a screen reader says it too; without content, it falls silent. */
export function say(...content: HTMLElement[]): void {
  byId("status").replaceChildren(...content);
}

export function accepted(request: Request, receipt: Receipt): HTMLElement {
  return notice(
    "good",
    "Graph has taken the request",
    "The person at the device is now asked to accept.",
    details({ Device: request.ids.managedDeviceId, "Request ID": receipt.requestId, Time: time(Date.now()) }),
  );
}

export function failed(request: Request, error: RemoteAssistanceError, onChecked: () => void): HTMLElement {
  const { headline, advice } = FAILURES[error.code];
  const isUnknown = error.outcome === "unknown";
  return notice(
    isUnknown ? "warn" : "bad",
    headline,
    OUTCOMES[error.outcome],
    advice,
    error.code === "throttled" && error.retryAfterMs !== null ? countdown(error.retryAfterMs) : "",
    ...supportDetails(request, error, time(Date.now())),
    isUnknown ? checkedButton(onChecked) : "",
  );
}

/** The device has a request whose fate is open: another would be a second ring. */
export function held(): HTMLElement {
  return notice(
    "warn",
    "Not sent: an earlier request for this device is open",
    "It may have reached the device. Say above that you have checked, then send this one.",
  );
}

/** Shows the requests whose fate is unknown; each stays until the admin has checked. */
export function showUnsettled(notes: readonly Note[], onChecked: (request: Request) => void): void {
  const boxes = notes.map(({ request, sentAt }) =>
    notice(
      "warn",
      "It is not known whether this request arrived",
      OUTCOMES.unknown,
      details({ Device: request.ids.managedDeviceId, Sent: time(sentAt) }),
      checkedButton(() => onChecked(request)),
    ),
  );
  byId("unsettled").replaceChildren(...boxes);
}

/** What concerns the page as a whole, above everything else. */
export function announce(content: HTMLElement): void {
  content.setAttribute("role", "alert");
  byId("notices").append(content);
}

function checkedButton(onChecked: () => void): HTMLElement {
  const button = make("button", "I have checked this device", { type: "button", className: "quiet" });
  button.addEventListener("click", onChecked);
  return make("p", [button]);
}

function time(milliseconds: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" }).format(milliseconds);
}
