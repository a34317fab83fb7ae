/** What is shown while a request is under way: how long it takes, or how long it still waits. */

import { button, details, make, notice, setText } from "../dom.js";
import { seconds } from "../language.js";
import type { Request } from "../unsettled.js";

const LOOK_MS = 250;

export class Progress {
  readonly element: HTMLElement;
  // The seconds are for the eye: a screen reader is not to be told each of them.
  readonly #line = make("p", "", {}, { "aria-live": "off" });
  readonly #timer: number;
  readonly #startedAt = Date.now();
  #waitsUntil = 0;

  constructor(request: Request, onCancel: () => void) {
    const device = details([[(words) => words.support.device, request.ids.managedDeviceId]]);
    const cancel = make("p", [button((words) => words.expert.cancel, onCancel)]);
    this.element = notice("plain", (words) => words.expert.asking, this.#line, device, cancel);
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
    const passed = Date.now() - this.#startedAt;
    setText(this.#line, (words) =>
      left > 0 ? words.expert.waits(seconds(left)) : words.expert.waiting(seconds(passed)),
    );
  }
}

/** A line that counts down to when a throttled request may be sent again; it stops by itself. */
export function countdown(milliseconds: number): HTMLElement {
  const until = Date.now() + milliseconds;
  const line = make("p", "", {}, { "aria-live": "off" });
  const show = (): void => {
    const left = until - Date.now();
    setText(line, (words) => (left > 0 ? words.expert.sendAgainIn(seconds(left)) : words.expert.sendAgainNow));
    if (left > 0 && (line.isConnected || left > milliseconds - LOOK_MS)) setTimeout(show, LOOK_MS);
  };
  show();
  return line;
}
