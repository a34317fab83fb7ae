/** What an element shows: the session card, the button, and what is wrong with its attributes. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { CardContext } from "../card/context.js";
import { useKeptFocus } from "../card/focus.js";
import { Notice } from "../card/notice.js";
import { Held, RequestButton } from "../card/request-button.js";
import { SessionCard } from "../card/session-card.js";
import type { TrackedRequest } from "../card/tracked-request.js";
import type { Language } from "./language.js";

export interface ViewProps {
  readonly language: Language;
  readonly scheme: "light" | "dark";
  /** Why nothing can be sent with these attributes. */
  readonly problem: string | undefined;
  readonly hasToken: boolean;
  readonly tracked: TrackedRequest | undefined;
  /** What screen readers are told. */
  readonly announcement: string;
  readonly announce: (text: string) => void;
  readonly onRequest: () => void;
  readonly onLook: (request: TrackedRequest) => void;
  readonly onChecked: () => void;
}

export function View(props: ViewProps): JSX.Element {
  const { language, problem, hasToken, tracked } = props;
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root, () => root.current?.querySelector<HTMLElement>(".head > :first-child, button"));
  const { words } = language;
  const context: CardContext = {
    ...language,
    headingLevel: 2,
    noticeLevel: 3,
    icon: () => null,
    announce: props.announce,
  };
  const isUnknown = tracked?.entry.stage === "unknown";
  const isFree = tracked?.isBusy !== true && !isUnknown && problem === undefined;
  const session = (request: TrackedRequest): JSX.Element => (
    <SessionCard
      context={context}
      key={keyOf(request)}
      tracked={request}
      onLook={() => props.onLook(request)}
      onSignIn={() => props.onLook(request)}
    />
  );
  return (
    <div ref={root} class={`root ${props.scheme}`} lang={language.locale} dir="ltr">
      {[tracked, tracked?.earlier].map((request) => request && session(request))}
      {problem !== undefined && (
        <Notice tone="bad" level={2} headline={words.notSetUp}>
          {problem}
        </Notice>
      )}
      {isUnknown && <Held context={context} isTold onChecked={props.onChecked} />}
      {isFree && !hasToken && <p class="hint">{words.signInFirst}</p>}
      {isFree && hasToken && (
        <RequestButton
          context={context}
          key={tracked && `${keyOf(tracked)} ${tracked.entry.stage}`}
          kind={tracked === undefined ? "first" : tracked.hasLink ? "nextToLink" : "again"}
          onRequest={props.onRequest}
        />
      )}
      <p class="unseen" role="status">
        {props.announcement}
      </p>
    </div>
  );
}

/** Which request it is, of which device: what the admin has opened is about this one. */
function keyOf({ entry }: TrackedRequest): string {
  return `${entry.request.ids.managedDeviceId} ${entry.requestedAt}`;
}
