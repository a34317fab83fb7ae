/** The search box: one text, and a choice of what is searched. */

import { useSignal } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Desk } from "../model/desk.js";
import type { Kind, Query } from "../model/query.js";
import { entriesOf, KINDS, MOST_ENTRIES } from "../model/query.js";
import { Icon } from "../ui/icon.js";
import type { Said } from "../words/language.js";
import { inWords, words } from "../words/language.js";

/** As long as the module takes. */
const LONGEST = 256;
/** A list of more lines than this is scrolled within the box. */
const MOST_ROWS = 6;

export function SearchForm({ desk }: { readonly desk: Desk }): JSX.Element {
  const box = useRef<HTMLTextAreaElement>(null);
  const kind = useSignal<Kind>("any");
  const problem = useSignal<Said | undefined>(undefined);
  const { search } = words();

  // As high as its lines, up to a limit.
  const fit = (): void => {
    if (box.current) box.current.rows = Math.min(MOST_ROWS, box.current.value.split("\n").length);
  };
  const query = desk.finder.query.value;
  useLayoutEffect(() => {
    if (query === undefined || box.current === null) return;
    kind.value = query.kind;
    box.current.value = query.text;
    fit();
  }, [query]);
  useLayoutEffect(() => listenToSlash(() => box.current), []);

  const submit = (event: Event): void => {
    event.preventDefault();
    // What is pasted often brings white space along.
    const next: Query = { kind: kind.value, text: box.current?.value.trim() ?? "" };
    problem.value = problemWith(next);
    if (problem.value === undefined) void desk.search(next);
    else box.current?.focus();
  };
  return (
    <form id="search" role="search" noValidate autocomplete="off" onSubmit={submit}>
      <h2 class="unseen">{search.title}</h2>
      <div class="search-row">
        <div class="field">
          <label for="search-kind">{search.by}</label>
          <select
            id="search-kind"
            value={kind.value}
            onChange={(event) => {
              kind.value = event.currentTarget.value as Kind;
            }}
          >
            {KINDS.map((name) => (
              <option key={name} value={name}>
                {search.kinds[name]}
              </option>
            ))}
          </select>
        </div>
        <div class="field grows">
          <label for="search-text">{search.label}</label>
          <textarea
            ref={box}
            id="search-text"
            rows={1}
            spellcheck={false}
            autocapitalize="none"
            enterkeyhint="search"
            aria-describedby="search-hint search-error"
            aria-keyshortcuts="/"
            {...(problem.value && { "aria-invalid": true })}
            onInput={fit}
            onKeyDown={submitOnEnter}
          />
        </div>
        <button type="submit" class="primary">
          <Icon name="search" />
          {search.button}
        </button>
      </div>
      <p id="search-hint" class="hint">
        {search.hints[kind.value]}
        {desk.config.sandbox && ` ${search.sandboxHint}`}
      </p>
      <p id="search-error" class="error" hidden={problem.value === undefined}>
        {problem.value && inWords(problem.value)}
      </p>
    </form>
  );
}

/** Enter searches, as in any search box. A list is pasted. */
function submitOnEnter(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

/** The key `/` leads to the search from anywhere but a field. */
function listenToSlash(boxOf: () => HTMLTextAreaElement | null): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (
      target instanceof Element &&
      target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog")
    ) {
      return;
    }
    const box = boxOf();
    if (box === null || box.offsetParent === null) return;
    event.preventDefault();
    box.focus();
    box.select();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

function problemWith({ kind, text }: Query): Said | undefined {
  if (text === "") return (words) => words.search.nothing;
  const entries = kind === "any" ? entriesOf(text) : [text];
  if (entries.length > MOST_ENTRIES) return (words) => words.search.tooMany(MOST_ENTRIES);
  return entries.map(problemWithEntry).find((problem) => problem !== undefined);
}

function problemWithEntry(text: string): Said | undefined {
  if (text.length > LONGEST) return (words) => words.search.tooLong;
  // The module refuses these too; said here, the text stays where it can be corrected.
  if (/\p{Cc}/u.test(text)) return (words) => words.search.unreadable;
  return undefined;
}
