/** What the main entry exports; `main.ts` and `required.ts` are what ships for `import` and for `require`. */

export { RemoteAssistanceError } from "./error.js";
export * from "./functions.js";
export type * from "./generated/types.js";

/**
 * Loads the module ahead of the first call. Optional: every function does it by itself.
 *
 * @returns once the module runs; at once if it does already
 * @throws RemoteAssistanceError, always as a rejection: `internal` if it cannot be loaded (the
 *   message says why: a Content-Security-Policy, a missing interface, a damaged file), `timeout`
 *   after 30 000 ms; nothing was sent, and the next call or `init` tries again
 */
export declare function init(): Promise<void>;
