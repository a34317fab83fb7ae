/** Where the focus goes when the page changes. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Moves the focus once the page shows what has just been changed: Preact renders in a microtask that was queued before this one.
 */
export function focusNext(find: () => HTMLElement | null | undefined): void {
  queueMicrotask(() => find()?.focus());
}

/**
 * Keeps whoever works by keyboard within an element: the focus goes to what comes next if what had it goes, or at a new `step`. To
 * be called in the component whose rendering changes the element.
 */
export function useKeptFocus(
  element: RefObject<HTMLElement | null>,
  next: () => HTMLElement | null | undefined,
  step?: unknown,
): void {
  const before = useRef(step);
  // While the component renders, the page still shows what was there before.
  const had = hasFocus(element.current);
  useLayoutEffect(() => {
    if (had && (!hasFocus(element.current) || step !== before.current)) next()?.focus();
    before.current = step;
  });
}

/** In a shadow tree, the document knows only the host of the tree. */
function hasFocus(element: HTMLElement | null): boolean {
  const root = element?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined;
  return element?.contains(root?.activeElement ?? null) === true;
}
