/** The entry `./element`. Importing it defines `<remote-assistance>`, where there are custom elements. */

import type { RemoteAssistanceEventMap } from "./element/events.js";
import { RemoteAssistanceElement } from "./element/remote-assistance-element.js";

export type { ErrorDetail, ProgressDetail, ReadyDetail, RemoteAssistanceEventMap } from "./element/events.js";
export type { ElementOptions } from "./element/remote-assistance-element.js";
export { forgetRequests } from "./element/requests.js";
export { RemoteAssistanceElement };

declare global {
  interface HTMLElementTagNameMap {
    "remote-assistance": RemoteAssistanceElement;
  }
  interface HTMLElementEventMap extends RemoteAssistanceEventMap {}
}

// A second copy of the package must not define it again.
if (globalThis.customElements !== undefined && customElements.get("remote-assistance") === undefined)
  customElements.define("remote-assistance", RemoteAssistanceElement);
