/** What was under way when the page was left for the login form, so that nobody types it twice. */

import type { Device } from "intune-remote-assistance";

import type { Query } from "./find/query.js";
import type { Request } from "./unsettled.js";

export type Draft =
  /** What the form for raw ids held. */
  | { readonly kind: "ids"; readonly request: Request }
  /** The device that a session was asked for. */
  | { readonly kind: "device"; readonly device: Device }
  | { readonly kind: "search"; readonly query: Query };

const KEY = "draft";

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(KEY, JSON.stringify(draft));
}

export function takeDraft(): Draft | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as Draft);
}
