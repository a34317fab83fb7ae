/** The one voice for screen readers beside the expert form's own: a few words when something has changed. */

import type { Said } from "./dom.js";
import { byId, setText } from "./dom.js";

/**
 * Says it, also if it is what was said last. A region that is given the same words again has not changed, and a screen
 * reader says nothing: two take turns, and whichever speaks was empty. That the other falls silent is not announced.
 */
export function tell(said: Said): void {
  const regions = [...byId("live").children];
  const silent = regions.find((region) => !region.hasChildNodes());
  for (const region of regions) region.replaceChildren();
  if (silent !== undefined) setText(silent, said);
}
