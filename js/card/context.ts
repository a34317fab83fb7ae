/** What the parts of the session card need from where they are shown: the words, and a way to tell screen readers. */

import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CardWords } from "./words/en.js";

export interface CardContext {
  readonly words: CardWords;
  /** A language tag, for dates and numbers. */
  readonly locale: string;
  /** The level of the heading of the card. Its parts have the next one. */
  readonly headingLevel: 2 | 3;
  /** An icon. The element has none: they would be 3 % of its size. */
  icon(name: "open" | "copy" | "checkmark" | "retry"): ComponentChildren;
  /** Tells screen readers. */
  announce(text: string): void;
}

export const CardProvider = createContext({} as CardContext);

export function useCard(): CardContext {
  return useContext(CardProvider);
}

export function useWords(): CardWords {
  return useCard().words;
}
