/** Requests for several devices: which are left out, and what became of each. */

import type { Words } from "../words/en.js";
import type { Entry } from "./entry.js";
import type { Found } from "./search.js";
import type { Watch } from "./watch.js";

/** What a row of the table shows. `held`: an earlier request for the device is unconfirmed, or another tab works on it. */
export type State = Entry["stage"] | "held";

export interface Item {
  readonly device: Found;
  /** Undefined if the device was left out. */
  readonly watch: Watch | undefined;
}

export function stateOf({ watch }: Item): State {
  return watch?.entry.stage ?? "held";
}

const IN_PROGRESS: ReadonlySet<State> = new Set<State>(["queued", "checking", "requesting", "waiting"]);
const FAILED: ReadonlySet<State> = new Set<State>(["refused", "failed", "notSent"]);

/** Whether nothing more will happen by itself. */
export function hasEnded(item: Item): boolean {
  return !IN_PROGRESS.has(stateOf(item));
}

/** Whether it is safe, and of use, to send the request again: nothing was carried out, or the session failed. */
export function canRetry(item: Item): boolean {
  return FAILED.has(stateOf(item));
}

export type Count = Parameters<Words["many"]["summary"]>[0];

/** How many came to what. */
export function countOf(items: readonly Item[]): Count {
  const count = { ready: 0, open: 0, failed: 0, rejected: 0, unknown: 0, notSent: 0 };
  for (const item of items) {
    const state = stateOf(item);
    switch (state) {
      case "ready":
      case "failed":
      case "unknown":
        count[state] += 1;
        break;
      case "refused":
        count[item.watch?.entry.facts?.outcome === "notSent" ? "notSent" : "rejected"] += 1;
        break;
      case "queued":
      case "notSent":
      case "held":
        count.notSent += 1;
        break;
      default:
        count.open += 1;
    }
  }
  return count;
}

export function stateIn(words: Words, state: State): string {
  return state === "held" ? words.many.held : words.stages[state];
}

/** Why a request was refused, or its session failed. */
export function reasonIn(words: Words, { watch }: Item): string {
  const entry = watch?.entry;
  if (entry?.stage === "failed") return entry.errorDetails ?? "";
  return entry?.facts == null ? "" : words.failures[entry.facts.code].headline;
}
