/** One device: what it is, and the request for a session with what becomes of it. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
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
import { focusNext, useKeptFocus } from "../ui/focus.js";
import { Icon } from "../ui/icon.js";
import { Notice } from "../ui/notice.js";
import { Button, CopyButton, Text, Tiles } from "../ui/parts.js";
import { inWords, words } from "../words/language.js";
import { ConnectorState } from "./connector-state.js";
import { intuneAddress } from "./intune.js";
import { SessionCard } from "./session-card.js";

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
        icon="back"
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
  const { expert } = words();
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
        <Notice tone="bad" level={3} headline={expert.nothingSent} takesFocus>
          {expert.noNotes}
        </Notice>
      )}
      {watch && <SessionCard key={watch.entry.requestedAt} desk={desk} watch={watch} />}
      <Summary device={device} />
      {isFree && desk.isHeld(device) && <Held isTold={watch?.entry.stage === "unknown"} onChecked={checked} />}
      {isFree && !desk.isHeld(device) && (
        <RequestButton
          key={watch?.entry.stage}
          kind={watch === undefined ? "first" : watch.entry.stage === "ready" ? "nextToLink" : "again"}
          onRequest={request}
        />
      )}
    </div>
  );
}

/** What holds another request back: the earlier one, told of here unless its own ending tells of it. */
function Held({ isTold, onChecked }: { readonly isTold: boolean; readonly onChecked: () => void }): JSX.Element {
  const { unsettled, outcomes } = words();
  const checked = (
    <p>
      <Button label={unsettled.checked} onClick={onChecked} />
    </p>
  );
  if (isTold) return checked;
  return (
    <Notice tone="warn" level={3} headline={unsettled.headline}>
      {outcomes.unknown}
      {checked}
    </Notice>
  );
}

interface RequestButtonProps {
  /** Next to a link, another request would ask the user again, and is confirmed first. */
  readonly kind: "first" | "again" | "nextToLink";
  readonly onRequest: () => void;
}

function RequestButton({ kind, onRequest }: RequestButtonProps): JSX.Element {
  const [isConfirming, confirm] = useState(false);
  const last = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isConfirming) last.current?.querySelector("button")?.focus();
  }, [isConfirming]);
  const { device } = words();
  if (kind === "nextToLink") {
    return (
      <div ref={last}>
        {isConfirming ? (
          <>
            <p>{device.askAgain}</p>
            <p>
              <Button key="confirm" label={device.confirmAgain} onClick={onRequest} />
            </p>
          </>
        ) : (
          <p>
            <Button key="ask" label={device.requestAgain} onClick={() => confirm(true)} />
          </p>
        )}
      </div>
    );
  }
  if (kind === "again") {
    return (
      <p>
        <Button label={device.requestAgain} onClick={onRequest} />
      </p>
    );
  }
  return (
    <div>
      <p>
        <Button label={device.request} onClick={onRequest} class="primary" />
      </p>
      <p class="hint">{device.requestHint}</p>
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
        textOf={() => children}
        class="small quiet"
        label={(words) => words.device.copy}
        title={words().device.copyValue(name)}
        copied={(words) => words.session.copied}
        notCopied={(words) => words.session.notCopied}
      />
    </>
  );
}
