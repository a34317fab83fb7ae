/** A button that copies, and says whether it could: on itself for the eye, and aloud. */

import type { Said } from "../dom.js";
import { button, setText } from "../dom.js";
import { tell } from "../live.js";

export interface CopyWords {
  readonly label: Said;
  readonly copied: Said;
  readonly notCopied: Said;
}

export function copyButton(textOf: () => string, { label, copied, notCopied }: CopyWords): HTMLButtonElement {
  const say = (said: Said): void => {
    setText(copy, said);
    tell(said);
  };
  const copy = button(
    label,
    () =>
      void navigator.clipboard.writeText(textOf()).then(
        () => say(copied),
        () => say(notCopied),
      ),
  );
  return copy;
}
