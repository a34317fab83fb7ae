/** The request form: which route, the ids that it needs, and what is wrong with them. */

import type { Sample } from "./config.js";
import { byId, make } from "./dom.js";
import type { Request } from "./unsettled.js";

const ID_NAMES = ["usersId", "detectedAppId", "managedDeviceId"] as const;
type IdName = (typeof ID_NAMES)[number];

/** What each route needs: {@link Request} says the same to the compiler. */
const NEEDED: Record<Request["scope"], readonly IdName[]> = {
  users: ["usersId", "managedDeviceId"],
  deviceManagement: ["managedDeviceId"],
  detectedApps: ["detectedAppId", "managedDeviceId"],
};

export class RequestForm {
  readonly #form = byId<HTMLFormElement>("request");
  readonly #button = byId<HTMLButtonElement>("send");

  constructor(onSubmit: (request: Request) => void) {
    this.#form.addEventListener("change", () => this.#showNeeded());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Ignored while one is under way; the button keeps the focus, which disabling would take away.
      if (this.#button.getAttribute("aria-disabled") !== "true") onSubmit(this.#read());
    });
  }

  show(samples: readonly Sample[]): void {
    this.#offer(samples);
    this.#showNeeded();
    this.#form.hidden = false;
  }

  fill({ scope, ids }: Request): void {
    for (const radio of this.#radios()) radio.checked = radio.value === scope;
    for (const name of ID_NAMES) byId<HTMLInputElement>(name).value = (ids as Partial<Record<IdName, string>>)[name] ?? "";
    this.clearErrors();
    this.#showNeeded();
  }

  busy(busy: boolean): void {
    this.#button.setAttribute("aria-disabled", String(busy));
    this.#button.textContent = busy ? "Requesting…" : "Request remote assistance";
  }

  /** Marks the field that an error names, `ids.managedDeviceId` say; false if it is none of the form's. */
  showError(field: string | null, problem: string): boolean {
    const name = ID_NAMES.find((id) => `ids.${id}` === field);
    if (name === undefined) return false;
    const input = byId<HTMLInputElement>(name);
    const error = byId(`${name}-error`);
    input.setAttribute("aria-invalid", "true");
    error.textContent = problem;
    error.hidden = false;
    input.focus();
    return true;
  }

  clearErrors(): void {
    for (const name of ID_NAMES) {
      byId(name).removeAttribute("aria-invalid");
      byId(`${name}-error`).hidden = true;
    }
  }

  #read(): Request {
    const scope = (this.#radios().find((radio) => radio.checked)?.value ?? "users") as Request["scope"];
    // What is pasted often brings white space along, and no id has any.
    const ids = NEEDED[scope].map((name) => [name, byId<HTMLInputElement>(name).value.trim()]);
    return { scope, ids: Object.fromEntries(ids) } as Request;
  }

  #radios(): HTMLInputElement[] {
    return [...this.#form.querySelectorAll<HTMLInputElement>("input[name=scope]")];
  }

  #showNeeded(): void {
    const needed = NEEDED[this.#read().scope];
    for (const field of this.#form.querySelectorAll<HTMLElement>("[data-id]")) {
      field.hidden = !needed.includes(field.dataset["id"] as IdName);
    }
  }

  #offer(samples: readonly Sample[]): void {
    const select = byId<HTMLSelectElement>("sample");
    select.append(...samples.map(({ label }, index) => make("option", label, { value: String(index) })));
    select.addEventListener("change", () => {
      const sample = samples[Number(select.value)];
      if (select.value !== "" && sample !== undefined) this.fill(sample);
    });
    byId("samples").hidden = samples.length === 0;
  }
}
