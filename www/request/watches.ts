/** All requests of this tab, the latest first; one a device. */

import type { Device } from "intune-remote-assistance";

import type { Graph } from "../graph.js";
import type { Request } from "../unsettled.js";
import { deviceOf, forget, note } from "../unsettled.js";
import type { Entry } from "./entry.js";
import { keepEntries, keptEntries, newEntry } from "./entry.js";
import { POLL_TIMEOUT_MS, Watch } from "./watch.js";

export class Watches {
  #watches: Watch[];
  readonly #graph: Graph;
  readonly #listeners: ((watch: Watch | undefined) => void)[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#watches = keptEntries().map((entry) => this.#watch(revived(entry)));
  }

  get all(): readonly Watch[] {
    return this.#watches;
  }

  /** Calls back whenever one has changed, or, without one, the list. */
  listen(listener: (watch: Watch | undefined) => void): void {
    this.#listeners.push(listener);
  }

  of(managedDeviceId: string): Watch | undefined {
    return this.#watches.find(({ entry }) => deviceOf(entry.request) === managedDeviceId.toLowerCase());
  }

  /** Goes on looking for the links that were waited for when the page was left. */
  resume(): void {
    for (const watch of this.#watches)
      if (watch.entry.stage === "waiting") void watch.look(watch.entry.requestedAt + POLL_TIMEOUT_MS);
  }

  /** Asks Graph for a session; throws if the note about it cannot be kept, and then sends nothing. */
  request(request: Request, device: Device): Watch {
    const entry = newEntry(request, device, "checking");
    note(request, entry.requestedAt, device.deviceName ?? undefined);
    const watch = this.#watch(entry);
    // Under way before anybody looks: its note is about nothing unknown as long as it runs.
    void watch.start();
    this.#add(watch);
    return watch;
  }

  /** Takes up a request that was sent elsewhere on the page, and that Graph took. */
  adopt(request: Request, device: Device, requestedAt: number): Watch {
    const watch = this.#watch(newEntry(request, device, "taken", requestedAt));
    this.#add(watch);
    return watch;
  }

  /** Keeps what is under way, and what somebody still needs. */
  clear(isNeeded: (watch: Watch) => boolean): void {
    this.#watches = this.#watches.filter((watch) => watch.isRunning || isNeeded(watch));
    this.#changed(undefined);
  }

  /** Forgets one that nothing came of, and that is told of elsewhere. */
  drop(dropped: Watch): void {
    this.#watches = this.#watches.filter((watch) => watch !== dropped);
    this.#changed(undefined);
  }

  /** Ends what is under way here, and keeps nothing of it. */
  forgetAll(): void {
    for (const watch of this.#watches) watch.stop();
    this.#watches = [];
    this.#changed(undefined);
  }

  /** The admin has checked the device of a request whose fate was open. */
  settled(request: Request): void {
    forget(request);
    const watch = this.of(request.ids.managedDeviceId);
    if (watch?.entry.stage === "unknown") this.#watches = this.#watches.filter((one) => one !== watch);
    this.#changed(undefined);
  }

  #add(watch: Watch): void {
    const device = deviceOf(watch.entry.request);
    this.#watches = [watch, ...this.#watches.filter(({ entry }) => deviceOf(entry.request) !== device)];
    this.#changed(undefined);
  }

  #watch(entry: Entry): Watch {
    return new Watch(this.#graph, entry, (watch) => this.#changed(watch));
  }

  #changed(watch: Watch | undefined): void {
    keepEntries(this.#watches.map(({ entry }) => entry));
    for (const listener of this.#listeners) listener(watch);
  }
}

/** Whether a request left before the page was reloaded cannot be known; that one was waited for can. */
function revived(entry: Entry): Entry {
  if (entry.stage === "checking" || entry.stage === "requesting") return { ...entry, stage: "unknown" };
  return entry.stage === "waiting" ? { ...entry, isResumed: true } : entry;
}
