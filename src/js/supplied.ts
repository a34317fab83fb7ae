/** The public functions of an entry that brings the module along. */

import { internal } from "./internal.js";

/**
 * The module is offered when a function is called, and not when the package is imported: importing it does nothing at all, so
 * that bundlers may leave out what is not used.
 */
export function supplied(
  source: Parameters<typeof internal.provide>[0],
): <F extends (...given: any[]) => unknown>(call: F) => F {
  return (call) => ((...given) => (internal.provide(source), call(...given))) as typeof call;
}
