/** The devices that are ticked, over several searches. */

import { computed, signal } from "@preact/signals";
import type { Found } from "./search.js";

export class Selection {
  readonly #devices = signal<ReadonlyMap<string, Found>>(new Map());
  readonly #list = computed(() => [...this.#devices.value.values()]);

  get devices(): readonly Found[] {
    return this.#list.value;
  }

  has(id: string): boolean {
    return this.#devices.value.has(id);
  }

  set(devices: readonly Found[], isSelected: boolean): void {
    const next = new Map(this.#devices.peek());
    for (const device of devices) {
      if (isSelected) next.set(device.id, device);
      else next.delete(device.id);
    }
    this.#devices.value = next;
  }

  clear(): void {
    this.#devices.value = new Map();
  }
}
