/** The search box: one text, and a choice of what is searched. */

import type { Said } from "../dom.js";
import { fill, make, setText } from "../dom.js";
import type { Kind, Query } from "./query.js";
import { entriesOf, KINDS, MOST_ENTRIES } from "./query.js";

/** As long as the module takes. */
const LONGEST = 256;

export class SearchForm {
  readonly element = make("form", "", { id: "search", noValidate: true, autocomplete: "off" }, { role: "search" });
  readonly #kind = make(
    "select",
    KINDS.map((kind) => make("option", (words) => words.search.kinds[kind], { value: kind })),
    { id: "search-kind" },
  );
  readonly #text = make(
    "textarea",
    "",
    { id: "search-text", rows: 1, spellcheck: false, autocapitalize: "none", enterKeyHint: "search" },
    { "aria-describedby": "search-hint search-error" },
  );
  readonly #hint = make("p", "", { id: "search-hint", className: "hint" });
  readonly #error = make("p", "", { id: "search-error", className: "error", hidden: true });

  constructor(isSandbox: boolean, onSearch: (query: Query) => void) {
    fill(this.element, [
      make("h2", (words) => words.search.title),
      make(
        "div",
        [
          make("div", [make("label", (words) => words.search.by, { htmlFor: this.#kind.id }), this.#kind], {
            className: "field",
          }),
          make("div", [make("label", (words) => words.search.label, { htmlFor: this.#text.id }), this.#text], {
            className: "field grows",
          }),
          make("button", (words) => words.search.button, { type: "submit", className: "primary" }),
        ],
        { className: "search-row" },
      ),
      this.#hint,
      this.#error,
      isSandbox && make("p", (words) => words.search.sandboxHint, { className: "hint sandbox-hint" }),
    ]);
    // Enter searches, as in any search box. A list is pasted.
    this.#text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
    this.#text.addEventListener("input", () => this.#fit());
    this.#kind.addEventListener("change", () => this.#tellHint());
    this.#tellHint();
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      // What is pasted often brings white space along.
      const query = { kind: this.#kind.value as Kind, text: this.#text.value.trim() };
      const problem = problemWith(query);
      this.showError(problem);
      if (problem === undefined) onSearch(query);
    });
  }

  show({ kind, text }: Query): void {
    this.#kind.value = kind;
    this.#text.value = text;
    this.#fit();
    this.#tellHint();
  }

  showError(problem: Said | undefined): void {
    this.#error.hidden = problem === undefined;
    if (problem === undefined) {
      this.#text.removeAttribute("aria-invalid");
    } else {
      setText(this.#error, problem);
      this.#text.setAttribute("aria-invalid", "true");
      this.#text.focus();
    }
  }

  /** As high as its lines, up to a limit. */
  #fit(): void {
    this.#text.rows = Math.min(6, this.#text.value.split("\n").length);
  }

  #tellHint(): void {
    const kind = this.#kind.value as Kind;
    setText(this.#hint, (words) => words.search.hints[kind]);
  }
}

function problemWith({ kind, text }: Query): Said | undefined {
  if (text === "") return (words) => words.search.nothing;
  const entries = kind === "any" ? entriesOf(text) : [text];
  if (entries.length > MOST_ENTRIES) return (words) => words.search.tooMany(MOST_ENTRIES);
  return entries.map(problemWithEntry).find((problem) => problem !== undefined);
}

function problemWithEntry(text: string): Said | undefined {
  if (text.length > LONGEST) return (words) => words.search.tooLong;
  // The module refuses these too; said here, the text stays where it can be mended.
  if (/\p{Cc}/u.test(text)) return (words) => words.search.unreadable;
  return undefined;
}
