/**
 * The few things that the page does with the document. Text is only ever set as text.
 *
 * What the page says, it says as a function of the words: the function is remembered beside the node, so that another
 * language is a matter of asking every node on the screen again. Nothing is built anew, and nothing on it is lost.
 */

import { words } from "./language.js";
import type { Words } from "./words/en.js";

/** Something to say: the same in every language, or one of the page's own words. */
export type Said = string | ((words: Words) => string);

const texts = new WeakMap<Node, Said>();
const attributes = new WeakMap<Element, Map<string, Said>>();

export function inWords(said: Said): string {
  return typeof said === "string" ? said : said(words());
}

/** A text that follows the language. */
export function text(said: Said): Text {
  const node = document.createTextNode(inWords(said));
  if (typeof said !== "string") texts.set(node, said);
  return node;
}

/** Puts a text in the place of whatever the element holds, unless it says just that already. */
export function setText(element: Element, said: Said): void {
  const [only, ...others] = element.childNodes;
  if (only instanceof Text && others.length === 0) {
    texts.set(only, said);
    const next = inWords(said);
    if (only.data !== next) only.data = next;
  } else {
    element.replaceChildren(text(said));
  }
}

/** An attribute that follows the language. */
export function setAttribute(element: Element, name: string, said: Said): void {
  element.setAttribute(name, inWords(said));
  const remembered = attributes.get(element) ?? new Map<string, Said>();
  attributes.set(element, remembered.set(name, said));
}

/** Says everything below that node in the words of today. */
export function retell(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node !== null; node = walker.nextNode()) {
    const said = texts.get(node);
    if (said !== undefined) node.nodeValue = inWords(said);
    if (!(node instanceof Element)) continue;
    for (const [name, value] of attributes.get(node) ?? []) node.setAttribute(name, inWords(value));
  }
}

/** The element of that id; the page's own HTML has it. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element as T;
}

/** What an element is made of: false leaves a part out. */
export type Content = Said | readonly (Node | Said | false)[];

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: Content = "",
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  named: Record<string, Said> = {},
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, said] of Object.entries(named)) setAttribute(element, name, said);
  fill(element, content);
  return element;
}

export function fill(element: Element, content: Content): void {
  const parts = typeof content === "string" || typeof content === "function" ? [content] : content;
  element.append(
    ...parts
      .filter((part) => part !== false && part !== "")
      .flatMap((part) => (part instanceof Node ? [part] : nodesOf(part as Said))),
  );
}

const ADDRESS = /^\S+@\S+$/;

/** An address may break at its joints, rather than in the middle of a word. */
function nodesOf(said: Said): Node[] {
  if (typeof said !== "string" || !ADDRESS.test(said)) return [text(said)];
  return said.split(/\b(?=[@.])/).flatMap((part, index) => (index === 0 ? [text(part)] : [make("wbr"), text(part)]));
}

export function button(label: Said, onClick: () => void, className = "quiet"): HTMLButtonElement {
  const element = make("button", label, { type: "button", className });
  element.addEventListener("click", onClick);
  return element;
}

export type Tone = "plain" | "good" | "warn" | "bad";

/** A box that says something. Its headline can take the focus, for when the box answers what was pressed. */
export function notice(tone: Tone, headline: Said, ...content: readonly (Said | Node)[]): HTMLElement {
  return box("h2", tone, headline, content);
}

/** The same within a section that has a heading of its own. */
export function innerNotice(tone: Tone, headline: Said, ...content: readonly (Said | Node)[]): HTMLElement {
  return box("h3", tone, headline, content);
}

/** The same within a part of such a section. */
export function innermostNotice(tone: Tone, headline: Said, ...content: readonly (Said | Node)[]): HTMLElement {
  return box("h4", tone, headline, content);
}

function box(level: "h2" | "h3" | "h4", tone: Tone, headline: Said, content: readonly (Said | Node)[]): HTMLElement {
  const paragraphs = content
    .filter((part) => part instanceof Node || inWords(part) !== "")
    .map((part) => (part instanceof Node ? part : make("p", part)));
  return make("div", [make(level, headline, { tabIndex: -1 }), ...paragraphs], { className: `notice ${tone}` });
}

type Entries = readonly (readonly [name: Said, value: Said | Node | number | null])[];

/** Names and values in rows, those without a value left out. */
export function details(entries: Entries): HTMLElement {
  return make("dl", pairs(entries).flat());
}

/** The same as tiles. */
export function facts(entries: Entries): HTMLElement {
  return make(
    "dl",
    pairs(entries).map((pair) => make("div", pair)),
    { className: "facts" },
  );
}

function pairs(entries: Entries): HTMLElement[][] {
  return entries
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => [
      make("dt", name),
      make("dd", [typeof value === "number" ? String(value) : (value ?? "")]),
    ]);
}
