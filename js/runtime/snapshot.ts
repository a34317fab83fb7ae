/**
 * Copies of object arguments, made at the moment of the call.
 *
 * The module may still have to be loaded. A portal that changes its object meanwhile, such as one `ids` object in a
 * loop, must not move a call to another device. A snapshot judges nothing: an argument that cannot be copied becomes
 * null, which Rust rejects.
 */

/** The own enumerable properties of an object, each read once. */
export type Snapshot = Record<string, unknown> | undefined | null;

/** Copies any object except an array. */
export function snapshot(value: unknown): Snapshot {
  if (value === undefined) return undefined;
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    // Own properties only: a polluted Object.prototype must not choose the device or the origin. The copy has no
    // prototype, so that "__proto__" is a name like any other.
    const copy: Record<string, unknown> = Object.create(null);
    for (const name of Object.keys(value)) copy[name] = readOrNull(value as Record<string, unknown>, name);
    return copy;
  } catch {
    return null;
  }
}

/** Copies an argument that must be a plain object. Anything else, such as an AbortSignal in its place, becomes null. */
export function plainSnapshot(value: unknown): Snapshot {
  try {
    if (typeof value === "object" && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value);
      // Object.prototype of any realm is the prototype that has none itself.
      if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return null;
    }
  } catch {
    return null;
  }
  return snapshot(value);
}

function readOrNull(object: Record<string, unknown>, name: string): unknown {
  try {
    return object[name];
  } catch {
    return null;
  }
}
