/** The requests for several devices that this tab shows: what is about to happen, and what became of each. */

import { computed, signal } from "@preact/signals";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Request } from "../../js/card/entry.js";
import type { Item } from "./batch.js";
import { canRetry, countOf, hasEnded } from "./batch.js";
import { isDevice, isTaken } from "./entry.js";
import { tell } from "./live.js";
import type { Found } from "./search.js";
import { requestOf } from "./search.js";
import { readTab, writeTab } from "./tab-store.js";
import { noteAbout } from "./unsettled.js";
import type { Watch } from "./watch.js";
import type { Watches } from "./watches.js";

const KEY = "open-table";

/** The devices of the table, for a reload of this tab. */
function keptDevices(): readonly Found[] | undefined {
  const devices = readTab(KEY);
  return Array.isArray(devices) && devices.every(isDevice) ? devices : undefined;
}

function keepDevices(devices: readonly Found[]): void {
  writeTab(KEY, devices.length === 0 ? undefined : devices);
}

/** What is asked before forty people are rung. */
export interface Plan {
  readonly devices: readonly Found[];
  /** Whether they are devices of the table that are sent again. */
  readonly isAgain: boolean;
  /** How many of them will be asked. */
  readonly total: number;
  /** How many have an earlier request that is unconfirmed or in progress. */
  readonly held: number;
  /** How many have an earlier request that was accepted. */
  readonly askedBefore: number;
}

export class Many {
  readonly #watches: Watches;
  readonly #onSent: () => void;
  /** What the dialog asks about. */
  readonly plan = signal<Plan | undefined>(undefined);
  readonly items = signal<readonly Item[]>([]);
  /** Until when Graph lets nothing be sent, in milliseconds since the epoch. */
  readonly waitsUntil = signal(0);
  readonly error = signal<RemoteAssistanceError | undefined>(undefined);
  readonly isCancelled = signal(false);
  readonly sent = computed(() => this.items.value.filter(({ watch }) => watch !== undefined));
  readonly doneCount = computed(() => this.sent.value.filter(hasEnded).length);
  readonly isRunning = computed(() => this.items.value.some((item) => !hasEnded(item)));
  readonly count = computed(() => countOf(this.items.value));
  readonly again = computed(() => this.items.value.filter(canRetry).map(({ device }) => device));
  #controller: AbortController | undefined;

  /** @param onSent  the requests are on their way: what was ticked for them need not be ticked any more */
  constructor(watches: Watches, onSent: () => void) {
    this.#watches = watches;
    this.#onSent = onSent;
    watches.listen(() => this.#announceEnd());
  }

  /** Whether there is something to come back to. */
  get hasResults(): boolean {
    return this.items.value.length > 0;
  }

  /** Whether that device's request is one of those under way. */
  isSending({ ids }: Request): boolean {
    const id = ids.managedDeviceId.toLowerCase();
    return this.items.value.some((item) => item.device.id.toLowerCase() === id && !hasEnded(item));
  }

  propose(devices: readonly Found[], isAgain: boolean): void {
    const isHeld = (device: Found): boolean =>
      noteAbout(requestOf(device)) !== undefined || this.#watches.of(device.id)?.isBusy === true;
    const free = devices.filter((device) => !isHeld(device));
    const askedBefore = free.filter(({ id }) => {
      const watch = this.#watches.of(id);
      return watch !== undefined && isTaken(watch.entry);
    });
    this.plan.value = {
      devices,
      isAgain,
      total: free.length,
      held: devices.length - free.length,
      askedBefore: askedBefore.length,
    };
  }

  /** @param isAgain  whether they are devices of the table that are sent again */
  async run(devices: readonly Found[], isAgain: boolean): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    const { watches, ended } = await this.#watches.requestMany(devices, {
      controller,
      onWait: (milliseconds) => {
        this.waitsUntil.value = Date.now() + milliseconds;
      },
    });
    const sent = new Map(devices.map((device, index) => [device.id, { device, watch: watches[index] }]));
    // What is sent again keeps its place among the others, and their links stay.
    const items = this.items.value.map((item) => sent.get(item.device.id) ?? item);
    this.#show(isAgain ? items : [...sent.values()]);
    this.#onSent();
    try {
      await ended;
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      this.error.value = error;
    } finally {
      this.waitsUntil.value = 0;
      this.#announceEnd();
    }
  }

  /** Shows the table of before the reload, else the requests that were sent together with the one that waits. */
  restore(waiting: Watch | undefined): boolean {
    const watches = this.#watches.ofBatch(waiting?.entry.batch?.id ?? "");
    const devices = keptDevices() ?? watches.map(({ entry }) => entry.device);
    // Of a request that was cleared from the list nothing is known any more, not even that it was not sent.
    const items = devices.map((device) => ({ device, watch: this.#watches.of(device.id) }));
    const known = items.filter(({ watch }) => watch !== undefined);
    if (known.length > 0) this.#show(known);
    return known.length > 0;
  }

  /** Sends no more of them, and stops waiting for links. */
  cancel(): void {
    this.isCancelled.value = true;
    this.#controller?.abort();
    // After a reload they are followed without the controller of before.
    for (const { watch } of this.items.value) watch?.stop();
  }

  close(): void {
    this.items.value = [];
    keepDevices([]);
  }

  #show(items: readonly Item[]): void {
    this.items.value = items;
    this.error.value = undefined;
    this.isCancelled.value = this.#controller?.signal.aborted === true;
    this.#wasRunning = true;
    keepDevices(items.map(({ device }) => device));
    this.#announceEnd();
  }

  #wasRunning = false;

  #announceEnd(): void {
    if (!this.#wasRunning || this.isRunning.value) return;
    this.#wasRunning = false;
    const isCancelled = this.isCancelled.value;
    const count = this.count.value;
    tell(({ many }) => `${isCancelled ? many.cancelled : many.finished}: ${many.summary(count)}.`);
  }
}
