/**
 * What the module asks of the platform. None of it throws: an exception that came out of a portal's
 * own object must not run through the module.
 */

import { attempt, isSignal } from "./signal.js";

let parsed: { url: string; origin?: string | undefined } = { url: "" };

/** The functions that `src/browser/face.rs` binds; it says what each is for. */
export const platform = {
  kind(value: unknown, longestText: number): number {
    if (value === undefined) return 0;
    if (typeof value === "string") return value.length > longestText ? 2 : 1;
    if (typeof value === "number") return 3;
    if (typeof value === "function") return 4;
    return isSignal(value) ? 5 : 6;
  },

  take(snapshot: Record<string, unknown>, name: string): unknown {
    const value = snapshot[name];
    delete snapshot[name];
    return value;
  },

  left(snapshot: object, longestName: number): string | undefined {
    const [name] = Object.keys(snapshot);
    return name !== undefined && name.length > longestName ? "" : name;
  },

  peek: (object: any, name: string | number): unknown => attempt(() => object?.[name]),

  length: (list: unknown): number | undefined => attempt(() => (Array.isArray(list) ? list.length : undefined)),

  status(response: unknown): unknown {
    const status = platform.peek(response, "status");
    return status || platform.peek(response, "type") !== "opaqueredirect" ? status : -1;
  },

  time: (text: any): number => (typeof text === "string" ? Date.parse(text) : NaN),

  header: (response: any, name: string): unknown => attempt(() => response.headers.get(name)),

  parse: (text: string): unknown => attempt(() => JSON.parse(text)),

  origin(url: string): string | undefined {
    // A portal has one, and parsing it takes longer than the rest of a call.
    if (url !== parsed.url) parsed = { url, origin: attempt(() => new URL(url).origin) };
    return parsed.origin;
  },

  decode: (base64: string): string | undefined =>
    attempt(() => {
      const bytes = atob(base64.replace(/-/g, "+").replace(/_/g, "/"));
      return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    }),
};

/** What stands in the way of a `fetch`, as a number: see `obstacle` in `src/browser/face.rs`. */
export function obstacle(): number {
  const missing = ["fetch", "Headers", "AbortController"].findIndex(
    (name) => typeof platform.peek(globalThis, name) !== "function",
  );
  if (missing >= 0) return missing + 3;
  return platform.peek(platform.peek(globalThis, "navigator"), "onLine") === false ? 2 : 0;
}
