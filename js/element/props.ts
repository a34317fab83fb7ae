/** What a framework sets on the element: its attributes, its properties, and handlers of its events. */

import type { Options, Scope, Token } from "../types.js";
import type { RemoteAssistanceEventMap } from "./events.js";
import type { ElementOptions } from "./remote-assistance-element.js";

/** The attributes and properties of the element, and `on<event>` handlers as React 19 and Vue 3 attach them. */
export type RemoteAssistanceProps = {
  /** The Intune device id. Required. */
  "managed-device-id": string;
  /** The route to the device. `deviceManagement` if it is missing. */
  scope?: Scope | undefined;
  /** The id or the sign-in name of the user, for the scope `users`. */
  "users-id"?: string | undefined;
  /** The id of the app, for the scope `detectedApps`. */
  "detected-app-id"?: string | undefined;
  /** The cloud whose Graph is called. `global` if it is missing. */
  cloud?: Options["cloud"];
  /** The language: `en` or `ru`, with or without a region. */
  lang?: string | undefined;
  /** The access token, or a function that gives one. */
  token?: Token | null | undefined;
  /** Further options of `startSession`. */
  options?: ElementOptions | null | undefined;
} & {
  [Name in keyof RemoteAssistanceEventMap as `on${Name}`]?:
    | ((event: RemoteAssistanceEventMap[Name]) => void)
    | undefined;
};
