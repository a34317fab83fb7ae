/** What the form held when the page was left for the login form, so that nobody types it twice. */

import type { Request } from "./unsettled.js";

const KEY = "draft-request";

export function keepDraft(request: Request): void {
  sessionStorage.setItem(KEY, JSON.stringify(request));
}

export function takeDraft(): Request | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as Request);
}
