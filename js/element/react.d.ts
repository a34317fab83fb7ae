/**
 * `<remote-assistance>` in JSX of React 19. Add it to a portal with
 * `import type {} from "intune-remote-assistance/element/react";`.
 */

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { RemoteAssistanceElement, RemoteAssistanceProps } from "../element.js";

/** The attributes, properties and event handlers of the element. */
export type RemoteAssistanceAttributes = DetailedHTMLProps<
  HTMLAttributes<RemoteAssistanceElement>,
  RemoteAssistanceElement
> &
  RemoteAssistanceProps;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "remote-assistance": RemoteAssistanceAttributes;
    }
  }
}
