/** Whether TeamViewer is connected to the tenant, said before anybody is asked for anything. */

import type { Connectors } from "intune-remote-assistance";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { httpsAddress } from "../../js/card/address.js";
import { useKeptFocus } from "../../js/card/focus.js";
import type { Tone } from "../../js/card/notice.js";
import { Button, OutsideLink } from "../../js/card/parts.js";
import type { Connector } from "../model/connector.js";
import { momentOf } from "../model/facts.js";
import { tell } from "../model/live.js";
import { Icon } from "../ui/icon.js";
import type { Words } from "../words/en.js";
import { ago, words } from "../words/language.js";

interface Told {
  readonly tone: Tone;
  readonly said: string;
  /** What can be done about it. */
  readonly more?: ComponentChildren;
}

export function ConnectorState({ connector }: { readonly connector: Connector }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useKeptFocus(element, () => element.current?.querySelector("summary") ?? element.current);
  useLayoutEffect(() => connector.askOnce(), [connector]);
  const { tone, said, more } = told(words(), connector.answer.value);
  const again = async (): Promise<void> => {
    await connector.ask();
    tell((words) => told(words, connector.answer.value).said);
  };
  const retry = (
    <p>
      <Button
        label={connector.isAsking.value ? words().connector.retrying : words().connector.retry}
        isBusy={connector.isAsking.value}
        onClick={() => void again()}
        icon={<Icon name="retry" />}
      />
    </p>
  );
  // What can be done about it is out of the way until it is wanted: the answer comes late, and must not push anything down.
  return (
    <div
      ref={element}
      class="connector"
      role="group"
      aria-label={words().connector.title}
      data-tone={tone}
      tabIndex={-1}
    >
      {more === undefined ? (
        <p>{said}</p>
      ) : (
        <details>
          <summary>{said}</summary>
          {more}
          {retry}
        </details>
      )}
    </div>
  );
}

function told({ connector: texts }: Words, answer: Connectors | "failed" | undefined): Told {
  if (answer === undefined) return { tone: "plain", said: texts.asking };
  if (answer === "failed") return { tone: "plain", said: texts.failed, more: null };
  if (!answer.isPermitted) return { tone: "plain", said: texts.notPermitted };
  const { connectors } = answer;
  if (answer.isOnboarded) {
    const onboarded = connectors.filter(({ onboardingStatus }) => onboardingStatus === "onboarded");
    const names = onboarded.flatMap(({ displayName }) => displayName ?? []);
    const last = onboarded
      .map(({ lastConnectionDateTime }) => momentOf(lastConnectionDateTime))
      .find((at): at is number => typeof at === "number");
    const used = last === undefined ? "" : texts.lastUsed(ago(last));
    return { tone: "good", said: `${texts.onboarded(names)} ${used}`.trim() };
  }
  const underWay = connectors.find(({ onboardingStatus }) => onboardingStatus === "onboarding");
  const state = underWay ? "onboarding" : connectors.length > 0 ? "notOnboarded" : "none";
  // The address comes from Graph, and is shown for what it is only if it is one.
  const setUp = httpsAddress(underWay?.onboardingUrl ?? null);
  const more = (
    <>
      <p class="hint">{texts.advice}</p>
      {setUp && (
        <p>
          <OutsideLink href={setUp.href}>{texts.setUp(setUp.host)}</OutsideLink>
        </p>
      )}
    </>
  );
  return { tone: "warn", said: texts[state], more };
}
