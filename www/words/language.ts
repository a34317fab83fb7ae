/**
 * Which language the page speaks: the one that was chosen in this browser, else the first of the browser's own that the
 * page has words for.
 */

import { signal } from "@preact/signals";
import type { Words } from "./en.js";
import { writeFor } from "./format.js";

export { ago, list, number, seconds, time, timeOfDay } from "./format.js";

/** Something to say: the same in every language, or one of the page's own words. */
export type Said = string | ((words: Words) => string);

/** Each language is a file of its own, loaded by whoever speaks it. */
const DICTIONARIES = {
  en: async () => (await import("./en.js")).en,
  ru: async () => (await import("./ru.js")).ru,
} as const satisfies Record<string, () => Promise<Words>>;
export type Language = keyof typeof DICTIONARIES;

/** In their own words, so that whoever cannot read the page can still find theirs. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: "English", ru: "Русский" };

const KEY = "language";
const current = signal<{ readonly language: Language; readonly words: Words } | undefined>(undefined);

export const language = (): Language => current.value?.language ?? "en";

/** The words of today. A component that reads them is shown anew when the language changes. */
export const words = (): Words => {
  if (current.value === undefined) throw new Error("No language is loaded.");
  return current.value.words;
};

export function inWords(said: Said): string {
  return typeof said === "string" ? said : said(words());
}

/** Speaks the language that was chosen in this browser, or that the browser prefers. Nothing is shown before. */
export function speakPreferred(): Promise<void> {
  return load(kept() ?? preferred());
}

/** Speaks that language from now on. Where the browser keeps nothing, until the page is left. */
export function speak(next: Language): void {
  // If it cannot be loaded, the page goes on in the language that it speaks.
  load(next).catch(console.error);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice is not worth a word: the page speaks it now.
  }
}

async function load(language: Language): Promise<void> {
  const words = await DICTIONARIES[language]();
  writeFor(navigator.languages.find((tag) => languageOf(tag) === language) ?? language);
  current.value = { language, words };
}

function kept(): Language | undefined {
  try {
    return languageOf(localStorage.getItem(KEY) ?? "");
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  return navigator.languages.map(languageOf).find((found) => found !== undefined) ?? "en";
}

function languageOf(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(DICTIONARIES, primary) ? (primary as Language) : undefined;
}
