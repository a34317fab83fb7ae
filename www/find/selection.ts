/** The devices that are ticked, over several searches. */

import type { Device } from "intune-remote-assistance";

export class Selection {
  readonly #devices = new Map<string, Device>();
  readonly #listeners: (() => void)[] = [];

  get devices(): readonly Device[] {
    return [...this.#devices.values()];
  }

  has({ id }: Pick<Device, "id">): boolean {
    return this.#devices.has(id);
  }

  set(devices: readonly Device[], isSelected: boolean): void {
    for (const device of devices) {
      if (isSelected) this.#devices.set(device.id, device);
      else this.#devices.delete(device.id);
    }
    for (const listener of this.#listeners) listener();
  }

  clear(): void {
    this.set(this.devices, false);
  }

  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
