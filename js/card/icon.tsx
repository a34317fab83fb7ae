/** Fluent's icons, 20 pixels wide. They say nothing to a screen reader: a text stands beside each. */

import type { JSX } from "preact";

/** @param props.path  one of `generated/icons.ts` */
export function Icon({ path }: { readonly path: string }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
