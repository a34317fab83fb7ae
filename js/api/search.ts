/** Devices, people, apps and connectors. */

import type { Connector, DetectedApp, Device, Page, User } from "../entities.js";
import type { RemoteAssistanceError } from "../errors.js";
import * as module from "../generated/bindings.js";
import { CONNECTOR_FIELDS, DETECTED_APP_FIELDS, DEVICE_FIELDS, USER_FIELDS } from "../generated/contract.js";
import { callModule } from "../runtime/call-module.js";
import { entityOf, firstPage } from "../runtime/pages.js";
import { plainSnapshot } from "../runtime/snapshot.js";
import type { Options, Token } from "../types.js";

/**
 * Which devices to search for. Every property that is given must match, and at least one is needed. Each is a string of
 * 1 to 256 characters that is not blank and contains no control character. Anything else ends the call as
 * `invalidQuery`.
 */
export interface DeviceQuery {
  /** Part of the name of the device. */
  deviceName?: string | undefined;
  /** The whole sign-in name of its user. */
  userPrincipalName?: string | undefined;
  /** Part of the e-mail address of its user. */
  emailAddress?: string | undefined;
  /** The whole serial number. */
  serialNumber?: string | undefined;
}

/** Whether the tenant can have remote assistance sessions at all. */
export interface Connectors {
  /**
   * False if Graph does not let this admin see it (403): the permission `DeviceManagementServiceConfig.Read.All` or an
   * Intune role is missing.
   */
  readonly isPermitted: boolean;
  /** Whether a connector is onboarded. Null if the admin may not see it. */
  readonly isOnboarded: boolean | null;
  /** The connectors of the tenant. Empty if the admin may not see them. */
  readonly connectors: readonly Connector[];
}

/**
 * Reads what a device is: `GET /deviceManagement/managedDevices/{managedDeviceId}`. A list of the devices of an app leaves
 * most members out; this function gives them.
 *
 * @param managedDeviceId the Intune device id, as it is, not encoded
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the device
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `outcome` is never `unknown`.
 */
export function getDevice(managedDeviceId: string, token: Token, options?: Options): Promise<Device> {
  const convert = (document: unknown): Device => entityOf(DEVICE_FIELDS, document);
  return callModule(module.getDevice, { managedDeviceId }, token, plainSnapshot(options), convert);
}

/**
 * Finds devices: `GET /deviceManagement/managedDevices` with `$filter`.
 *
 * Source: Graph's metadata (v1.0), `managedDevice`, for what can be filtered.
 *
 * @param query what the devices must have, see {@link DeviceQuery}
 * @param token the delegated access token (`DeviceManagementManagedDevices.Read.All` at least), or a function that gives
 *   one
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, always as a rejection. `invalidQuery` names what cannot be searched for. Its
 *   `outcome` is never `unknown`.
 */
export function findDevices(query: DeviceQuery, token: Token, options?: Options): Promise<Page<Device>> {
  return firstPage(module.findDevices, { query: plainSnapshot(query) }, DEVICE_FIELDS, token, options);
}

/**
 * Finds apps that Intune has detected on devices: `GET /deviceManagement/detectedApps` with `$filter`.
 *
 * @param name part of the name of the app: 1 to 256 characters, not blank, no control characters
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, as {@link findDevices} does
 */
export function findDetectedApps(name: string, token: Token, options?: Options): Promise<Page<DetectedApp>> {
  return firstPage(module.findDetectedApps, { name }, DETECTED_APP_FIELDS, token, options);
}

/**
 * Finds the devices that have an app: `GET /deviceManagement/detectedApps/{detectedAppId}/managedDevices`.
 *
 * @param detectedAppId the `id` of a {@link DetectedApp}, as it is, not encoded
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `outcome` is never `unknown`.
 */
export function devicesWithApp(detectedAppId: string, token: Token, options?: Options): Promise<Page<Device>> {
  return firstPage(module.devicesWithApp, { detectedAppId }, DEVICE_FIELDS, token, options);
}

/**
 * Finds people: `GET /users` with `$search` and `ConsistencyLevel: eventual`. It looks for the text in names, sign-in names
 * and e-mail addresses. Graph compares the beginnings of words and ignores case.
 *
 * Source: Graph's page "Use the $search query parameter".
 *
 * @param name part of the name or of the address: 1 to 256 characters, not blank, no control characters
 * @param token the delegated access token (`User.ReadBasic.All` at least), or a function that gives one
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, as {@link findDevices} does
 */
export function findUsers(name: string, token: Token, options?: Options): Promise<Page<User>> {
  return firstPage(module.findUsers, { name }, USER_FIELDS, token, options);
}

/**
 * Finds the devices of a person: `GET /users/{usersId}/managedDevices`.
 *
 * @param usersId the `id` or the sign-in name of a {@link User}, as it is, not encoded
 * @param token as for {@link findDevices}
 * @param options as for `getSession`
 * @returns the first page
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `outcome` is never `unknown`.
 */
export function devicesOfUser(usersId: string, token: Token, options?: Options): Promise<Page<Device>> {
  return firstPage(module.devicesOfUser, { usersId }, DEVICE_FIELDS, token, options);
}

/**
 * The remote assistance partners of the tenant (the TeamViewer connector), and whether one is onboarded:
 * `GET /deviceManagement/remoteAssistancePartners`. That the admin may not see them is a result, too.
 *
 * @param token the delegated access token (`DeviceManagementServiceConfig.Read.All`), or a function that gives one
 * @param options as for `getSession`
 * @returns the connectors, or that the admin may not see them (403)
 * @throws {@link RemoteAssistanceError}, always as a rejection. Its `outcome` is never `unknown`.
 */
export async function getConnectors(token: Token, options?: Options): Promise<Connectors> {
  const connectors: Connector[] = [];
  try {
    const page = await firstPage<Connector>(module.getConnectors, {}, CONNECTOR_FIELDS, token, options);
    for await (const connector of page) {
      const { onboardingUrl } = connector;
      const isSafe = onboardingUrl !== null && module.isHttpsAddress(onboardingUrl);
      connectors.push({ ...connector, onboardingUrl: isSafe ? onboardingUrl : null });
    }
  } catch (error) {
    if ((error as RemoteAssistanceError).code !== "forbidden") throw error;
    return { isPermitted: false, isOnboarded: null, connectors: [] };
  }
  const isOnboarded = connectors.some(({ onboardingStatus }) => onboardingStatus === "onboarded");
  return { isPermitted: true, isOnboarded, connectors };
}
