/** The one voice for screen readers beside the expert form's own: a few words when something has changed. */

import { byId, setText } from "./dom.js";
import type { Said } from "./dom.js";

export function tell(said: Said): void {
  setText(byId("live"), said);
}
