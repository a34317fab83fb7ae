/** Counts down to when a throttled request may be sent again. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { seconds, words } from "../words/language.js";
import { useNow } from "./now.js";

export function Countdown({ milliseconds }: { readonly milliseconds: number }): JSX.Element {
  const [until] = useState(() => Date.now() + milliseconds);
  const left = until - useNow(until > Date.now());
  const { expert } = words();
  // The seconds are for the eye: a screen reader is not to be told each of them.
  return <p aria-live="off">{left > 0 ? expert.sendAgainIn(seconds(left)) : expert.sendAgainNow}</p>;
}
