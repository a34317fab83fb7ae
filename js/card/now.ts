/** The time, for what counts seconds. */

import { useLayoutEffect, useState } from "preact/hooks";

const TICK_MS = 250;

/** The time in milliseconds since the epoch. While `isTicking`, the component is shown anew four times a second. */
export function useNow(isTicking: boolean): number {
  const [, tick] = useState(0);
  // Not an effect after the next frame: a tab in the background has no frames.
  useLayoutEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isTicking]);
  return Date.now();
}
