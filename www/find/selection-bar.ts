/** Ticks all that is shown, counts what is ticked, and goes on with it. */

import type { Device } from "intune-remote-assistance";

import { button, make, setText } from "../dom.js";
import type { Selection } from "./selection.js";

export class SelectionBar {
  readonly element: HTMLElement;
  readonly #selection: Selection;
  readonly #all = make("input", "", { type: "checkbox", id: "select-all" });
  readonly #label = make("label", "", { htmlFor: "select-all" });
  readonly #count = make("p", "", { className: "count" });
  readonly #every: HTMLElement;
  readonly #chosen: HTMLElement;
  #shown: Device[] = [];

  constructor(selection: Selection, onRequest: () => void) {
    this.#selection = selection;
    const clear = button(
      (words) => words.results.clear,
      () => {
        selection.clear();
        this.#all.focus();
      },
    );
    const request = button((words) => words.results.requestForSelected, onRequest, "primary quiet");
    this.#chosen = make("div", [this.#count, clear, request], { className: "chosen" });
    this.#every = make("div", [this.#all, this.#label], { className: "choice" });
    this.element = make("div", [this.#every, this.#chosen], { className: "selection-bar", hidden: true });
    this.#all.addEventListener("change", () => selection.set(this.#shown, this.#all.checked));
    selection.listen(() => this.#update());
    this.#update();
  }

  /** Another list: nothing of it is shown yet. What is ticked stays ticked. */
  reset(): void {
    this.element.hidden = false;
    this.#shown = [];
    this.#update();
  }

  shown(devices: readonly Device[]): void {
    this.#shown.push(...devices);
    this.#update();
  }

  #update(): void {
    const ticked = this.#shown.filter((device) => this.#selection.has(device));
    const { length } = this.#selection.devices;
    this.#all.checked = ticked.length > 0 && ticked.length === this.#shown.length;
    this.#all.indeterminate = ticked.length > 0 && ticked.length < this.#shown.length;
    setText(this.#label, (words) => words.results.selectAll(this.#shown.length));
    setText(this.#count, (words) => words.results.selected(length));
    // Their room is kept, so that nothing moves when the list comes or the first device is ticked.
    this.#every.dataset["vacant"] = String(this.#shown.length === 0);
    this.#chosen.dataset["vacant"] = String(length === 0);
    for (const row of document.querySelectorAll<HTMLElement>("#find .row.device")) {
      const tick = row.querySelector<HTMLInputElement>(".tick input");
      if (tick !== null) tick.checked = this.#selection.has({ id: row.dataset["id"] ?? "" });
    }
  }
}
