/** How far a request is, in a word. */

import type { JSX } from "preact";
import type { State } from "../model/batch.js";
import { stateIn } from "../model/batch.js";
import { words } from "../words/language.js";

export function StageLabel({ stage }: { readonly stage: State }): JSX.Element {
  return (
    <span class="state" data-state={stage}>
      {stateIn(words(), stage)}
    </span>
  );
}
