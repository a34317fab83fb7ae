/** The public functions of an entry that brings the module along. */

import { requestRemoteAssistance, urlFor } from "./api.js";
import type * as entry from "./index.js";
import { internal } from "./internal.js";

/**
 * The module is offered when a function is called, and not when the package is imported: importing it does nothing at all, so
 * that bundlers may leave out what is not used.
 */
export function supplied(source: Parameters<typeof internal.provide>[0]): Pick<typeof entry, "init" | "requestRemoteAssistance" | "urlFor"> {
  const offer = () => internal.provide(source);
  return {
    init: () => (offer(), internal.preload()),
    requestRemoteAssistance: (...given) => (offer(), requestRemoteAssistance(...given)),
    urlFor: (...given) => (offer(), urlFor(...given)),
  };
}
