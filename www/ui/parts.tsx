/** Small parts that several views are made of. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { tell } from "../model/live.js";
import type { Said } from "../words/language.js";
import { inWords } from "../words/language.js";
import { Icon, type IconName } from "./icon.js";

/** How long a copy button says that it has copied. */
const SHOWN_MS = 4_000;

export interface ButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly class?: string;
  readonly icon?: IconName;
  readonly isBusy?: boolean;
}

/** A button. One that is busy keeps the focus, which disabling would take away. */
export function Button({ label, onClick, class: name = "quiet", icon, isBusy }: ButtonProps): JSX.Element {
  return (
    <button type="button" class={name} onClick={onClick} {...(isBusy !== undefined && { "aria-disabled": isBusy })}>
      {icon && <Icon name={icon} />}
      {label}
    </button>
  );
}

export interface CopyButtonProps {
  readonly textOf: () => string;
  readonly label: Said;
  readonly copied: Said;
  readonly notCopied: Said;
  readonly class?: string;
  /** What it copies, for screen readers, where several buttons are called the same. */
  readonly title?: string;
}

/** A button that copies, and says whether it could: on itself for the eye, and aloud. */
export function CopyButton({
  textOf,
  label,
  copied,
  notCopied,
  class: name = "quiet",
  title,
}: CopyButtonProps): JSX.Element {
  const [said, say] = useState<Said>();
  const reset = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => () => clearTimeout(reset.current), []);
  const show = (next: Said): void => {
    say(() => next);
    tell(next);
    clearTimeout(reset.current);
    reset.current = setTimeout(() => say(undefined), SHOWN_MS);
  };
  const copy = (): void =>
    void navigator.clipboard.writeText(textOf()).then(
      () => show(copied),
      () => show(notCopied),
    );
  return (
    <button type="button" class={name} onClick={copy} {...(title && said === undefined && { "aria-label": title })}>
      <Icon name={said === copied ? "checkmark" : "copy"} />
      {inWords(said ?? label)}
    </button>
  );
}

/** A link to an address that Graph gave. It opens in a tab of its own, which cannot reach back. */
export function OutsideLink(props: {
  readonly href: string;
  readonly class?: string;
  readonly label?: string;
  readonly onOpen?: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <a
      href={props.href}
      target="_blank"
      rel="noopener noreferrer"
      referrerpolicy="no-referrer"
      class={props.class}
      {...(props.label && { "aria-label": props.label })}
      {...(props.onOpen && { onClick: props.onOpen, onAuxClick: props.onOpen })}
    >
      {props.children}
    </a>
  );
}

export type Entries = readonly (readonly [name: string, value: ComponentChildren])[];

/** Names and values in rows, those without a value left out. */
export function Details({ entries }: { readonly entries: Entries }): JSX.Element {
  return (
    <dl>
      {filled(entries).map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name} value`}>{typeof value === "number" ? String(value) : value}</dd>,
      ])}
    </dl>
  );
}

/** The same as tiles. */
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

function filled(entries: Entries): Entries {
  return entries.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
}

const ADDRESS = /^\S+@\S+$/;

/** A text. An address may break at its joints, rather than in the middle of a word. */
export function Text({ children }: { readonly children: string }): JSX.Element {
  if (!ADDRESS.test(children)) return <>{children}</>;
  const parts = children.split(/\b(?=[@.])/);
  return <>{parts.flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]))}</>;
}
