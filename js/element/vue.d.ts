/**
 * `<remote-assistance>` in templates of Vue 3. Add it to a portal with
 * `import type {} from "intune-remote-assistance/element/vue";`.
 */

import type { HTMLAttributes } from "vue";
import type { RemoteAssistanceProps } from "../element.js";

/** The element as Vue's tools see a component. */
export type RemoteAssistanceComponent = new () => { $props: HTMLAttributes & RemoteAssistanceProps };

declare module "vue" {
  interface GlobalComponents {
    "remote-assistance": RemoteAssistanceComponent;
  }
}
