// @ts-check
/**
 * The types that Graph returns: their properties, and the filter operators for each property. The stand-in refuses a
 * filter that Graph's metadata does not name; for apps, it also accepts filters in common use. It refuses `startswith`:
 * Intune accepts that function, but is known to answer it like `contains`.
 *
 * @typedef {"eq" | "ne" | "contains"} FilterOperator
 *
 * @typedef {object} EntityType
 * @property {string} name
 * @property {readonly string[]} properties
 * @property {Readonly<Record<string, readonly FilterOperator[]>>} filters
 */

/** @type {EntityType} */
export const MANAGED_DEVICE = {
  name: "microsoft.graph.managedDevice",
  properties: [
    "id",
    "userId",
    "deviceName",
    "managedDeviceOwnerType",
    "deviceActionResults",
    "enrolledDateTime",
    "lastSyncDateTime",
    "operatingSystem",
    "complianceState",
    "osVersion",
    "emailAddress",
    "remoteAssistanceSessionUrl",
    "remoteAssistanceSessionErrorDetails",
    "userPrincipalName",
    "model",
    "manufacturer",
    "serialNumber",
    "userDisplayName",
  ],
  filters: {
    deviceName: ["eq", "contains"],
    emailAddress: ["contains"],
    operatingSystem: ["eq"],
    serialNumber: ["eq"],
    userPrincipalName: ["eq", "ne"],
  },
};

/** @type {EntityType} */
export const DETECTED_APP = {
  name: "microsoft.graph.detectedApp",
  properties: ["id", "displayName", "version", "sizeInByte", "deviceCount", "publisher", "platform"],
  filters: { displayName: ["eq", "contains"] },
};

/** @type {EntityType} */
export const USER = {
  name: "microsoft.graph.user",
  properties: ["id", "displayName", "userPrincipalName", "mail"],
  filters: {},
};

/** @type {EntityType} */
export const REMOTE_ASSISTANCE_PARTNER = {
  name: "microsoft.graph.remoteAssistancePartner",
  properties: ["id", "displayName", "onboardingUrl", "onboardingStatus", "lastConnectionDateTime"],
  filters: {},
};
