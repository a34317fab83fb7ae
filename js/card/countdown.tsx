/** Counts down to when a throttled request may be sent again. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardContext } from "./context.js";
import { seconds } from "./format.js";
import { useNow } from "./now.js";

interface Props {
  readonly context: CardContext;
  readonly milliseconds: number;
}

export function Countdown({ context: { words, locale }, milliseconds }: Props): JSX.Element {
  const [until] = useState(() => Date.now() + milliseconds);
  const left = until - useNow(until > Date.now());
  const { request } = words;
  // The seconds are for the eye: a screen reader is not to be told each of them.
  return <p aria-live="off">{left > 0 ? request.sendAgainIn(seconds(locale, left)) : request.sendAgainNow}</p>;
}
