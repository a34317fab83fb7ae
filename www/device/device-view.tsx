/** One device: what it is, and the request for a session with what becomes of it. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { focusNext, useKeptFocus } from "../../js/card/focus.js";
import { Notice } from "../../js/card/notice.js";
import { Button, CopyButton } from "../../js/card/parts.js";
import { Held, RequestButton } from "../../js/card/request-button.js";
import { SessionCard } from "../../js/card/session-card.js";
import type { Desk } from "../model/desk.js";
import {
  complianceIn,
  isOnlyId,
  isStale,
  isStub,
  lastSyncAtIn,
  lastSyncIn,
  nameOf,
  systemOf,
  userOf,
} from "../model/facts.js";
import type { Found } from "../model/search.js";
import { requestOf } from "../model/search.js";
import { cardContext } from "../ui/card-context.js";
import { Icon } from "../ui/icon.js";
import { Text, Tiles } from "../ui/parts.js";
import { inWords, words } from "../words/language.js";
import { ConnectorState } from "./connector-state.js";
import { intuneAddress } from "./intune.js";

interface Props {
  readonly desk: Desk;
  readonly device: Found;
}

export function DeviceView({ desk, device }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [device.id]);
  const { device: texts } = words();
  const isFromResults = desk.many.hasResults;
  const leave = (): void => {
    const row = desk.leaveDevice();
    focusNext(() => returnTo(row));
  };
  return (
    <section class="card device-panel">
      <Button
        label={isFromResults ? texts.backToResults : texts.back}
        onClick={leave}
        class={isFromResults ? "quiet back-to-results" : "quiet back"}
        icon={<Icon name="back" />}
      />
      <h2 ref={heading} tabIndex={-1}>
        {nameOf(words(), device)}
      </h2>
      <Action desk={desk} device={device} headingOf={() => heading.current} />
      <ConnectorState connector={desk.connector} />
      <More desk={desk} device={device} />
    </section>
  );
}

/** The row that led to the device, else the results of many requests, else the list. */
function returnTo(row: string | undefined): HTMLElement | null {
  const selector = row === undefined ? undefined : CSS.escape(row);
  return (
    document.querySelector<HTMLElement>(`[data-shows="${selector}"]`) ??
    document.querySelector<HTMLElement>(".batch-panel h2") ??
    document.querySelector<HTMLElement>(`tr[data-id="${selector}"] .pick`) ??
    document.querySelector<HTMLElement>(".list h2")
  );
}

/** What an admin looks at while the caller talks: who, what, whether it is online and compliant. */
function Summary({ device }: { readonly device: Found }): JSX.Element | null {
  const { device: texts, results } = words();
  // Its id was typed: nobody has asked Graph for more.
  if (isOnlyId(device)) return null;
  const signInName = device.userDisplayName ? device.userPrincipalName : null;
  return (
    <p class="summary">
      <span class="user">
        <Icon name="person" />
        <Text>{userOf(device) ?? (isStub(device) ? results.notInList : results.noUser)}</Text>{" "}
        {signInName && (
          <span class="who">
            <Text>{signInName}</Text>
          </span>
        )}
      </span>
      <span>{systemOf(device) || texts.unknown}</span>
      <span class={isStale(device) ? "stale" : undefined}>
        {texts.lastSync}: {lastSyncIn(words(), device)}
        {isStale(device) && <span class="unseen"> {results.stale}</span>}
      </span>
      <span class="compliance" data-state={device.complianceState ?? "unknown"}>
        {complianceIn(words(), device)}
      </span>
    </p>
  );
}

interface ActionProps extends Props {
  readonly headingOf: () => HTMLElement | null;
}

/** What has come of a request, whom the device belongs to, and what can be done. A link comes before the way to ask again. */
function Action({ desk, device, headingOf }: ActionProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const { watch } = desk;
  const focusSession = (): HTMLElement | null =>
    element.current?.querySelector<HTMLElement>("section.session h3") ?? headingOf();
  useKeptFocus(element, focusSession);
  const { expert, request: texts } = words();
  const welcome = desk.welcome.value;
  const request = (): void => void desk.request().then(() => focusNext(focusSession));
  const checked = (): void => {
    desk.settled([requestOf(device)]);
    focusNext(headingOf);
  };
  const isFree = watch?.isBusy !== true && !desk.isDetached.value;
  return (
    <div ref={element} class="action">
      {welcome && (
        <Notice tone="plain" level={3} headline={expert.signedInAgain}>
          {inWords(welcome)}
        </Notice>
      )}
      {desk.cannotKeepNotes.value && (
        <Notice tone="bad" level={3} headline={texts.nothingSent} takesFocus>
          {expert.noNotes}
        </Notice>
      )}
      {[watch, watch?.earlier].map(
        (watch) =>
          watch && (
            <SessionCard
              context={cardContext}
              key={`${device.id} ${watch.entry.requestedAt}`}
              tracked={watch}
              onLook={() => desk.look(watch)}
              onSignIn={() => desk.signInFor(watch.entry.device)}
              likelyCause={desk.connector.isMissing ? words().connector.likelyCause : ""}
            />
          ),
      )}
      <Summary device={device} />
      {isFree && desk.isHeld(device) && (
        <Held context={cardContext} isTold={watch?.entry.stage === "unknown"} onChecked={checked} />
      )}
      {isFree && !desk.isHeld(device) && (
        <RequestButton
          context={cardContext}
          key={`${device.id} ${watch?.entry.stage}`}
          kind={watch === undefined ? "first" : watch.hasLink ? "nextToLink" : "again"}
          onRequest={request}
        />
      )}
    </div>
  );
}

/** Everything else that is known, with buttons to copy what other tools ask for. */
function More({ desk, device }: Props): JSX.Element {
  const { device: texts } = words();
  const email =
    device.emailAddress?.toLowerCase() === device.userPrincipalName?.toLowerCase() ? null : device.emailAddress;
  const known = (value: string | null): string => value || texts.unknown;
  const entries = isOnlyId(device)
    ? []
    : ([
        [texts.email, email && <Text>{email}</Text>],
        [texts.lastSync, lastSyncAtIn(words(), device)],
        [texts.model, known([device.manufacturer, device.model].filter(Boolean).join(" "))],
        [
          texts.serial,
          device.serialNumber ? <Copyable name={texts.serial}>{device.serialNumber}</Copyable> : texts.unknown,
        ],
      ] as const);
  return (
    <details class="more">
      <summary>{texts.more}</summary>
      <Tiles entries={[...entries, [texts.id, <Copyable name={texts.id}>{device.id}</Copyable>]]} />
      <p>
        <a href={intuneAddress(desk.config.cloud, device.id)} target="_blank" rel="noopener noreferrer">
          {texts.openInIntune}
          <Icon name="open" />
        </a>
      </p>
    </details>
  );
}

function Copyable({ name, children }: { readonly name: string; readonly children: string }): JSX.Element {
  return (
    <>
      {children}{" "}
      <CopyButton
        context={cardContext}
        textOf={() => children}
        class="small quiet"
        label={words().device.copy}
        title={words().device.copyValue(name)}
        copied={words().session.copied}
        notCopied={words().session.notCopied}
      />
    </>
  );
}
