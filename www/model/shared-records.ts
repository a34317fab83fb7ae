/**
 * Records that all tabs of this browser share: one item of localStorage for each, so that two tabs never overwrite each
 * other's records. They survive a reload and expire after a day. No record holds a token.
 *
 * They are a signal: a component that reads them is shown anew when they change, here or in another tab.
 */

import { signal } from "@preact/signals";

const PREFIX = "remote-assistance/";
const DAY_MS = 86_400_000;

const storage = openStorage();

/** What is kept of a value, and when. */
interface Kept {
  readonly at: number;
  readonly value: unknown;
}

export class SharedRecords<T> {
  readonly #prefix: string;
  readonly #check: (value: unknown) => T | undefined;
  readonly #values = new Map<string, T>();
  readonly #version = signal(0);
  readonly #listeners: ((key: string) => void)[] = [];

  /**
   * @param name  of these records
   * @param check  gives the value if it has the right shape: another version or another script may have written it
   */
  constructor(name: string, check: (value: unknown) => T | undefined) {
    this.#prefix = `${PREFIX}${name}/`;
    this.#check = check;
    for (const item of itemsOf(this.#prefix)) this.#read(item.slice(this.#prefix.length), storage?.getItem(item));
    addEventListener("storage", ({ key, newValue, storageArea }) => {
      if (storageArea !== storage) return;
      // Without a key, another tab has cleared everything.
      if (key === null) for (const known of [...this.#values.keys()]) this.#changed(known, null);
      else if (key.startsWith(this.#prefix)) this.#changed(key.slice(this.#prefix.length), newValue);
    });
  }

  values(): T[] {
    this.#version.value;
    return [...this.#values.values()];
  }

  get(key: string): T | undefined {
    this.#version.value;
    return this.#values.get(key);
  }

  /** Reads the record again: an event of another tab may still be on its way. */
  fresh(key: string): T | undefined {
    this.#read(key, storage?.getItem(this.#prefix + key));
    return this.#values.get(key);
  }

  /** Throws if the browser cannot keep the record. */
  set(key: string, value: T): void {
    const kept: Kept = { at: Date.now(), value };
    if (storage === undefined) throw new Error("The browser keeps no records.");
    storage.setItem(this.#prefix + key, JSON.stringify(kept));
    this.#values.set(key, value);
    this.#touch();
  }

  delete(key: string): void {
    this.#values.delete(key);
    storage?.removeItem(this.#prefix + key);
    this.#touch();
  }

  /** Calls back when another tab has changed the record with that key. */
  listen(listener: (key: string) => void): void {
    this.#listeners.push(listener);
  }

  #changed(key: string, text: string | null): void {
    this.#read(key, text);
    this.#touch();
    for (const listener of this.#listeners) listener(key);
  }

  #touch(): void {
    this.#version.value = this.#version.peek() + 1;
  }

  #read(key: string, text: string | null | undefined): void {
    const value = this.#parse(text);
    if (value !== undefined) {
      this.#values.set(key, value);
      return;
    }
    this.#values.delete(key);
    if (text) storage?.removeItem(this.#prefix + key);
  }

  #parse(text: string | null | undefined): T | undefined {
    try {
      const { at, value } = JSON.parse(text ?? "null") as Kept;
      // A clock that was set back makes a record look new, and one that was set forward makes it look old.
      return Math.abs(Date.now() - at) < DAY_MS ? this.#check(value) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Undefined if the browser's settings block it. */
function openStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function itemsOf(prefix: string): string[] {
  const items: string[] = [];
  for (let index = 0; index < (storage?.length ?? 0); index += 1) {
    const item = storage?.key(index);
    if (item?.startsWith(prefix)) items.push(item);
  }
  return items;
}
