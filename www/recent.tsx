/** The requests of the account: whom they concern, how far they are, and a way back to each. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useKeptFocus } from "../js/card/focus.js";
import { Button } from "../js/card/parts.js";
import type { Desk } from "./model/desk.js";
import { nameOf, userOf } from "./model/facts.js";
import type { Watch } from "./model/watch.js";
import { StageLabel } from "./ui/stage.js";
import { timeOfDay, words } from "./words/language.js";

/** A longer list is folded: hundreds of requests of a batch would hide what comes below. */
const SHOWN = 20;

export function Recent({ desk }: { readonly desk: Desk }): JSX.Element {
  const element = useRef<HTMLElement>(null);
  const isWhole = useSignal(false);
  useKeptFocus(element, () => element.current?.querySelector<HTMLElement>("h2"));
  const { recent } = words();
  const { all } = desk.watches;
  const shown = isWhole.value ? all : all.slice(0, SHOWN);
  // Nor does a link go that nobody has opened, or that is before the admin.
  const isNeeded = (watch: Watch): boolean =>
    watch === desk.watch || (watch.entry.stage === "ready" && !watch.entry.isOpened);
  return (
    <section ref={element} id="recent">
      <div class="head">
        <h2 tabIndex={-1}>{recent.title}</h2>
        {all.length > 0 && <Button label={recent.remove} onClick={() => desk.watches.clear(isNeeded)} />}
      </div>
      <ul class="recents">
        {shown.map((watch) => (
          <Row key={watch.entry.device.id} desk={desk} watch={watch} />
        ))}
      </ul>
      {all.length === 0 && <p class="placeholder">{recent.none}</p>}
      {all.length > shown.length && (
        <Button
          label={recent.showAll(all.length)}
          onClick={() => {
            isWhole.value = true;
          }}
        />
      )}
    </section>
  );
}

function Row({ desk, watch }: { readonly desk: Desk; readonly watch: Watch }): JSX.Element {
  const { device, requestedAt, stage } = watch.entry;
  const user = userOf(device);
  return (
    <li class="row">
      <button type="button" class="pick" onClick={() => desk.ready.show(watch)}>
        <span class="name">{nameOf(words(), device)}</span>{" "}
        {/* A name that is written from right to left does not turn the time round with it. */}
        <span class="who">
          {user !== null && <bdi>{user}</bdi>}
          {user !== null && " · "}
          {timeOfDay(requestedAt)}
        </span>{" "}
        <StageLabel stage={stage} />
      </button>
    </li>
  );
}
