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
      // The action ended well, so what failed is its link.
      return "badLink";
    default:
      return errorDetails === null ? "failed" : "reported";
  }
}
