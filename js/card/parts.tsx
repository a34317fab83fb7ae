/** Small parts that several views are made of. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardContext } from "./context.js";

/** How long a copy button says that it has copied. */
const SHOWN_MS = 4_000;

export interface ButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly class?: string;
  readonly icon?: ComponentChildren;
  readonly isBusy?: boolean;
}

/**
 * Whether a press comes from a key that is held, or is the second half of a double click. The first press may have put another
 * button in its place, which rings the user's device.
 */
export function isRepeat({ detail, repeat, key }: UIEvent & Partial<Pick<KeyboardEvent, "repeat" | "key">>): boolean {
  return detail > 1 || (repeat === true && key === "Enter");
}

/** A button, which a repeated press does not press. One that is busy keeps the focus, which disabling would take away. */
export function Button({ label, onClick, class: name = "quiet", icon, isBusy }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={name}
      part="button"
      onKeyDown={(event) => isRepeat(event) && event.preventDefault()}
      onClick={(event) => isRepeat(event) || onClick()}
      {...(isBusy !== undefined && { "aria-disabled": isBusy })}
    >
      {icon}
      {label}
    </button>
  );
}

export interface CopyButtonProps {
  readonly context: CardContext;
  readonly textOf: () => string;
  readonly label: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly class?: string;
  /** What it copies, for screen readers, where several buttons are called the same. */
  readonly title?: string;
}

/** A button that copies, and says whether it could: on itself for the eye, and aloud. */
export function CopyButton(props: CopyButtonProps): JSX.Element {
  const { announce, icon } = props.context;
  const [result, show] = useState<"copied" | "notCopied">();
  const reset = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => () => clearTimeout(reset.current), []);
  const end = (result: "copied" | "notCopied"): void => {
    show(result);
    announce(props[result]);
    clearTimeout(reset.current);
    reset.current = setTimeout(() => show(undefined), SHOWN_MS);
  };
  // There is no clipboard without https.
  const write = async (): Promise<void> => navigator.clipboard.writeText(props.textOf());
  const copy = (): void =>
    void write().then(
      () => end("copied"),
      () => end("notCopied"),
    );
  return (
    <button
      type="button"
      class={props.class ?? "quiet"}
      part="button"
      onClick={copy}
      {...(props.title && result === undefined && { "aria-label": props.title })}
    >
      {icon(result === "copied" ? "checkmark" : "copy")}
      {props[result ?? "label"]}
    </button>
  );
}

/** A link to an address that Graph gave. It opens in a tab of its own, which cannot reach back. */
export function OutsideLink(props: {
  readonly href: string;
  readonly class?: string;
  readonly part?: string;
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
      part={props.part}
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

export function filled(entries: Entries): Entries {
  return entries.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
}
