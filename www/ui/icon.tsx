/** Fluent's icons, 20 pixels wide. They say nothing to a screen reader: a text stands beside each. */

import type { JSX } from "preact";
import { ICONS } from "../generated/icons.js";

export type IconName = keyof typeof ICONS;

export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
