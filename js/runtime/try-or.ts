/** Calls to values of the portal, which may throw whatever they are. */

/** What `run` returns, or `fallback` if it throws. */
export function tryOr<T, F>(run: () => T, fallback: F): T | F {
  try {
    return run();
  } catch {
    return fallback;
  }
}

/** Runs a callback and ignores what it returns, throws or rejects with. */
export function fireAndForget(run: () => unknown): void {
  (async () => run())().catch(() => {});
}
