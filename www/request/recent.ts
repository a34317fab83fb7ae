/** The requests of this tab: whom they concern, how far they are, and a way back to each. */

import { button, fill, make, setText } from "../dom.js";
import { nameOf, userOf } from "../find/facts.js";
import { timeOfDay } from "../language.js";
import { isOnScreen } from "./ending.js";
import type { Watch } from "./watch.js";
import type { Watches } from "./watches.js";

function isUnopened({ entry }: Watch): boolean {
  return entry.stage === "ready" && !entry.isOpened;
}

export class Recent {
  readonly element = make("section", "", { id: "recent" });
  readonly #watches: Watches;
  readonly #onShow: (watch: Watch) => void;
  readonly #list = make("ul", "", { className: "recents" });
  readonly #none = make("p", (words) => words.recent.none, { className: "placeholder" });
  /** The link that is shown may be wanted yet, and could not be had back. */
  readonly #clear = button(
    (words) => words.recent.remove,
    // Nor does a link go that nobody has opened.
    () => this.#watches.clear((watch) => isOnScreen(watch) || isUnopened(watch)),
  );
  #rows = new Map<Watch, { readonly row: HTMLElement; readonly state: HTMLElement }>();

  constructor(watches: Watches, onShow: (watch: Watch) => void) {
    this.#watches = watches;
    this.#onShow = onShow;
    const head = make("div", [make("h2", (words) => words.recent.title, { tabIndex: -1 }), this.#clear], {
      className: "head",
    });
    fill(this.element, [head, this.#list, this.#none]);
    watches.listen((watch) => (watch === undefined ? this.#build() : this.#update(watch)));
    this.#build();
  }

  #build(): void {
    const focused = document.activeElement;
    const hadFocus = this.element.contains(focused);
    const { all } = this.#watches;
    // Many requests come in one by one: only the row of the new one is made.
    this.#rows = new Map(all.map((watch) => [watch, this.#rows.get(watch) ?? this.#row(watch)]));
    this.#list.replaceChildren(...[...this.#rows.values()].map(({ row }) => row));
    this.#none.hidden = all.length > 0;
    this.#clear.hidden = all.length === 0;
    for (const watch of all) this.#update(watch);
    if (!hadFocus || this.element.contains(document.activeElement)) return;
    if (focused instanceof HTMLElement && this.element.contains(focused)) focused.focus();
    else this.element.querySelector("h2")?.focus();
  }

  #row(watch: Watch): { row: HTMLElement; state: HTMLElement } {
    const { device, requestedAt } = watch.entry;
    const state = make("span", "", { className: "state" });
    const user = userOf(device);
    const show = button("", () => this.#onShow(watch), "pick");
    show.append(
      make("span", (words) => nameOf(words, device), { className: "name" }),
      " ",
      // A name that is written from right to left does not turn the time round with it.
      make("span", [user !== null && make("bdi", user), user !== null && " · ", () => timeOfDay(requestedAt)], {
        className: "who",
      }),
      " ",
      state,
    );
    return { row: make("li", [show], { className: "row" }), state };
  }

  #update(watch: Watch): void {
    const state = this.#rows.get(watch)?.state;
    if (state === undefined) return;
    const { stage } = watch.entry;
    state.dataset["state"] = stage;
    setText(state, (words) => words.recent.states[stage]);
  }
}
