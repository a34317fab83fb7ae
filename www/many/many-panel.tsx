/** The requests for several devices: how far they are, and a table with the link of each device. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { focusNext, useKeptFocus } from "../../js/card/focus.js";
import { Notice } from "../../js/card/notice.js";
import { useNow } from "../../js/card/now.js";
import { Button } from "../../js/card/parts.js";
import { csvOf, download } from "../model/csv.js";
import type { Desk } from "../model/desk.js";
import { rowsOf } from "../model/export.js";
import { tell } from "../model/live.js";
import type { Many } from "../model/many.js";
import { useGrowing } from "../ui/growing.js";
import { Icon } from "../ui/icon.js";
import { seconds, words } from "../words/language.js";
import { ManyRow } from "./many-row.js";

export function ManyPanel({ desk }: { readonly desk: Desk }): JSX.Element {
  const element = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFiltered = useSignal(false);
  const { many } = desk;
  useKeptFocus(
    element,
    () => element.current?.querySelector<HTMLElement>(".batch-control h3") ?? heading.current,
    many.isRunning.value,
  );
  const { many: texts } = words();
  const shown = useGrowing(many.items.value.length, many.items.value);
  const { value: items } = many.items;
  useLayoutEffect(() => heading.current?.focus(), [items]);
  return (
    <section ref={element} class="card batch-panel">
      <h2 ref={heading} tabIndex={-1}>
        {texts.title(items.length)}
      </h2>
      <Progress many={many} />
      <Control desk={desk} />
      <Failure many={many} />
      <label class="filter">
        <input
          type="checkbox"
          checked={isFiltered.value}
          onChange={(event) => {
            isFiltered.value = event.currentTarget.checked;
          }}
        />{" "}
        <span>{texts.onlyOpen}</span>
      </label>
      <table>
        <caption class="unseen">{texts.table}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.columns.device}</th>
            <th scope="col">{texts.columns.result}</th>
            <th scope="col">{texts.columns.link}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shown).map((item) => (
            <ManyRow key={item.device.id} desk={desk} item={item} isFiltered={isFiltered} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Progress({ many }: { readonly many: Many }): JSX.Element {
  const { many: texts } = words();
  const total = many.sent.value.length;
  const done = many.doneCount.value;
  const isWaiting = many.waitsUntil.value > 0;
  const left = many.waitsUntil.value - useNow(isWaiting);
  return (
    <>
      <progress max={total} value={done} aria-label={texts.progress} />
      <p class="count">{many.isRunning.value && texts.done(done, total)}</p>
      {/* The seconds are for the eye: a screen reader is not to be told each of them. */}
      <p class="hint" aria-live="off">
        {left > 0 && texts.waits(seconds(left))}
      </p>
    </>
  );
}

/** The way to stop, and afterwards what came of it and what to do next. */
function Control({ desk }: { readonly desk: Desk }): JSX.Element {
  const { many } = desk;
  const { many: texts } = words();
  const isCancelled = many.isCancelled.value;
  const leave = (): void => {
    many.close();
    focusNext(() => document.querySelector<HTMLElement>(".list h2"));
  };
  const save = (): void => {
    const date = new Date().toISOString().slice(0, 10);
    download(`remote-assistance-${date}.csv`, csvOf(rowsOf(many.items.value)));
    tell((words) => words.many.exported);
  };
  const again = many.again.value;
  const count = many.count.value;
  return (
    <div class="batch-control">
      {many.isRunning.value ? (
        <div class="buttons">
          <Button
            label={isCancelled ? texts.cancelling : texts.cancel}
            isBusy={isCancelled}
            onClick={() => many.cancel()}
          />
        </div>
      ) : (
        <Notice
          tone={count.ready === many.items.value.length ? "good" : "warn"}
          level={3}
          headline={isCancelled ? texts.cancelled : texts.finished}
        >
          {`${texts.summary(count)}.`}
          <div class="buttons">
            <Button label={texts.export} onClick={save} class="primary" />
            {again.length > 0 && (
              <Button
                label={texts.retry(again.length)}
                onClick={() => desk.proposeMany(again, true)}
                icon={<Icon name="retry" />}
              />
            )}
            <Button label={texts.back} onClick={leave} />
          </div>
        </Notice>
      )}
    </div>
  );
}

function Failure({ many }: { readonly many: Many }): JSX.Element | null {
  const error = many.error.value;
  if (error === undefined) return null;
  const { many: texts, failures } = words();
  return (
    <Notice tone="bad" level={3} headline={texts.taskFailed}>
      {failures[error.code].headline}
      {failures[error.code].advice}
    </Notice>
  );
}
