/** Asks before forty people are rung: names the devices, and says which are left out. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../js/card/parts.js";
import { ConnectorState } from "../device/connector-state.js";
import type { Desk } from "../model/desk.js";
import { nameOf, userOf } from "../model/facts.js";
import type { Plan } from "../model/many.js";
import { words } from "../words/language.js";

export function ManyDialog({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const plan = desk.many.plan.value;
  return plan === undefined ? null : <Dialog desk={desk} plan={plan} />;
}

function Dialog({ desk, plan }: { readonly desk: Desk; readonly plan: Plan }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector("h2")?.focus();
  }, []);
  const { devices, total, held, askedBefore } = plan;
  const { many, results } = words();
  const close = (): void => {
    desk.many.plan.value = undefined;
  };
  const start = (): void => {
    close();
    desk.startMany(plan);
  };
  return (
    <dialog ref={dialog} class="many-dialog" aria-labelledby="many-title" onClose={close}>
      <h2 id="many-title" tabIndex={-1}>
        {many.title(total)}
      </h2>
      <p>{many.advice(total)}</p>
      {held > 0 && <p class="caution">{many.heldBack(held)}</p>}
      {askedBefore > 0 && <p class="caution">{many.askedBefore(askedBefore)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul class="names" tabIndex={0} aria-label={results.devices}>
        {devices.map((device) => (
          <li key={device.id}>
            <span class="name">{nameOf(words(), device)}</span> <span class="who">{userOf(device)}</span>
          </li>
        ))}
      </ul>
      <ConnectorState connector={desk.connector} />
      <div class="buttons">
        {total > 0 && <Button label={many.start(total)} onClick={start} class="primary" />}
        <Button label={many.back} onClick={() => dialog.current?.close()} />
      </div>
    </dialog>
  );
}
