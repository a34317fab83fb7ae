/**
 * A list that comes page by page: its heading and count, what is shown while it loads, when it is empty and when it
 * fails, and more of it at the press of a button. However long a page is, rows are made a few at a time.
 */

import type { Page } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, innerNotice, make, setText } from "../dom.js";
import { tell } from "../live.js";
import { readFailed } from "../request/problem.js";

/** Rows made at once. */
const BATCH = 100;
/** Pages without anything new, after which the list is taken to go round in circles. */
const PATIENCE = 5;
const SKELETON_ROWS = 6;

export interface Listed<T extends { readonly id: string }> {
  readonly count: (count: number, isAll: boolean) => Said;
  readonly row: (item: T) => HTMLElement;
  /** Rows were added. */
  readonly onShown: (items: readonly T[]) => void;
  /** This is all that was found. */
  readonly onOnly: (item: T) => void;
  /** Only a new sign-in helps. */
  readonly onSignIn: () => void;
  readonly needsSignIn: (error: RemoteAssistanceError) => boolean;
}

export class PagedList<T extends { readonly id: string }> {
  readonly element = make("div", "", { className: "list" });
  readonly heading = make("h2", "", { tabIndex: -1 });
  readonly #count = make("p", "", { className: "count" });
  readonly #list = make("ul", "", { className: "rows" });
  readonly #message = make("div");
  readonly #omitted = make("p", "", { className: "hint" });
  #omittedCount = 0;
  readonly #more = button(
    (words) => words.results.more,
    () => void this.#showMore(),
  );
  readonly #listed: Listed<T>;
  /** What Graph gave and is not shown yet. */
  #ahead: T[] = [];
  #next: (() => Promise<Page<T>>) | null = null;
  #known = new Set<string>();
  #controller: AbortController | undefined;

  constructor(listed: Listed<T>, ...tools: HTMLElement[]) {
    this.#listed = listed;
    this.#more.hidden = true;
    this.element.append(
      make("div", [this.heading, this.#count], { className: "head" }),
      ...tools,
      this.#list,
      this.#omitted,
      this.#message,
      make("p", [this.#more]),
    );
  }

  get shown(): number {
    return this.#list.childElementCount;
  }

  /** Nothing was asked for yet. */
  showBefore(title: Said, message: Said): void {
    setText(this.heading, title);
    this.#message.replaceChildren(make("p", message, { className: "placeholder" }));
  }

  /** Loads anew, in place of whatever is there; what was still on its way is dropped. */
  async load(title: Said, first: (signal: AbortSignal) => Promise<Page<T>>, none: Said): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.#known = new Set();
    this.#ahead = [];
    this.#next = null;
    this.#omittedCount = 0;
    setText(this.#omitted, "");
    setText(this.heading, title);
    setText(this.#count, (words) => words.results.searching);
    this.#message.replaceChildren();
    this.#more.hidden = true;
    this.#list.setAttribute("aria-busy", "true");
    this.#list.replaceChildren(
      ...Array.from({ length: SKELETON_ROWS }, () =>
        make("li", "", { className: "row skeleton" }, { "aria-hidden": "true" }),
      ),
    );
    this.heading.focus();
    // Behind the heading that takes the focus, which would cut it short.
    tell((words) => words.results.searching);
    try {
      const page = await first(controller.signal);
      if (controller.signal.aborted) return;
      this.#take(page);
      await this.#fetchUntilNew(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.#list.replaceChildren();
      this.#fail(error, () => void this.load(title, first, none));
      return;
    } finally {
      if (this.#controller === controller) this.#list.removeAttribute("aria-busy");
    }
    if (controller.signal.aborted) return;
    this.#list.replaceChildren();
    if (this.#ahead.length === 0 && !this.#message.hasChildNodes())
      this.#message.replaceChildren(innerNotice("plain", (words) => words.results.none, none));
    const [only, ...others] = this.#ahead;
    this.#show();
    if (only !== undefined && others.length === 0 && this.#isAll) this.#listed.onOnly(only);
    tell(this.shown === 0 ? (words) => words.results.none : this.#counted());
  }

  async #showMore(): Promise<void> {
    if (this.#more.getAttribute("aria-disabled") === "true") return;
    const before = this.shown;
    const { signal } = this.#controller ?? new AbortController();
    this.#busy(true);
    try {
      await this.#fetchUntilNew(signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, () => (this.#message.replaceChildren(), void this.#showMore()));
      return;
    } finally {
      this.#busy(false);
    }
    if (signal.aborted) return;
    this.#show();
    const added = this.shown - before;
    tell((words) => words.results.moreShown(added));
    // The button that was pressed may be gone: the first of the new rows goes on from there.
    if (this.#more.hidden) this.#list.children[before]?.querySelector<HTMLElement>("button")?.focus();
  }

  /** Graph may give pages that hold nothing, or nothing new: those are passed over, but not for ever. */
  async #fetchUntilNew(signal: AbortSignal): Promise<void> {
    for (let tries = 0; this.#ahead.length === 0 && this.#next !== null; tries += 1) {
      if (tries === PATIENCE) {
        this.#next = null;
        this.#message.replaceChildren(
          innerNotice(
            "warn",
            (words) => words.results.listEnds,
            (words) => words.results.repeats,
          ),
        );
        return;
      }
      const page = await this.#next();
      if (signal.aborted) return;
      this.#take(page);
    }
  }

  #take({ items, omitted, next }: Page<T>): void {
    this.#omittedCount += omitted;
    const count = this.#omittedCount;
    if (count > 0) setText(this.#omitted, (words) => words.results.omitted(count));
    for (const item of items) {
      if (this.#known.has(item.id)) continue;
      this.#known.add(item.id);
      this.#ahead.push(item);
    }
    this.#next = next;
  }

  #show(): void {
    const items = this.#ahead.splice(0, BATCH);
    this.#list.append(...items.map((item) => this.#listed.row(item)));
    this.#more.hidden = this.#isAll;
    setText(this.#count, this.shown === 0 ? "" : this.#counted());
    this.#listed.onShown(items);
  }

  get #isAll(): boolean {
    return this.#ahead.length === 0 && this.#next === null;
  }

  #counted(): Said {
    return this.#listed.count(this.shown, this.#isAll);
  }

  #busy(busy: boolean): void {
    this.#more.setAttribute("aria-disabled", String(busy));
    setText(this.#more, (words) => (busy ? words.results.loadingMore : words.results.more));
  }

  #fail(error: unknown, onRetry: () => void): void {
    if (!(error instanceof RemoteAssistanceError)) throw error;
    if (this.shown === 0) setText(this.#count, "");
    if (this.#listed.needsSignIn(error)) return this.#listed.onSignIn();
    const message = readFailed(error, onRetry);
    this.#message.replaceChildren(message);
    message.querySelector<HTMLElement>("h3")?.focus();
  }
}
