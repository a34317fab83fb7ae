/** A list that Graph gives page by page. However long a page is, its items are shown a few at a time. */

import { computed, signal } from "@preact/signals";
import type { Page } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../words/language.js";
import { tell } from "./live.js";

/** Items shown at once. */
const STEP = 100;
/** Pages without anything new, after which the list is taken to go round in circles. */
const PATIENCE = 5;

/** What stands below the items. */
export type Message =
  | { readonly kind: "before" | "repeats" }
  | { readonly kind: "none"; readonly advice: Said }
  | { readonly kind: "failed"; readonly error: RemoteAssistanceError; readonly retry: () => void };

export interface FoundListOptions<T> {
  readonly count: (count: number, isAll: boolean) => Said;
  /** Items were loaded. */
  readonly onLoaded?: (items: readonly T[]) => void;
  /** This is all that was found. */
  readonly onOnly?: (item: T) => void;
  /** Whether the failure was seen to elsewhere: only a new sign-in helps. */
  readonly onFailed: (error: RemoteAssistanceError) => boolean;
}

export class FoundList<T extends { readonly id: string }> {
  readonly #options: FoundListOptions<T>;
  readonly title = signal<Said>("");
  readonly loaded = signal<readonly T[]>([]);
  readonly limit = signal(STEP);
  readonly state = signal<"idle" | "loading" | "loadingMore">("idle");
  readonly message = signal<Message | undefined>({ kind: "before" });
  /** How many items Graph gave that do not match. */
  readonly omitted = signal(0);
  /** How often the list was loaded anew. */
  readonly loads = signal(0);
  readonly #next = signal<(() => Promise<Page<T>>) | null>(null);
  readonly isAll = computed(() => this.loaded.value.length <= this.limit.value && this.#next.value === null);
  readonly shown = computed(() => Math.min(this.loaded.value.length, this.limit.value));
  #known = new Set<string>();
  #controller: AbortController | undefined;

  constructor(options: FoundListOptions<T>) {
    this.#options = options;
  }

  count(shown: number): Said {
    return this.#options.count(shown, this.isAll.value);
  }

  /** Loads anew, in place of whatever is there. What was still on its way is dropped. */
  async load(title: Said, first: (signal: AbortSignal) => Promise<Page<T>>, none: Said): Promise<void> {
    const { signal } = this.#restart();
    this.title.value = title;
    this.state.value = "loading";
    this.message.value = undefined;
    this.loads.value += 1;
    tell((words) => words.results.searching);
    try {
      const page = await first(signal);
      if (signal.aborted) return;
      this.#take(page);
      await this.#fetchUntilNew(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, () => void this.load(title, first, none));
      return;
    }
    if (signal.aborted) return;
    this.state.value = "idle";
    const [only, ...others] = this.loaded.value;
    if (only === undefined && this.message.value === undefined) this.message.value = { kind: "none", advice: none };
    if (only !== undefined && others.length === 0 && this.isAll.value) this.#options.onOnly?.(only);
    tell(only === undefined ? (words) => words.results.none : this.count(this.shown.value));
  }

  /** Shows more of what was loaded, or loads more. Gives the number of items before. */
  async showMore(): Promise<void> {
    if (this.state.value !== "idle") return;
    const before = this.shown.value;
    const { signal } = this.#controller ?? this.#restart();
    this.message.value = undefined;
    this.state.value = "loadingMore";
    try {
      await this.#fetchUntilNew(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, () => void this.showMore());
      return;
    }
    if (signal.aborted) return;
    this.limit.value = before + STEP;
    this.state.value = "idle";
    const added = this.shown.value - before;
    tell((words) => words.results.moreShown(added));
  }

  #restart(): AbortController {
    this.#controller?.abort();
    this.#controller = new AbortController();
    this.#known = new Set();
    this.#next.value = null;
    this.loaded.value = [];
    this.limit.value = STEP;
    this.omitted.value = 0;
    return this.#controller;
  }

  /** Graph may give pages that hold nothing, or nothing new: those are passed over, but not for ever. */
  async #fetchUntilNew(signal: AbortSignal): Promise<void> {
    const shown = this.shown.value;
    for (let tries = 0; ; tries += 1) {
      // The first items of a list are shown as soon as they are there.
      const wanted = this.state.value === "loading" ? 0 : shown;
      const next = this.#next.value;
      if (this.loaded.value.length > wanted || next === null) return;
      if (tries === PATIENCE) {
        this.#next.value = null;
        this.message.value = { kind: "repeats" };
        return;
      }
      const page = await next();
      if (signal.aborted) return;
      this.#take(page);
    }
  }

  #take({ items, omitted, next }: Page<T>): void {
    const added: T[] = [];
    for (const item of items) {
      if (this.#known.has(item.id)) continue;
      this.#known.add(item.id);
      added.push(item);
    }
    this.omitted.value += omitted;
    this.#next.value = next;
    if (added.length > 0) this.loaded.value = [...this.loaded.value, ...added];
    this.#options.onLoaded?.(added);
  }

  #fail(error: unknown, retry: () => void): void {
    this.state.value = "idle";
    if (!(error instanceof RemoteAssistanceError)) throw error;
    if (!this.#options.onFailed(error)) this.message.value = { kind: "failed", error, retry };
  }
}
