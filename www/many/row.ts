/** One device in the table of many requests: its state, and what can be done with it. */

import type { Device } from "intune-remote-assistance";
import { httpsAddress } from "../address.js";
import { button, fill, make, setAttribute } from "../dom.js";
import { copyButton } from "../expert/copy-button.js";
import { nameOf, userOf } from "../find/facts.js";
import type { Words } from "../words/en.js";
import type { Item, State } from "./batch.js";
import { stateOf } from "./batch.js";

export function stateIn(words: Words, state: State): string {
  return state === "held" ? words.many.held : words.recent.states[state];
}

/** Why a request was refused, or its session failed. */
export function reasonIn(words: Words, { watch }: Item): string {
  const entry = watch?.entry;
  if (entry?.stage === "failed") return entry.errorDetails ?? "";
  return entry?.facts == null ? "" : words.failures[entry.facts.code].headline;
}

export class Row {
  readonly element: HTMLElement;
  readonly #item: Item;
  readonly #onShow: (device: Device) => void;
  readonly #result = make("td");
  readonly #actions = make("td", "", { className: "actions" });
  #shown: State | undefined;

  constructor(item: Item, onShow: (device: Device) => void) {
    this.#item = item;
    this.#onShow = onShow;
    const { device } = item;
    const name = make(
      "th",
      [
        make("span", (words) => nameOf(words, device), { className: "name" }),
        " ",
        make("span", userOf(device) ?? "", { className: "who" }),
      ],
      { scope: "row" },
    );
    this.element = make("tr", [name, this.#result, this.#actions]);
    this.update();
  }

  get isReady(): boolean {
    return stateOf(this.#item) === "ready";
  }

  update(): void {
    const state = stateOf(this.#item);
    if (state === this.#shown) return;
    this.#shown = state;
    const told = make("span", (words) => stateIn(words, state), { className: "state" });
    told.dataset["state"] = state;
    this.#result.replaceChildren(told);
    fill(this.#result, [" ", make("span", (words) => reasonIn(words, this.#item), { className: "who" })]);
    const hadFocus = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(...this.#buttons(state));
    if (hadFocus) this.#actions.querySelector<HTMLElement>("a, button")?.focus();
  }

  #buttons(state: State): HTMLElement[] {
    const { device, watch } = this.#item;
    const show = button(
      (words) => words.many.show,
      () => this.#onShow(device),
      "quiet small",
    );
    show.dataset["shows"] = device.id;
    // Forty buttons that are all called the same are told apart by the device.
    setAttribute(show, "aria-label", (words) => words.many.showDevice(nameOf(words, device)));
    const address = state === "ready" ? httpsAddress(watch?.entry.url ?? null) : undefined;
    if (address === undefined) return state === "queued" || state === "held" ? [] : [show];
    const open = make(
      "a",
      (words) => words.many.open,
      {
        href: address.href,
        target: "_blank",
        rel: "noopener noreferrer",
        referrerPolicy: "no-referrer",
        className: "button small",
      },
      { "aria-label": (words) => words.many.openDevice(nameOf(words, device)) },
    );
    open.addEventListener("click", () => watch?.opened());
    const linkText = (): string => {
      watch?.opened();
      return address.href;
    };
    const copy = copyButton(linkText, {
      label: (words) => words.many.copy,
      copied: (words) => words.session.copied,
      notCopied: (words) => words.session.notCopied,
    });
    copy.classList.add("small");
    return [open, copy, show];
  }
}

export function tableOf(rows: readonly HTMLElement[]): HTMLElement {
  const head = make("tr", [
    make("th", (words) => words.many.columns.device, { scope: "col" }),
    make("th", (words) => words.many.columns.result, { scope: "col" }),
    make("th", (words) => words.many.columns.link, { scope: "col" }),
  ]);
  return make("table", [
    make("caption", (words) => words.many.table, { className: "unseen" }),
    make("thead", [head]),
    make("tbody", rows),
  ]);
}
