/** The entry `./element`. Importing it defines `<remote-assistance>`, where there are custom elements. */

import type { RemoteAssistanceEventMap } from "./element/events.js";
import { RemoteAssistanceElement } from "./element/remote-assistance-element.js";
import { forgetAll } from "./element/requests.js";

export type { ErrorDetail, ProgressDetail, ReadyDetail, RemoteAssistanceEventMap } from "./element/events.js";
export type { RemoteAssistanceProps } from "./element/props.js";
export type { ElementOptions } from "./element/remote-assistance-element.js";
export { RemoteAssistanceElement };

declare global {
  interface HTMLElementTagNameMap {
    "remote-assistance": RemoteAssistanceElement;
  }
  interface GlobalEventHandlersEventMap extends RemoteAssistanceEventMap {}
}

/**
 * Forgets all requests of the page's elements. A portal calls it when its user signs out, so that a link does not stay for
 * the next one. What is under way is no longer followed; a request that Graph has taken stays taken.
 */
export function forgetRequests(): void {
  forgetAll();
}

// A second copy of the package must not define it again.
if (globalThis.customElements !== undefined && customElements.get("remote-assistance") === undefined)
  customElements.define("remote-assistance", RemoteAssistanceElement);
