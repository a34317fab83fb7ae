/** The form for raw ids: which route, the ids that it needs, and what is wrong with them. */

import type { Sample } from "../config.js";
import { byId, fill, make, setText } from "../dom.js";
import type { Request } from "../unsettled.js";

const ID_NAMES = ["usersId", "detectedAppId", "managedDeviceId"] as const;
type IdName = (typeof ID_NAMES)[number];

/** What each route needs: {@link Request} says the same to the compiler. */
const NEEDED: Record<Request["scope"], readonly IdName[]> = {
  users: ["usersId", "managedDeviceId"],
  deviceManagement: ["managedDeviceId"],
  detectedApps: ["detectedAppId", "managedDeviceId"],
};
const SCOPES = Object.keys(NEEDED) as Request["scope"][];

export class RequestForm {
  readonly #form = byId<HTMLFormElement>("request");
  readonly #radios = SCOPES.map((scope, index) =>
    make("input", "", { type: "radio", name: "scope", value: scope, checked: index === 0 }),
  );
  readonly #inputs: Readonly<Record<IdName, HTMLInputElement>>;
  readonly #button = make("button", (words) => words.expert.send, { id: "send", type: "submit", className: "primary" });

  constructor(samples: readonly Sample[], onSubmit: (request: Request) => void) {
    const [usersId, detectedAppId, managedDeviceId] = ID_NAMES.map((name) =>
      make(
        "input",
        "",
        { id: name, type: "text", spellcheck: false, autocapitalize: "none" },
        { "aria-describedby": `${name}-hint ${name}-error` },
      ),
    ) as [HTMLInputElement, HTMLInputElement, HTMLInputElement];
    this.#inputs = { usersId, detectedAppId, managedDeviceId };
    fill(this.#form, [
      make("h2", (words) => words.expert.title),
      samples.length > 0 && this.#sampleField(samples),
      make("fieldset", [
        make("legend", (words) => words.expert.which),
        ...this.#radios.map((radio, index) =>
          make("label", [radio, " ", (words) => words.expert.scopes[SCOPES[index] ?? "users"]], {
            className: "choice",
          }),
        ),
      ]),
      ...ID_NAMES.map((name) => this.#idField(name)),
      this.#button,
    ]);
    this.#form.addEventListener("change", () => this.#showNeeded());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Ignored while one is under way; the button keeps the focus, which disabling would take away.
      if (this.#button.getAttribute("aria-disabled") !== "true") onSubmit(this.#read());
    });
    this.#showNeeded();
  }

  fill({ scope, ids }: Request): void {
    for (const radio of this.#radios) radio.checked = radio.value === scope;
    for (const name of ID_NAMES) this.#inputs[name].value = (ids as Partial<Record<IdName, string>>)[name] ?? "";
    this.clearErrors();
    this.#showNeeded();
  }

  busy(busy: boolean): void {
    this.#button.setAttribute("aria-disabled", String(busy));
    setText(this.#button, (words) => (busy ? words.expert.sending : words.expert.send));
  }

  /** Marks the field that an error names, `ids.managedDeviceId` say; false if it is none of the form's. */
  showError(field: string | null): boolean {
    const name = ID_NAMES.find((id) => `ids.${id}` === field);
    if (name === undefined) return false;
    const input = this.#inputs[name];
    const error = byId(`${name}-error`);
    input.setAttribute("aria-invalid", "true");
    setText(error, (words) => words.expert.badField);
    error.hidden = false;
    input.focus();
    return true;
  }

  clearErrors(): void {
    for (const name of ID_NAMES) {
      this.#inputs[name].removeAttribute("aria-invalid");
      byId(`${name}-error`).hidden = true;
    }
  }

  #read(): Request {
    const scope = (this.#radios.find((radio) => radio.checked)?.value ?? "users") as Request["scope"];
    // What is pasted often brings white space along, and no id has any.
    const ids = NEEDED[scope].map((name) => [name, this.#inputs[name].value.trim()]);
    return { scope, ids: Object.fromEntries(ids) } as Request;
  }

  #showNeeded(): void {
    const needed = NEEDED[this.#read().scope];
    for (const name of ID_NAMES) {
      const field = this.#inputs[name].parentElement;
      if (field !== null) field.hidden = !needed.includes(name);
    }
  }

  #idField(name: IdName): HTMLElement {
    return make(
      "div",
      [
        make("label", (words) => words.expert.fields[name], { htmlFor: name }),
        this.#inputs[name],
        make("p", (words) => words.expert.hints[name], { id: `${name}-hint`, className: "hint" }),
        make("p", "", { id: `${name}-error`, className: "error", hidden: true }),
      ],
      { className: "field" },
    );
  }

  #sampleField(samples: readonly Sample[]): HTMLElement {
    const select = make(
      "select",
      [
        make("option", (words) => words.expert.chooseSample, { value: "" }),
        ...samples.map(({ label }, index) => make("option", label, { value: String(index) })),
      ],
      { id: "sample" },
    );
    select.addEventListener("change", () => {
      const sample = samples[Number(select.value)];
      if (select.value !== "" && sample !== undefined) this.fill(sample);
    });
    return make("div", [make("label", (words) => words.expert.sample, { htmlFor: "sample" }), select], {
      className: "field",
    });
  }
}
