/** What the search found: the heading and the count, the list, and what is said when it is empty or fails. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { focusNext } from "../../js/card/focus.js";
import { Notice } from "../../js/card/notice.js";
import { Button } from "../../js/card/parts.js";
import type { Desk } from "../model/desk.js";
import type { FoundList } from "../model/found-list.js";
import { Icon } from "../ui/icon.js";
import { ReadFailed } from "../ui/read-failed.js";
import { inWords, words } from "../words/language.js";
import { AppList } from "./app-list.js";
import { DeviceTable } from "./device-table.js";
import { sortedDevices } from "./sorting.js";

export function Results({ desk }: { readonly desk: Desk }): JSX.Element {
  return (
    <section class="card results">
      {desk.finder.list.value === "devices" ? <Devices desk={desk} /> : <Apps desk={desk} />}
    </section>
  );
}

function Devices({ desk }: { readonly desk: Desk }): JSX.Element {
  const { finder } = desk;
  const { results } = words();
  const shown = sortedDevices(desk);
  const showApps = (): void => {
    finder.showApps();
    focusNext(() => document.querySelector<HTMLElement>(".list h2"));
  };
  return (
    <List list={finder.devices} count={shown.value.length} rowSelector="tr.device">
      {finder.isOfApp.value && <Button label={results.backToApps} onClick={showApps} icon={<Icon name="back" />} />}
      <Missing entries={finder.missing.value} />
      <DeviceTable desk={desk} shown={shown} />
    </List>
  );
}

function Apps({ desk }: { readonly desk: Desk }): JSX.Element {
  return (
    <List list={desk.finder.apps} count={desk.finder.apps.shown.value} rowSelector="li">
      <AppList desk={desk} />
    </List>
  );
}

/** The entries of a list that no device was found for. */
function Missing({ entries }: { readonly entries: readonly string[] }): JSX.Element | null {
  if (entries.length === 0) return null;
  return (
    <Notice tone="warn" level={3} headline={words().results.missing(entries.length)}>
      <ul>
        {entries.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface ListProps<T extends { readonly id: string }> {
  readonly list: FoundList<T>;
  readonly count: number;
  readonly rowSelector: string;
  readonly children: ComponentChildren;
}

function List<T extends { readonly id: string }>({ list, count, rowSelector, children }: ListProps<T>): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const loads = list.loads.value;
  useLayoutEffect(() => {
    if (loads > 0) heading.current?.focus();
  }, [loads]);
  const { results } = words();
  const state = list.state.value;
  const omitted = list.omitted.value;
  const showMore = async (): Promise<void> => {
    const before = list.shown.value;
    await list.showMore();
    // The button that was pressed may be gone: the first of the new rows goes on from there.
    if (list.isAll.value) {
      focusNext(() =>
        document.querySelectorAll(`.list ${rowSelector}`)[before]?.querySelector<HTMLElement>("a, button"),
      );
    }
  };
  const counted = state === "loading" ? results.searching : count === 0 ? "" : inWords(list.count(count));
  return (
    <div class="list">
      <div class="head">
        <h2 ref={heading} tabIndex={-1}>
          {inWords(list.title.value)}
        </h2>
        <p class="count">{counted}</p>
      </div>
      {children}
      <p class="hint">{omitted > 0 && results.omitted(omitted)}</p>
      <MessageBelow list={list} />
      <p hidden={list.isAll.value || state === "loading"}>
        <Button
          label={state === "loadingMore" ? results.loadingMore : results.more}
          onClick={() => void showMore()}
          isBusy={state === "loadingMore"}
        />
      </p>
    </div>
  );
}

function MessageBelow<T extends { readonly id: string }>({
  list,
}: {
  readonly list: FoundList<T>;
}): JSX.Element | null {
  const { results } = words();
  const message = list.message.value;
  switch (message?.kind) {
    case undefined:
      return null;
    case "before":
      return <p class="placeholder">{results.before}</p>;
    case "none":
      return (
        <Notice tone="plain" level={3} headline={results.none}>
          {inWords(message.advice)}
        </Notice>
      );
    case "repeats":
      return (
        <Notice tone="warn" level={3} headline={results.listEnds}>
          {results.repeats}
        </Notice>
      );
    case "failed":
      return <ReadFailed error={message.error} onRetry={message.retry} />;
  }
}
