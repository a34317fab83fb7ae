/** How long Graph lets none of the requests be sent, counted down; nothing as long as it lets them. */

import { make, setText } from "../dom.js";
import { seconds } from "../language.js";

const LOOK_MS = 250;

export class Waits {
  // The seconds are for the eye: a screen reader is not to be told each of them.
  readonly element = make("p", "", { className: "hint" }, { "aria-live": "off" });
  readonly #timer = window.setInterval(() => this.#show(), LOOK_MS);
  #until = 0;

  wait(milliseconds: number): void {
    this.#until = Date.now() + milliseconds;
    this.#show();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#until = 0;
    this.#show();
  }

  #show(): void {
    const left = this.#until - Date.now();
    setText(this.element, left > 0 ? (words) => words.many.waits(seconds(left)) : "");
  }
}
