/** The devices that were found, as a table. By keyboard: arrows move, Enter opens, Space selects. */

import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import type { JSX, TargetedKeyboardEvent, TargetedMouseEvent } from "preact";
import { useRef } from "preact/hooks";
import type { Desk } from "../model/desk.js";
import { complianceIn, isStale, isStub, lastSyncIn, nameOf, systemOf, userOf } from "../model/facts.js";
import { addressOf } from "../model/place.js";
import type { Found } from "../model/search.js";
import { useGrowing } from "../ui/growing.js";
import { Icon } from "../ui/icon.js";
import { Text } from "../ui/parts.js";
import { StageLabel } from "../ui/stage.js";
import { words } from "../words/language.js";
import { SelectionBar } from "./selection-bar.js";
import { COLUMNS, type Column, order, sortBy } from "./sorting.js";

const SKELETON_ROWS = 6;
/** The cells of a row. A narrow window shows not all of them, and of a skeleton neither. */
const CELLS = ["tick", "name-cell", "who", "what", "how", "when", "serial"];

interface TableProps {
  readonly desk: Desk;
  readonly shown: ReadonlySignal<readonly Found[]>;
}

export function DeviceTable({ desk, shown }: TableProps): JSX.Element | null {
  /** The row from which Shift selects. */
  const anchor = useRef<string>(undefined);
  const focused = useSignal<string | undefined>(undefined);
  const tabStop = useComputed(() => {
    const isShown = shown.value.some(({ id }) => id === focused.value);
    return isShown ? focused.value : shown.value[0]?.id;
  });
  // The same function at each rendering, so that rows that have not changed are not rendered.
  const select = useRef((device: Found, isSelected: boolean, isRange: boolean): void => {
    const devices = shown.value;
    const from = devices.findIndex(({ id }) => id === anchor.current);
    const to = devices.indexOf(device);
    const isKnown = isRange && from >= 0;
    desk.selection.set(isKnown ? devices.slice(Math.min(from, to), Math.max(from, to) + 1) : [device], isSelected);
    anchor.current = device.id;
  });
  const { results } = words();
  const made = useGrowing(shown.value.length, order.value);
  const isLoading = desk.finder.isLoading.value;
  if (shown.value.length === 0 && !isLoading) return null;

  return (
    <>
      <SelectionBar desk={desk} shown={shown} />
      <table class="devices" aria-busy={isLoading} onKeyDown={moveByArrows}>
        <caption class="unseen">{results.table}</caption>
        <thead>
          <tr>
            <td class="tick" />
            {COLUMNS.map((column) => (
              <HeadCell key={column} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {isLoading
            ? Array.from({ length: SKELETON_ROWS }, (_, index) => <Skeleton key={index} />)
            : shown.value
                .slice(0, made)
                .map((device) => (
                  <DeviceRow key={device.id} {...{ desk, device, focused, tabStop }} onSelect={select.current} />
                ))}
        </tbody>
      </table>
    </>
  );
}

function HeadCell({ column }: { readonly column: Column }): JSX.Element {
  const by = order.value?.column === column ? order.value : undefined;
  const direction = by === undefined ? "none" : by.isDescending ? "descending" : "ascending";
  return (
    <th scope="col" data-column={column} aria-sort={direction}>
      <button type="button" onClick={() => sortBy(column)}>
        {words().device[column]}
        {by !== undefined && <Icon name="chevron" />}
      </button>
    </th>
  );
}

function Skeleton(): JSX.Element {
  return (
    <tr class="skeleton">
      {CELLS.map((name) => (
        <td key={name} class={name} />
      ))}
    </tr>
  );
}

interface RowProps {
  readonly desk: Desk;
  readonly device: Found;
  /** The row that had the focus last. */
  readonly focused: Signal<string | undefined>;
  /** The one row that the Tab key leads to. */
  readonly tabStop: ReadonlySignal<string | undefined>;
  readonly onSelect: (device: Found, isSelected: boolean, isRange: boolean) => void;
}

function DeviceRow({ desk, device, focused, tabStop, onSelect }: RowProps): JSX.Element {
  // Each row follows only what concerns it.
  const isSelected = useComputed(() => desk.selection.has(device.id)).value;
  const isOpen = useComputed(() => desk.device.value?.id === device.id).value;
  const isTabStop = useComputed(() => tabStop.value === device.id).value;
  const stage = useComputed(() => desk.watches.of(device.id)?.entry.stage).value;
  const { results, device: facts } = words();
  const name = nameOf(words(), device);
  const { match } = device;
  const open = (event: MouseEvent): void => {
    // With these keys the browser opens a tab or a window.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    desk.open(device);
  };
  const selectBySpace = (event: KeyboardEvent): void => {
    if (event.key !== " ") return;
    event.preventDefault();
    onSelect(device, !isSelected, event.shiftKey);
  };
  const tick = (event: TargetedMouseEvent<HTMLInputElement>): void =>
    onSelect(device, event.currentTarget.checked, event.shiftKey);
  return (
    <tr class="device" data-id={device.id} data-selected={isSelected} data-open={isOpen}>
      <td class="tick">
        <label>
          <input type="checkbox" tabIndex={-1} checked={isSelected} aria-label={results.select(name)} onClick={tick} />
        </label>
      </td>
      <th scope="row" class="name-cell">
        <a
          class="pick"
          href={addressOf({ query: desk.finder.query.value, device: device.id })}
          tabIndex={isTabStop ? 0 : -1}
          aria-keyshortcuts="Space Enter"
          {...(isOpen && { "aria-current": true })}
          onClick={open}
          onKeyDown={selectBySpace}
          onFocus={() => {
            focused.value = device.id;
          }}
        >
          <span class="name">{name}</span>
        </a>
        {match !== undefined && match !== "name" && <span class="match">{results.matches[match]}</span>}
        {stage !== undefined && <StageLabel stage={stage} />}
      </th>
      <td class="who">{<Text>{userOf(device) ?? (isStub(device) ? results.notInList : results.noUser)}</Text>}</td>
      <td class="what">{systemOf(device) || facts.unknown}</td>
      <td class="how">
        <span class="compliance" data-state={device.complianceState ?? "unknown"}>
          {complianceIn(words(), device)}
        </span>
      </td>
      <td class="when">
        {isStub(device) ? "" : lastSyncIn(words(), device)}
        {isStale(device) && <Stale />}
      </td>
      <td class="serial">{device.serialNumber}</td>
    </tr>
  );
}

/** The device has not synchronised for so long that a request is likely to reach nobody. */
function Stale(): JSX.Element {
  return (
    <span class="stale" title={words().results.stale}>
      <span class="unseen">{words().results.stale}</span>
    </span>
  );
}

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(last, index + 1),
  ArrowUp: (index) => Math.max(0, index - 1),
  Home: () => 0,
  End: (_, last) => last,
};

function moveByArrows(event: TargetedKeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(".pick")];
  const index = links.indexOf(document.activeElement as HTMLElement);
  if (step === undefined || index < 0) return;
  event.preventDefault();
  links[step(index, links.length - 1)]?.focus();
}
