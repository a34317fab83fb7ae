/** The language of an element: the one of the nearest `lang` attribute, else the browser's. English where there are no words. */

import type { ElementWords } from "./words-en.js";

export interface Language {
  readonly words: ElementWords;
  /** A language tag, for dates and numbers. */
  readonly locale: string;
}

type Name = "en" | "ru";

/** Each language is a file of its own, so that a portal loads one. */
const DICTIONARIES: Record<Name, () => Promise<{ words: ElementWords }>> = {
  en: () => import("./words-en.js"),
  ru: () => import("./words-ru.js"),
};

const loaded: Partial<Record<Name, ElementWords>> = {};

/** The language of that element. Undefined if its words are not loaded yet. */
export function languageOf(element: HTMLElement): Language | undefined {
  const [name, locale] = chosenBy(element);
  const words = loaded[name];
  return words && { words, locale };
}

/** Loads the words of that element. If they do not come, those of another language stand in: a link stays on the screen. */
export async function loadWords(element: HTMLElement): Promise<void> {
  const [name] = chosenBy(element);
  try {
    loaded[name] ??= (await DICTIONARIES[name]()).words;
  } catch (error) {
    const [others] = Object.values(loaded);
    if (others === undefined) throw error;
    loaded[name] = others;
  }
}

function chosenBy(element: HTMLElement): [name: Name, locale: string] {
  const tag = element.closest("[lang]")?.getAttribute("lang") || navigator.language;
  // A language, and perhaps a region. `Intl` throws for what is no tag, such as "en_US".
  const name = /^(en|ru)(-[a-z]{2})?$/i.exec(tag)?.[1]?.toLowerCase() as Name | undefined;
  if (name !== undefined) return [name, tag];
  const language = /^ru\b/i.test(tag) ? "ru" : "en";
  return [language, language];
}
