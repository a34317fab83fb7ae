/** Counts down to when a throttled request may be sent again. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useCard } from "./context.js";
import { seconds } from "./format.js";
import { useNow } from "./now.js";

export function Countdown({ milliseconds }: { readonly milliseconds: number }): JSX.Element {
  const [until] = useState(() => Date.now() + milliseconds);
  const left = until - useNow(until > Date.now());
  const { words, locale } = useCard();
  const { request } = words;
  // The seconds are for the eye: a screen reader is not to be told each of them.
  return <p aria-live="off">{left > 0 ? request.sendAgainIn(seconds(locale, left)) : request.sendAgainNow}</p>;
}
