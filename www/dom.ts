/** The few things that the page does with the document. Text is only ever set as text. */

/** The element of that id; the page's own HTML has it. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element as T;
}

/** A new element with text or children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | readonly Node[] = "",
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...(typeof content === "string" ? [content] : content));
  return element;
}

export type Tone = "plain" | "good" | "warn" | "bad";

/** A box that says something. */
export function notice(tone: Tone, headline: string, ...content: readonly (string | Node)[]): HTMLElement {
  const paragraphs = content
    .filter((part) => part !== "")
    .map((part) => (typeof part === "string" ? make("p", part) : part));
  return make("div", [make("h2", headline), ...paragraphs], { className: `notice ${tone}` });
}

/** Names and values, those without a value left out. */
export function details(entries: Record<string, string | number | null>): HTMLElement {
  const rows = Object.entries(entries).filter(([, value]) => value !== null);
  return make("dl", rows.flatMap(([name, value]) => [make("dt", name), make("dd", String(value))]));
}
