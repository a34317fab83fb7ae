/** What the parts of the session card need from where they are shown: the words, and a way to tell screen readers. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CardWords } from "./words/en.js";

export interface CardContext {
  readonly words: CardWords;
  /** A language tag, for dates and numbers. */
  readonly locale: string;
  /** Tells screen readers. */
  announce(text: string): void;
}

export const CardProvider = createContext<CardContext | undefined>(undefined);

export function useCard(): CardContext {
  const context = useContext(CardProvider);
  if (context === undefined) throw new Error("A part of the session card is shown without its context.");
  return context;
}

export function useWords(): CardWords {
  return useCard().words;
}
