/** One device in the table of many requests: its state, its link, and the way to it. */

import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { httpsAddress } from "../../js/card/address.js";
import { useKeptFocus } from "../../js/card/focus.js";
import { CopyButton, OutsideLink } from "../../js/card/parts.js";
import type { Item } from "../model/batch.js";
import { reasonIn, stateOf } from "../model/batch.js";
import type { Desk } from "../model/desk.js";
import { nameOf, userOf } from "../model/facts.js";
import { cardContext } from "../ui/card-context.js";
import { Icon } from "../ui/icon.js";
import { StageLabel } from "../ui/stage.js";
import { words } from "../words/language.js";

interface Props {
  readonly desk: Desk;
  readonly item: Item;
  /** Whether only devices without a link are shown. */
  readonly isFiltered: Signal<boolean>;
}

export function ManyRow({ desk, item, isFiltered }: Props): JSX.Element {
  const actions = useRef<HTMLDivElement>(null);
  useKeptFocus(actions, () => actions.current?.querySelector<HTMLElement>("a, button"));
  const state = stateOf(item);
  const { device } = item;
  const name = nameOf(words(), device);
  return (
    <tr hidden={isFiltered.value && state === "ready"}>
      <th scope="row">
        <span class="name">{name}</span> <span class="who">{userOf(device)}</span>
      </th>
      <td>
        <StageLabel stage={state} /> <span class="who">{reasonIn(words(), item)}</span>
      </td>
      <td>
        <div ref={actions} class="actions">
          {state === "ready" && <Link item={item} name={name} />}
          {state !== "queued" && state !== "held" && (
            <button
              type="button"
              class="quiet small"
              data-shows={device.id}
              aria-label={words().many.showDevice(name)}
              onClick={() => desk.open(device)}
            >
              {words().many.show}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

function Link({ item: { watch }, name }: { readonly item: Item; readonly name: string }): JSX.Element | null {
  const { many } = words();
  const address = httpsAddress(watch?.entry.url ?? null);
  if (address === undefined) return null;
  const linkText = (): string => {
    watch?.opened();
    return address.href;
  };
  return (
    <>
      <OutsideLink
        href={address.href}
        class="button small"
        label={many.openDevice(name)}
        onOpen={() => watch?.opened()}
      >
        <Icon name="open" />
        {many.open}
      </OutsideLink>
      <CopyButton
        context={cardContext}
        textOf={linkText}
        class="quiet small"
        title={many.copyDevice(name)}
        label={words().device.copy}
        copied={words().session.copied}
        notCopied={words().session.notCopied}
      />
    </>
  );
}
