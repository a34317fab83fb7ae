/** The details that Microsoft's support asks for, to read and to copy. They never hold a token. */

import type { JSX } from "preact";
import type { CardContext } from "./context.js";
import type { Facts } from "./entry.js";
import { time } from "./format.js";
import { CopyButton, Details } from "./parts.js";

interface Props {
  readonly context: CardContext;
  readonly facts: Facts;
  /** The device that the failure concerns, or none. */
  readonly managedDeviceId: string | null;
  /** Whether they are out of the way until they are wanted. */
  readonly isFolded?: boolean;
}

export function SupportDetails({ context, facts, managedDeviceId, isFolded }: Props): JSX.Element {
  const { words, locale } = context;
  const { support } = words;
  const entries: readonly (readonly [string, string | number | null])[] = [
    [support.device, managedDeviceId],
    [support.code, facts.code],
    [support.outcome, facts.outcome],
    [support.status, facts.status],
    [support.graphCode, facts.graphCode],
    [support.graphMessage, facts.graphMessage],
    [support.requestId, facts.requestId],
    [support.clientRequestId, facts.clientRequestId],
    [support.activityId, facts.activityId],
    [support.time, time(locale, facts.at)],
  ];
  const lines = entries.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const content = (
    <>
      <Details entries={entries} />
      <p>
        <CopyButton
          context={context}
          textOf={() => lines.join("\n")}
          label={support.copy}
          copied={support.copied}
          notCopied={support.notCopied}
        />
      </p>
    </>
  );
  if (!isFolded) return content;
  return (
    <details>
      <summary>{support.more}</summary>
      {content}
    </details>
  );
}
