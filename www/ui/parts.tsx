/** Small parts that several views are made of, besides those of the session card. */

import type { JSX } from "preact";
import { type Entries, filled } from "../../js/card/parts.js";

/** Names and values as tiles, those without a value left out. */
export function Tiles({ entries }: { readonly entries: Entries }): JSX.Element {
  return (
    <dl class="facts">
      {filled(entries).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const ADDRESS = /^\S+@\S+$/;

/** A text. An address may break at its joints, rather than in the middle of a word. */
export function Text({ children }: { readonly children: string }): JSX.Element {
  if (!ADDRESS.test(children)) return <>{children}</>;
  const parts = children.split(/\b(?=[@.])/);
  return <>{parts.flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]))}</>;
}
