/**
 * Copies of what the portal handed in, taken at the moment of the call.
 *
 * The module may still have to be loaded. A portal that changes its object meanwhile (one `ids`
 * object in a loop, say) must not move a call to another device. Nothing is judged here: what
 * cannot be copied becomes null, which no rule of the module accepts.
 */

/** The named values of an object, each read once. */
export type Snapshot = Record<string, unknown> | undefined | null;

/** Copies the own enumerable properties of any object but an array. */
export function snapshot(value: unknown): Snapshot {
  if (value === undefined) return undefined;
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    // Own properties only: a polluted Object.prototype must not choose the device or the origin.
    // Without a prototype of its own, so that "__proto__" is a name like any other.
    const copy: Record<string, unknown> = Object.create(null);
    for (const name of Object.keys(value)) copy[name] = readOrNull(value as Record<string, unknown>, name);
    return copy;
  } catch {
    return null;
  }
}

/** The same for an argument that must be a plain object: an AbortSignal in its place is a slip. */
export function plainSnapshot(value: unknown): Snapshot {
  try {
    if (typeof value === "object" && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value);
      // Object.prototype of whatever realm is the one that has none itself.
      if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return null;
    }
  } catch {
    return null;
  }
  return snapshot(value);
}

/** Another copy, for the module uses one up. */
export function copyOf(copied: Snapshot): Snapshot {
  return copied && Object.assign(Object.create(null), copied);
}

function readOrNull(object: Record<string, unknown>, name: string): unknown {
  try {
    return object[name];
  } catch {
    return null;
  }
}
