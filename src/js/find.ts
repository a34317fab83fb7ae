/** Devices, apps and connectors. */

import type { Connector, DetectedApp, Device } from "./entities.js";
import { CONNECTOR, DETECTED_APP, DEVICE } from "./entities.js";
import type { RemoteAssistanceError } from "./error.js";
import type { Options, Token } from "./generated/types.js";
import type { Page } from "./pages.js";
import { firstPage } from "./pages.js";
import type { DeviceQuery } from "./query.js";
import { appFilter, deviceFilter } from "./query.js";
import { snapshot } from "./snapshot.js";

/** Whether the tenant can have remote-assistance sessions at all. */
export interface Connectors {
  /** False if Graph does not let this admin see it (403): the permission `DeviceManagementServiceConfig.Read.All` or an Intune role is missing. */
  readonly isPermitted: boolean;
  /** Whether one is onboarded; null if that may not be seen. */
  readonly isOnboarded: boolean | null;
  /** All that the tenant has; none if that may not be seen. */
  readonly connectors: readonly Connector[];
}

/**
 * Finds devices: `GET /deviceManagement/managedDevices` with `$filter`.
 *
 * Source: Graph's metadata (v1.0), `managedDevice`, for what can be filtered by.
 *
 * @param query what they must have, see {@link DeviceQuery}
 * @param token the delegated access token (`DeviceManagementManagedDevices.Read.All` at least), or a
 *   function that gives one
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, always as a rejection: `invalidQuery` names what cannot be
 *   searched for; its `outcome` is never `unknown`
 */
export async function findDevices(query: DeviceQuery, token: Token, options?: Options): Promise<Page<Device>> {
  return firstPage("deviceManagement/managedDevices", {}, deviceFilter(query), DEVICE, token, options);
}

/**
 * Finds apps that Intune has seen on devices: `GET /deviceManagement/detectedApps` with `$filter`.
 *
 * @param name part of the app's name; 1 to 256 characters, not blank, no control characters
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, as {@link findDevices} does
 */
export async function findDetectedApps(name: string, token: Token, options?: Options): Promise<Page<DetectedApp>> {
  return firstPage("deviceManagement/detectedApps", {}, appFilter(name), DETECTED_APP, token, options);
}

/**
 * The devices that an app was found on: `GET /deviceManagement/detectedApps/{detectedAppId}/managedDevices`.
 *
 * @param detectedAppId the `id` of a {@link DetectedApp}, as it is, not encoded
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, always as a rejection; its `outcome` is never `unknown`
 */
export async function devicesWithApp(detectedAppId: string, token: Token, options?: Options): Promise<Page<Device>> {
  const ids = snapshot({ detectedAppId });
  return firstPage("deviceManagement/detectedApps/{detectedAppId}/managedDevices", ids, "", DEVICE, token, options);
}

/**
 * The tenant's remote-assistance partners (the TeamViewer connector), and whether one is onboarded:
 * `GET /deviceManagement/remoteAssistancePartners`. That the admin may not see them is an answer too.
 *
 * @param token the delegated access token (`DeviceManagementServiceConfig.Read.All`), or a function
 *   that gives one
 * @param options as for `getSession`
 * @returns what is connected, or that it may not be seen (403)
 * @throws {@link RemoteAssistanceError}, always as a rejection; its `outcome` is never `unknown`
 */
export async function getConnectors(token: Token, options?: Options): Promise<Connectors> {
  const connectors: Connector[] = [];
  try {
    const page = await firstPage<Connector>(
      "deviceManagement/remoteAssistancePartners",
      {},
      "",
      CONNECTOR,
      token,
      options,
    );
    for await (const connector of page) {
      const { onboardingUrl } = connector;
      connectors.push({
        ...connector,
        onboardingUrl: /^https:\/\/\S+$/i.test(onboardingUrl ?? "") ? onboardingUrl : null,
      });
    }
  } catch (error) {
    if ((error as RemoteAssistanceError).code !== "forbidden") throw error;
    return { isPermitted: false, isOnboarded: null, connectors: [] };
  }
  return {
    isPermitted: true,
    isOnboarded: connectors.some(({ onboardingStatus }) => onboardingStatus === "onboarded"),
    connectors,
  };
}
