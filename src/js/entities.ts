/**
 * What is read of Graph's entities: properties, and whether they are numbers. What Graph leaves out, or gives in another type
 * than it documents, is null.
 *
 * Source: the types `managedDevice`, `detectedApp` and `remoteAssistancePartner` of Graph's metadata (v1.0).
 */

/** A managed device, as far as it helps to recognise it. */
export interface Device {
  /** The Intune device id: `managedDeviceId` of the other functions. */
  readonly id: string;
  readonly deviceName: string | null;
  readonly userPrincipalName: string | null;
  readonly userDisplayName: string | null;
  readonly emailAddress: string | null;
  readonly serialNumber: string | null;
  readonly operatingSystem: string | null;
  readonly osVersion: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  /** `compliant`, `noncompliant`, `inGracePeriod`, … */
  readonly complianceState: string | null;
  /** When the device last spoke to Intune (ISO 8601); the year 1 means never. */
  readonly lastSyncDateTime: string | null;
}

/** An app that Intune found on devices. */
export interface DetectedApp {
  /** `detectedAppId` of the other functions. */
  readonly id: string;
  readonly displayName: string | null;
  readonly version: string | null;
  readonly publisher: string | null;
  readonly platform: string | null;
  /** On how many devices it was found. */
  readonly deviceCount: number | null;
}

/** A remote-assistance partner of the tenant: the connector to TeamViewer. */
export interface Connector {
  readonly displayName: string | null;
  /** `notOnboarded`, `onboarding` or `onboarded`. */
  readonly onboardingStatus: string | null;
  /** Where an administrator connects it; null unless it is an https address. */
  readonly onboardingUrl: string | null;
  /** ISO 8601; the year 1 means never. */
  readonly lastConnectionDateTime: string | null;
}

/** @internal The properties that are asked for (`$select`), each with its type's `typeof`. */
export type Properties<T> = { readonly [Name in keyof T]-?: "string" | "number" };

/** @internal */
export const DEVICE: Properties<Device> = {
  id: "string",
  deviceName: "string",
  userPrincipalName: "string",
  userDisplayName: "string",
  emailAddress: "string",
  serialNumber: "string",
  operatingSystem: "string",
  osVersion: "string",
  manufacturer: "string",
  model: "string",
  complianceState: "string",
  lastSyncDateTime: "string",
};

/** @internal */
export const DETECTED_APP: Properties<DetectedApp> = {
  id: "string",
  displayName: "string",
  version: "string",
  publisher: "string",
  platform: "string",
  deviceCount: "number",
};

/** @internal */
export const CONNECTOR: Properties<Connector> = {
  displayName: "string",
  onboardingStatus: "string",
  onboardingUrl: "string",
  lastConnectionDateTime: "string",
};

/** @internal What was selected of each entity. One that should have an id and has none is left out. */
export function entitiesOf<T>(properties: Properties<T>, given: any[]): T[] {
  const read = (entity: any, [name, type]: [string, unknown]) => [name, typeof entity?.[name] === type ? entity[name] : null];
  return given
    .map((entity) => Object.fromEntries(Object.entries(properties).map((property) => read(entity, property))))
    .filter((entity) => entity["id"] !== null) as T[];
}
