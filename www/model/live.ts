/** What screen readers are told: a few words when something has changed. */

import { signal } from "@preact/signals";
import type { Said } from "../words/language.js";

/**
 * Two regions take turns. A region that is given the same words again has not changed, and a screen reader says nothing; the one
 * that speaks was empty before.
 */
export const live = signal<{ readonly said: Said; readonly turn: 0 | 1 }>({ said: "", turn: 0 });

/** Says it, also if it is what was said last. */
export function tell(said: Said): void {
  live.value = { said, turn: live.peek().turn === 0 ? 1 : 0 };
}
