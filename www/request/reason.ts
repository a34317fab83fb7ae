/** Why a session failed, as one of the page's own sentences. */

import type { Session } from "intune-remote-assistance";

import type { Reason } from "./entry.js";

export function sessionReason({ action, errorDetails }: Pick<Session, "action" | "errorDetails">): Reason {
  switch (action?.state) {
    case "canceled":
      return "canceled";
    case "notSupported":
      return "notSupported";
    case "done":
      return "noLink";
    default:
      return errorDetails === null ? "failed" : "reported";
  }
}
