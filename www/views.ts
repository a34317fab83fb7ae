/** The two ways to name a device, one of them shown. Which one is kept over a reload. */

import { button, byId, setAttribute } from "./dom.js";

export type View = "find" | "expert";

const KEY = "view";

export class Views {
  readonly #parts: Readonly<Record<View, readonly HTMLElement[]>>;
  readonly #buttons: Readonly<Record<View, HTMLButtonElement>>;
  readonly #onShow: () => void;
  #current: View = "find";

  constructor(parts: Readonly<Record<View, readonly HTMLElement[]>>, onShow: () => void) {
    this.#parts = parts;
    this.#onShow = onShow;
    this.#buttons = {
      find: button(
        (words) => words.page.find,
        () => this.show("find"),
      ),
      expert: button(
        (words) => words.page.expert,
        () => this.show("expert"),
      ),
    };
    const nav = byId("views");
    setAttribute(nav, "aria-label", (words) => words.page.views);
    nav.append(this.#buttons.find, this.#buttons.expert);
    this.#show(kept() ?? "find");
  }

  get current(): View {
    return this.#current;
  }

  show(view: View): void {
    this.#show(view);
    this.#onShow();
    try {
      sessionStorage.setItem(KEY, view);
    } catch {
      // A reload then begins with the search.
    }
  }

  #show(view: View): void {
    this.#current = view;
    for (const [name, elements] of Object.entries(this.#parts))
      for (const element of elements) element.hidden = name !== view;
    for (const [name, choose] of Object.entries(this.#buttons)) {
      if (name === view) choose.setAttribute("aria-current", "page");
      else choose.removeAttribute("aria-current");
    }
  }
}

function kept(): View | undefined {
  try {
    const view = sessionStorage.getItem(KEY);
    return view === "find" || view === "expert" ? view : undefined;
  } catch {
    return undefined;
  }
}
