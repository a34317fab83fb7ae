/** Tells that a link is ready, wherever the admin is: in the title, as a notice, and as a notification of the system. */

import { signal } from "@preact/signals";
import type { Device } from "intune-remote-assistance";
import { words } from "../words/language.js";
import { nameOf } from "./facts.js";
import { tell } from "./live.js";
import type { Watch } from "./watch.js";
import type { Watches } from "./watches.js";

/** How long a notice stays. The title and the list of requests tell of the link afterwards. */
const TOAST_MS = 20_000;

interface Screen {
  /** Whether the link of that device is before the admin. */
  readonly isOnScreen: (watch: Watch) => boolean;
  readonly show: (watch: Watch) => void;
}

export class Ready {
  readonly #screen: Screen;
  /** The links that are ready and that nobody has seen. */
  readonly #unseen = signal<ReadonlySet<string>>(new Set());
  readonly toasts = signal<readonly Device[]>([]);

  constructor(watches: Watches, screen: Screen) {
    this.#screen = screen;
    const told = new WeakSet<Watch>(watches.all.filter(({ entry }) => entry.stage === "ready"));
    watches.listen((watch) => {
      if (watch === undefined) return;
      if (watch.entry.stage !== "ready") return this.forget(watch.entry.device.id);
      if (watch.isBusy || told.has(watch)) return;
      told.add(watch);
      this.#announce(watch);
    });
    document.addEventListener("visibilitychange", () => {
      for (const watch of watches.all) if (this.#isSeen(watch)) this.forget(watch.entry.device.id);
    });
  }

  /** The number of links that are ready and that nobody has seen. */
  get count(): number {
    return this.#unseen.value.size;
  }

  show(watch: Watch): void {
    this.forget(watch.entry.device.id);
    this.#screen.show(watch);
  }

  /** The admin has seen the link, or it is no longer there. */
  forget(id: string): void {
    this.#dismiss(id);
    if (!this.#unseen.peek().has(id)) return;
    this.#unseen.value = new Set([...this.#unseen.peek()].filter((other) => other !== id));
  }

  #announce(watch: Watch): void {
    const { device, batch } = watch.entry;
    if (this.#isSeen(watch)) return;
    this.#unseen.value = new Set([...this.#unseen.peek(), device.id]);
    // The table shows the links of a batch.
    if (!this.#screen.isOnScreen(watch) && batch === null) {
      this.toasts.value = [...this.toasts.peek(), device];
      setTimeout(() => this.#dismiss(device.id), TOAST_MS);
      tell((words) => words.ready.toast(nameOf(words, device)));
    }
    if (document.hidden && "Notification" in globalThis && Notification.permission === "granted") this.#notify(watch);
  }

  #notify(watch: Watch): void {
    const { device } = watch.entry;
    try {
      const note = new Notification(words().session.ready, { body: nameOf(words(), device), tag: device.id });
      note.addEventListener("click", () => {
        focus();
        this.show(watch);
      });
    } catch {
      // Browsers on phones allow notifications from service workers only.
    }
  }

  #isSeen(watch: Watch): boolean {
    return !document.hidden && this.#screen.isOnScreen(watch);
  }

  #dismiss(id: string): void {
    this.toasts.value = this.toasts.peek().filter((device) => device.id !== id);
  }
}

/** Asks whether the system may tell of links. Only at the press of a button, and only once. */
export function askToNotify(): void {
  if ("Notification" in globalThis && Notification.permission === "default") {
    // Safari before 15 gave no promise.
    Promise.resolve(Notification.requestPermission()).catch(() => {});
  }
}
