/** What the parts of the session card need from where they are shown. They pass it on as the property `context`. */

import type { ComponentChildren } from "preact";
import type { TrackedRequest } from "./tracked-request.js";
import type { CardWords } from "./words/en.js";

export interface CardContext {
  readonly words: CardWords;
  /** A language tag, for dates and numbers. */
  readonly locale: string;
  /** The level of the heading of the card. */
  readonly headingLevel: 2 | 3;
  /** The level of the headings within it. */
  readonly noticeLevel: 3 | 4;
  /** An icon. The element has none: they would be 3 % of its size. */
  icon(name: "open" | "copy" | "checkmark" | "retry"): ComponentChildren;
  /** Tells screen readers. */
  announce(text: string): void;
}

/** What the session card needs. */
export interface CardProps {
  readonly context: CardContext;
  readonly tracked: TrackedRequest;
  /** Looks for the link of a request that Graph took. */
  readonly onLook: () => void;
  /** Signs the admin in, and then looks for the link. */
  readonly onSignIn: () => void;
  /** What most likely made Graph refuse the request, if more is known than the error says. */
  readonly likelyCause?: string;
}
