/** Tells that a link is ready, wherever the admin is: in the title, as a notice, and as a notification of the system. */

import { button, byId, make } from "./dom.js";
import { nameOf } from "./find/facts.js";
import { words } from "./language.js";
import { tell } from "./live.js";
import { isOnScreen } from "./request/ending.js";
import type { Watch } from "./request/watch.js";
import type { Watches } from "./request/watches.js";

/** How long a notice stays. The title and the list of requests tell of the link afterwards. */
const TOAST_MS = 20_000;

/** The links that are ready and that nobody has seen. */
const unseen = new Set<string>();

export function announceReady(watches: Watches, onShow: (watch: Watch) => void): void {
  const told = new WeakSet<Watch>(watches.all.filter(({ entry }) => entry.stage === "ready"));
  watches.listen((watch) => {
    if (watch === undefined) return;
    if (watch.entry.stage !== "ready") return forget(watch.entry.device.id);
    if (watch.isBusy || told.has(watch)) return;
    told.add(watch);
    // The views have shown it by then, if they do.
    queueMicrotask(() => announce(watch, onShow));
  });
  document.addEventListener("visibilitychange", () => {
    for (const watch of watches.all) if (isSeen(watch)) forget(watch.entry.device.id);
  });
}

/** Asks whether the system may tell of links. Only at the press of a button, and only once. */
export function askToNotify(): void {
  if ("Notification" in globalThis && Notification.permission === "default") {
    Notification.requestPermission().catch(() => {});
  }
}

/** The title of the page, with the number of links that nobody has seen. */
export function showTitle(): void {
  const { title } = words().page;
  document.title = unseen.size === 0 ? title : `(${unseen.size}) ${words().session.ready} · ${title}`;
}

function announce(watch: Watch, onShow: (watch: Watch) => void): void {
  const { device } = watch.entry;
  if (isSeen(watch)) return;
  unseen.add(device.id);
  showTitle();
  const show = (): void => {
    forget(device.id);
    onShow(watch);
  };
  // The table shows the links of a batch.
  if (!isOnScreen(watch) && watch.entry.batch === null) {
    const toast = make(
      "div",
      [make("span", (words) => words.ready.toast(nameOf(words, device))), button((words) => words.ready.show, show)],
      { className: "toast" },
    );
    toast.dataset["device"] = device.id;
    byId("toasts").append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
    tell((words) => words.ready.toast(nameOf(words, device)));
  }
  if (document.hidden && "Notification" in globalThis && Notification.permission === "granted") {
    try {
      const note = new Notification(words().session.ready, { body: nameOf(words(), device), tag: device.id });
      note.addEventListener("click", () => {
        focus();
        show();
      });
    } catch {
      // Browsers on phones allow notifications from service workers only.
    }
  }
}

function isSeen(watch: Watch): boolean {
  return !document.hidden && isOnScreen(watch);
}

/** The admin has seen the link, or it is no longer there. */
export function forget(id: string): void {
  byId("toasts")
    .querySelector(`[data-device="${CSS.escape(id)}"]`)
    ?.remove();
  if (unseen.delete(id)) showTitle();
}
