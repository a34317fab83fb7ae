/** What a tab keeps over a reload and a sign-in, in sessionStorage. None of it is a token. */

/** Undefined if nothing is kept, if it cannot be read, or if the browser's settings block it. */
export function readTab(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Where the browser keeps nothing, or too little, a reload begins anew: nothing else depends on it. */
export function writeTab(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}
