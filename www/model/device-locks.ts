/**
 * One request at a time for each device, in all tabs of this browser: the tab that works on it holds a lock (Web Locks).
 * The browser frees the lock when the tab is closed or crashes.
 */

import { signal } from "@preact/signals";

const PREFIX = "remote-assistance/device/";

/** The devices that other tabs work on, as far as this tab knows. */
const elsewhere = signal<ReadonlySet<string>>(new Set());
const own = new Set<string>();

/** The release of a lock. */
export type Release = () => void;

/** Takes the lock of a device. Undefined if another tab, or this one, holds it. */
export function tryLock(device: string): Promise<Release | undefined> {
  return lock(device, { ifAvailable: true });
}

/** Takes the lock of a device as soon as it is free. */
export function waitForLock(device: string): Promise<Release | undefined> {
  return lock(device, {});
}

/** Whether another tab works on the device. */
export function isElsewhere(device: string): boolean {
  return elsewhere.value.has(device);
}

/** Asks the browser again which devices other tabs work on. */
export async function refreshLocks(): Promise<void> {
  const held = (await locks()?.query())?.held ?? [];
  const devices = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
  for (const device of devices) {
    if (own.has(device) || elsewhere.peek().has(device)) continue;
    elsewhere.value = new Set([...elsewhere.peek(), device]);
    void waitForLock(device).then((release) => {
      markFree(device);
      release?.();
    });
  }
}

/** No other tab works on the device any more. */
function markFree(device: string): void {
  if (!elsewhere.peek().has(device)) return;
  elsewhere.value = new Set([...elsewhere.peek()].filter((other) => other !== device));
}

function lock(device: string, options: LockOptions): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const hold = (isFree: boolean): Promise<void> | undefined => {
      if (!isFree) {
        resolve(undefined);
        return undefined;
      }
      own.add(device);
      markFree(device);
      return new Promise((release) =>
        resolve(() => {
          own.delete(device);
          release();
        }),
      );
    };
    const manager = locks();
    // Without Web Locks, the shared records alone keep the tabs apart.
    if (manager === undefined) void hold(true);
    else manager.request(PREFIX + device, options, (granted) => hold(granted !== null)).catch(reject);
  });
}

/** Browsers before 2022 have no Web Locks. */
function locks(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}
