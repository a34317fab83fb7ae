/** A box that says something. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export type Tone = "plain" | "good" | "warn" | "bad";

export interface NoticeProps {
  readonly tone: Tone;
  /** The level of its heading. */
  readonly level: 2 | 3 | 4;
  readonly headline: string;
  readonly role?: "alert" | "status";
  /** Takes the focus when it appears: it answers what was pressed. */
  readonly takesFocus?: boolean;
  /** Strings become paragraphs; empty ones are left out. */
  readonly children?: ComponentChildren;
}

export function Notice({ tone, level, headline, role, takesFocus, children }: NoticeProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, []);
  const Heading = `h${level}` as const;
  return (
    <div class={`notice ${tone}`} part="notice" {...(role && { role })}>
      <Heading ref={heading} tabIndex={-1}>
        {headline}
      </Heading>
      {paragraphs(children)}
    </div>
  );
}

function paragraphs(children: ComponentChildren): ComponentChildren {
  const list = Array.isArray(children) ? children : [children];
  return list.map((child: ComponentChildren) => (typeof child === "string" && child !== "" ? <p>{child}</p> : child));
}
