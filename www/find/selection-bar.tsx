/** Selects all that is shown, counts what is selected, and goes on with it. */

import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../js/card/parts.js";
import type { Desk } from "../model/desk.js";
import type { Found } from "../model/search.js";
import { words } from "../words/language.js";
import { shownSystem, systemsOf } from "./sorting.js";

interface Props {
  readonly desk: Desk;
  readonly shown: ReadonlySignal<readonly Found[]>;
}

export function SelectionBar({ desk, shown }: Props): JSX.Element {
  const all = useRef<HTMLInputElement>(null);
  const { selection } = desk;
  const { results } = words();
  const devices = shown.value;
  const selected = selection.devices.length;
  const selectedHere = devices.filter(({ id }) => selection.has(id)).length;
  useLayoutEffect(() => {
    if (all.current) all.current.indeterminate = selectedHere > 0 && selectedHere < devices.length;
  });
  const clear = (): void => {
    selection.clear();
    all.current?.focus();
  };
  // Their room is kept, so that nothing moves when the list comes or the first device is selected.
  return (
    <div class="selection-bar">
      <div class="choice" data-vacant={devices.length === 0}>
        <input
          ref={all}
          type="checkbox"
          id="select-all"
          checked={selectedHere > 0 && selectedHere === devices.length}
          onChange={(event) => selection.set(devices, event.currentTarget.checked)}
        />
        <label for="select-all">{results.selectAll(devices.length)}</label>
      </div>
      <Systems desk={desk} />
      <div class="chosen" data-vacant={selected === 0}>
        <p class="count">{results.selected(selected)}</p>
        <Button label={results.clear} onClick={clear} />
        <Button
          label={results.requestForSelected}
          onClick={() => desk.proposeMany(selection.devices)}
          class="primary quiet"
        />
      </div>
    </div>
  );
}

/** The filter by system, where there is more than one. */
function Systems({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const systems = systemsOf(desk.finder.devices.loaded.value);
  if (systems.length < 2) return null;
  const { results, device } = words();
  return (
    <label class="systems">
      <span>{device.system}</span>{" "}
      <select
        value={systems.includes(shownSystem.value) ? shownSystem.value : ""}
        onChange={(event) => {
          shownSystem.value = event.currentTarget.value;
        }}
      >
        <option value="">{results.allSystems}</option>
        {systems.map((system) => (
          <option key={system} value={system}>
            {system}
          </option>
        ))}
      </select>
    </label>
  );
}
