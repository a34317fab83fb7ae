/** All requests of the account, the latest first; one a device. All tabs share them. */

import { computed, signal } from "@preact/signals";
import type { Device } from "intune-remote-assistance";
import { deviceOf, isInProgress, type Request } from "../../js/card/entry.js";
import { POLL_TIMEOUT_MS } from "../../js/card/tracked-request.js";
import { isElsewhere, refreshLocks, tryLock, waitForLock } from "./device-locks.js";
import type { Entry } from "./entry.js";
import { entriesOf, newEntry } from "./entry.js";
import type { Graph } from "./graph.js";
import { nextTask } from "./next-task.js";
import { type Joined, type ManyControl, runMany } from "./run-many.js";
import { type Found, requestOf } from "./search.js";
import type { SharedRecords } from "./shared-records.js";
import { forget, freshNoteAbout, note } from "./unsettled.js";
import { Watch } from "./watch.js";

/** Requests of a batch that are prepared without a pause. */
const STEP = 100;

export class Watches {
  readonly #watches = signal<ReadonlyMap<string, Watch>>(new Map());
  readonly #all = computed(() =>
    [...this.#watches.value.values()].sort((one, other) => other.entry.requestedAt - one.entry.requestedAt),
  );
  readonly #graph: Graph;
  readonly #entries: SharedRecords<Entry>;
  readonly #investigated = new WeakSet<Watch>();
  readonly #listeners: ((watch: Watch | undefined) => void)[] = [];

  constructor(graph: Graph, account: string) {
    this.#graph = graph;
    this.#entries = entriesOf(account);
    this.#put(...this.#entries.values().map((entry) => this.#watch(entry)));
    this.#entries.listen((device) => void this.#changedElsewhere(device));
  }

  get all(): readonly Watch[] {
    return this.#all.value;
  }

  /** Calls back whenever one has changed, or, without one, the list. */
  listen(listener: (watch: Watch | undefined) => void): void {
    this.#listeners.push(listener);
  }

  /** The requests that were sent together, in their order. */
  ofBatch(id: string): readonly Watch[] {
    const indexOf = ({ entry }: Watch): number => entry.batch?.index ?? 0;
    return this.all.filter(({ entry }) => entry.batch?.id === id).sort((one, other) => indexOf(one) - indexOf(other));
  }

  of(managedDeviceId: string): Watch | undefined {
    return this.#watches.value.get(managedDeviceId.toLowerCase());
  }

