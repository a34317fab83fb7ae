/**
 * Functions that the WebAssembly module imports. `src/wasm/host.rs` declares them.
 *
 * None of them throws: an exception from an object of the portal must not run through the module.
 */

import { isSignal } from "./signal.js";
import { tryOr } from "./try-or.js";

/** The last URL that was parsed. A portal calls one origin, and parsing it takes longer than the rest of a call. */
let parsed: { url: string; origin: string | undefined } = { url: "", origin: undefined };

function readProperty(object: unknown, name: string | number): unknown {
  return tryOr(() => (object as any)?.[name] as unknown, undefined);
}

export const host = {
  isSignal,

  readProperty,

  arrayLength: (value: unknown): number | undefined =>
    tryOr(() => (Array.isArray(value) ? value.length : undefined), undefined),

  readHeader: (response: any, name: string): unknown => tryOr(() => response.headers.get(name) as unknown, undefined),

  parseJson: (text: string): unknown => tryOr(() => JSON.parse(text) as unknown, undefined),

  parseTime(text: unknown): number {
    if (typeof text !== "string") return Number.NaN;
    // Graph's times are in UTC. Browsers take one without an offset for the local time of the computer.
    return Date.parse(/:\d\d(:\d\d(\.\d+)?)?$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) ? `${text}Z` : text);
  },

  foldCase: (text: string): string =>
    Array.from(text, (character) => {
      const upper = character.toUpperCase();
      // Not "SS" for "ß", and no ASCII letter for another character.
      return upper.length === character.length && upper > "\x7f" === character > "\x7f" ? upper : character;
    }).join(""),

  urlOrigin(url: string): string | undefined {
    if (url !== parsed.url) parsed = { url, origin: tryOr(() => new URL(url).origin, undefined) };
    return parsed.origin;
  },

  decodeBase64: (base64: string): string | undefined =>
    tryOr(() => {
      const binary = atob(base64.replace(/-/g, "+").replace(/_/g, "/"));
      const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
      return new globalThis.TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }, undefined),

  isOffline: (): boolean => readProperty(readProperty(globalThis, "navigator"), "onLine") === false,
};
