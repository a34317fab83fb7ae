/** What is shown while a request is under way: how long it takes, or how long it still waits. */

import { details, make, notice } from "./dom.js";
import type { Request } from "./unsettled.js";

const LOOK_MS = 250;

export class Progress {
  readonly element: HTMLElement;
  readonly #line = make("p");
  readonly #timer: number;
  readonly #startedAt = Date.now();
  #waitsUntil = 0;

  constructor(request: Request, onCancel: () => void) {
    // The seconds are for the eye: a screen reader is not to be told each of them.
    this.#line.setAttribute("aria-live", "off");
    const cancel = make("button", "Cancel", { type: "button", className: "quiet" });
    cancel.addEventListener("click", onCancel);
    const device = details({ Device: request.ids.managedDeviceId });
    this.element = notice("plain", "Asking Microsoft Graph…", this.#line, device, make("p", [cancel]));
    this.#timer = window.setInterval(() => this.#show(), LOOK_MS);
    this.#show();
  }

  /** Graph asked the request to wait that many milliseconds before it is sent again. */
  wait(milliseconds: number): void {
    this.#waitsUntil = Date.now() + milliseconds;
    this.#show();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const left = this.#waitsUntil - Date.now();
    this.#line.textContent =
      left > 0
        ? `Graph has many requests from your tenant. Sent again in ${seconds(left)}.`
        : `Waiting for the answer, ${seconds(Date.now() - this.#startedAt)}.`;
  }
}

/** A line that counts down to when a throttled request may be sent again; it stops by itself. */
export function countdown(milliseconds: number): HTMLElement {
  const until = Date.now() + milliseconds;
  const line = make("p");
  line.setAttribute("aria-live", "off");
  const show = (): void => {
    const left = until - Date.now();
    line.textContent = left > 0 ? `You can send it again in ${seconds(left)}.` : "You can send it again now.";
    if (left > 0 && (line.isConnected || left > milliseconds - LOOK_MS)) setTimeout(show, LOOK_MS);
  };
  show();
  return line;
}

function seconds(milliseconds: number): string {
  return new Intl.NumberFormat(undefined, { style: "unit", unit: "second", unitDisplay: "narrow" }).format(
    Math.max(0, Math.ceil(milliseconds / 1000)),
  );
}