  /** Takes up what another page, or this one before a reload, has left. Other tabs keep what they work on. */
  async resume(): Promise<void> {
    await refreshLocks();
    const waiting: Joined[] = [];
    for (const watch of this.all) {
      if (!isInProgress(watch.entry)) continue;
      const { entry } = watch;
      const release =
        entry.batch !== null && entry.stage === "waiting" ? await tryLock(deviceOf(entry.request)) : undefined;
      if (release === undefined) void this.#takeOver(watch);
      else {
        watch.replace(revived(entry));
        waiting.push({ watch, release });
      }
    }
    this.#changed(undefined);
    if (waiting.length === 0) return;
    // Those of a batch are followed together, a few reads at a time.
    const controller = new AbortController();
    for (const { watch } of waiting) watch.join(controller);
    void runMany(this.#graph, waiting, { controller, onWait: () => {} });
  }

  /**
   * Asks Graph for a session. Throws if the note about it cannot be kept, and then sends nothing. Undefined if another tab
   * works on the device, or has asked it with an unknown result.
   */
  async request(request: Request, device: Device): Promise<Watch | undefined> {
    const release = await tryLock(deviceOf(request));
    if (release === undefined || freshNoteAbout(request) !== undefined) {
      release?.();
      await this.#changedElsewhere(deviceOf(request));
      return undefined;
    }
    try {
      const entry = newEntry(request, device, "checking");
      note(request, entry.requestedAt, device.deviceName ?? undefined);
      const watch = this.#watch(entry);
      watch.follows(this.of(device.id));
      // Under way before anybody looks: its note is about nothing unknown as long as it runs.
      void watch.start().finally(release);
      this.#add(watch);
      return watch;
    } catch (error) {
      release();
      throw error;
    }
  }

  /**
   * Asks Graph for sessions on many devices, and follows them to their links. Gives the watches in the order of the devices;
   * undefined for a device that another tab works on, or that was asked with an unknown result. Resolves before the first
   * request is sent, with the promise of the end.
   */
  async requestMany(devices: readonly Found[], { controller, onWait }: ManyControl): Promise<ManyRun> {
    const id = crypto.randomUUID();
    const joined: Joined[] = [];
    const watches: (Watch | undefined)[] = [];
    const releases = await Promise.all(devices.map((device) => tryLock(deviceOf(requestOf(device)))));
    for (const [index, device] of devices.entries()) {
      // Each note is an item of the browser's storage: hundreds of them take a while.
      if (index % STEP === STEP - 1) await nextTask();
      const request = requestOf(device);
      const release = releases[index];
      if (release === undefined || freshNoteAbout(request) !== undefined) {
        release?.();
        watches.push(undefined);
        continue;
      }
      const watch = this.#watch({ ...newEntry(request, device, "queued"), batch: { id, index } });
      watch.follows(this.of(device.id));
      watch.join(controller);
      this.#keep(watch);
      watches.push(watch);
      joined.push({ watch, release });
    }
    this.#put(...joined.map(({ watch }) => watch));
    this.#changed(undefined);
    await nextTask();
    return { watches, ended: runMany(this.#graph, joined, { controller, onWait }) };
  }

  /** Looks for the link of a request that was accepted. If another one was refused since, this one is shown again. */
  async look(watch: Watch): Promise<void> {
    const release = await tryLock(deviceOf(watch.entry.request));
    if (release === undefined) return;
    if (this.of(watch.entry.device.id) !== watch) this.#add(watch);
    await watch.look().finally(release);
  }

  /** Finds out what became of a request with an unknown result. Nothing is sent but reads. */
  async investigate(watch: Watch): Promise<void> {
    if (watch.entry.finding !== null || this.#investigated.has(watch)) return;
    this.#investigated.add(watch);
    const release = await waitForLock(deviceOf(watch.entry.request));
    if (release !== undefined) await watch.investigate().finally(release);
    this.#investigated.delete(watch);
  }

  /** Takes up a request that was sent elsewhere on the page, and that Graph took. */
  adopt(request: Request, device: Device, requestedAt: number): Watch {
    const watch = this.#watch(newEntry(request, device, "taken", requestedAt));
    this.#add(watch);
    return watch;
  }

  /** Keeps what is under way, and what somebody still needs. */
  clear(isNeeded: (watch: Watch) => boolean): void {
    for (const watch of this.all) if (!watch.isBusy && !isNeeded(watch)) this.#remove(watch);
    this.#changed(undefined);
  }

  /** Forgets one that nothing came of, and that is told of elsewhere. */
  drop(dropped: Watch): void {
    this.#remove(dropped);
    this.#changed(undefined);
  }

  /** Ends what is under way here, and keeps nothing of it. */
  forgetAll(): void {
    for (const watch of this.all) {
      watch.stop();
      this.#remove(watch);
    }
    this.#changed(undefined);
  }

  /** The admin has checked the device of a request whose fate was open. */
  settled(request: Request): void {
    forget(request);
    const watch = this.of(request.ids.managedDeviceId);
    if (watch?.entry.stage === "unknown") {
      watch.stop();
      this.#remove(watch);
    }
    this.#changed(undefined);
  }

  /** Waits until no other tab works on the device, and goes on with what is left to do. */
  async #takeOver(watch: Watch): Promise<void> {
    const device = deviceOf(watch.entry.request);
    const release = await waitForLock(device);
    if (release === undefined) return;
    try {
      const entry = this.#entries.fresh(device);
      if (entry === undefined || this.#watches.peek().get(device) !== watch) return;
      watch.replace(revived(entry), true);
      if (watch.entry.stage === "waiting") await watch.look(watch.entry.requestedAt + POLL_TIMEOUT_MS);
    } finally {
      release();
    }
  }

  /** Another tab has written or removed the record of a device. */
  async #changedElsewhere(device: string): Promise<void> {
    await refreshLocks();
    const entry = this.#entries.fresh(device);
    const watch = this.#watches.peek().get(device);
    if (watch?.isRunning) return;
    if (entry === undefined) {
      this.#drop(device);
      return this.#changed(undefined);
    }
    if (watch !== undefined && watch.entry.requestedAt === entry.requestedAt) {
      watch.replace(entry);
      return;
    }
    const added = this.#watch(entry);
    this.#put(added);
    this.#changed(undefined);
    if (isInProgress(entry) && isElsewhere(device)) void this.#takeOver(added);
  }

  #put(...watches: readonly Watch[]): void {
    const next = new Map(this.#watches.peek());
    for (const watch of watches) next.set(deviceOf(watch.entry.request), watch);
    this.#watches.value = next;
  }

  #drop(device: string): void {
    this.#watches.value = new Map([...this.#watches.peek()].filter(([other]) => other !== device));
  }

  #add(watch: Watch): void {
    this.#put(watch);
    this.#keep(watch);
    this.#changed(undefined);
  }

  #remove(watch: Watch): void {
    const device = deviceOf(watch.entry.request);
    if (this.#watches.peek().get(device) !== watch) return;
    this.#drop(device);
    this.#entries.delete(device);
  }

  #watch(entry: Entry): Watch {
    return new Watch(this.#graph, entry, (watch, isOwn) => {
      // What was removed or replaced is not kept again.
      if (isOwn && this.#watches.peek().get(deviceOf(watch.entry.request)) === watch) this.#keep(watch);
      this.#changed(watch);
    });
  }

  /** Where the browser keeps nothing, the list ends with the page; what must not be forgotten is noted elsewhere. */
  #keep({ entry }: Watch): void {
    try {
      this.#entries.set(deviceOf(entry.request), entry);
    } catch {
      // Nothing depends on it.
    }
  }

  #changed(watch: Watch | undefined): void {
    for (const listener of this.#listeners) listener(watch);
  }
}

interface ManyRun {
  readonly watches: readonly (Watch | undefined)[];
  /** Rejects only if nothing was sent. */
  readonly ended: Promise<void>;
}

/** Whether a request left before the page was reloaded cannot be known; that one was waited for can. */
function revived(entry: Entry): Entry {
  // A request is noted, and its stage changes, before it is sent.
  if (entry.stage === "queued" || (entry.stage === "checking" && entry.batch !== null))
    return { ...entry, stage: "notSent" };
  if (entry.stage === "checking" || entry.stage === "requesting") return { ...entry, stage: "unknown" };
  return entry.stage === "waiting" ? { ...entry, isResumed: true } : entry;
}
