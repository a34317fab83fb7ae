/** The form for raw ids: which route, the ids that it needs, and what is wrong with them. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Request } from "../../js/card/entry.js";
import { isRepeat } from "../../js/card/parts.js";
import type { Desk } from "../model/desk.js";
import { words } from "../words/language.js";

const ID_NAMES = ["usersId", "detectedAppId", "managedDeviceId"] as const;
type IdName = (typeof ID_NAMES)[number];
type Ids = Readonly<Record<IdName, string>>;

/** What each route needs: {@link Request} says the same to the compiler. */
const NEEDED: Record<Request["scope"], readonly IdName[]> = {
  users: ["usersId", "managedDeviceId"],
  deviceManagement: ["managedDeviceId"],
  detectedApps: ["detectedAppId", "managedDeviceId"],
};
const SCOPES = Object.keys(NEEDED) as Request["scope"][];
const EMPTY: Ids = { usersId: "", detectedAppId: "", managedDeviceId: "" };

export function ExpertForm({ desk }: { readonly desk: Desk }): JSX.Element {
  const { expert } = desk;
  const form = useRef<HTMLFormElement>(null);
  const scope = useSignal<Request["scope"]>("users");
  const ids = useSignal<Ids>(EMPTY);
  const isFresh = useSignal(true);
  const { expert: texts } = words();
  const samples = desk.config.sandbox?.samples ?? [];

  const fill = (request: Request): void => {
    scope.value = request.scope;
    ids.value = { ...EMPTY, ...request.ids };
    isFresh.value = true;
  };
  const draft = expert.draft.value;
  useLayoutEffect(() => {
    if (draft) fill(draft);
  }, [draft]);

  const status = expert.status.value;
  const field = status.kind === "failed" && !isFresh.value ? status.error.field : null;
  const invalid = ID_NAMES.find((name) => `ids.${name}` === field);
  useLayoutEffect(() => {
    if (invalid) form.current?.querySelector<HTMLElement>(`#${invalid}`)?.focus();
  }, [status, invalid]);

  const submit = (event: Event): void => {
    event.preventDefault();
    isFresh.value = false;
    // What is pasted often brings white space along, and no id has any.
    const named = NEEDED[scope.value].map((name) => [name, ids.value[name].trim()]);
    void expert.send({ scope: scope.value, ids: Object.fromEntries(named) } as Request);
  };
  const isBusy = expert.isBusy.value;
  // The first press may have been answered before the key is released: another one would ring again.
  const ignoreRepeat = (event: MouseEvent | KeyboardEvent): void => {
    if (isRepeat(event)) event.preventDefault();
  };
  return (
    <form ref={form} id="request" class="card" noValidate autocomplete="off" onSubmit={submit} onKeyDown={ignoreRepeat}>
      <h2>{texts.title}</h2>
      {samples.length > 0 && (
        <div class="field">
          <label for="sample">{texts.sample}</label>
          <select
            id="sample"
            onChange={(event) => {
              const { value } = event.currentTarget;
              const sample = samples[Number(value)];
              if (value !== "" && sample !== undefined) fill(sample);
            }}
          >
            <option value="">{texts.chooseSample}</option>
            {samples.map(({ label }, index) => (
              <option key={label} value={String(index)}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      <fieldset>
        <legend>{texts.which}</legend>
        {SCOPES.map((name) => (
          <label key={name} class="choice">
            <input
              type="radio"
              name="scope"
              value={name}
              checked={scope.value === name}
              onChange={() => {
                scope.value = name;
              }}
            />{" "}
            {texts.scopes[name]}
          </label>
        ))}
      </fieldset>
      {ID_NAMES.map((name) => (
        <div key={name} class="field" hidden={!NEEDED[scope.value].includes(name)}>
          <label for={name}>{texts.fields[name]}</label>
          <input
            id={name}
            type="text"
            spellcheck={false}
            autocapitalize="none"
            aria-describedby={`${name}-hint ${name}-error`}
            {...(invalid === name && { "aria-invalid": true })}
            value={ids.value[name]}
            onInput={(event) => {
              ids.value = { ...ids.value, [name]: event.currentTarget.value };
            }}
          />
          <p id={`${name}-hint`} class="hint">
            {texts.hints[name]}
          </p>
          <p id={`${name}-error`} class="error" hidden={invalid !== name}>
            {texts.badField}
          </p>
        </div>
      ))}
      <button id="send" type="submit" class="primary" aria-disabled={isBusy} onClick={ignoreRepeat}>
        {isBusy ? texts.sending : texts.send}
      </button>
    </form>
  );
}
