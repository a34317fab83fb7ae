/** What was under way when the page was left for the login form, so that nobody types it twice. */

import type { Device } from "intune-remote-assistance";
import type { Request } from "../../js/card/entry.js";
import { isDevice } from "./entry.js";
import { isQuery, type Query } from "./query.js";
import { readTab, writeTab } from "./tab-store.js";
import { isRequest } from "./unsettled.js";

export type Draft =
  /** What the form for raw ids held. */
  | { readonly kind: "ids"; readonly request: Request }
  /** The device that a session was asked for. */
  | { readonly kind: "device"; readonly device: Device }
  | { readonly kind: "search"; readonly query: Query };

const KEY = "draft";

export function keepDraft(draft: Draft): void {
  writeTab(KEY, draft);
}

export function takeDraft(): Draft | undefined {
  const draft = readTab(KEY);
  writeTab(KEY, undefined);
  return isDraft(draft) ? draft : undefined;
}

function isDraft(value: unknown): value is Draft {
  const { kind, request, device, query } = (value ?? {}) as Record<string, unknown>;
  return (
    (kind === "ids" && isRequest(request)) ||
    (kind === "device" && isDevice(device)) ||
    (kind === "search" && isQuery(query))
  );
}
