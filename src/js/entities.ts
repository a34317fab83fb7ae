/**
 * What is read of Graph's entities. What Graph leaves out, or gives in another type than it documents, is null.
 *
 * Source: the types `managedDevice`, `detectedApp` and `remoteAssistancePartner` of Graph's metadata (v1.0).
 */

/** A managed device, as far as it helps to recognise it. */
export interface Device {
  /** The Intune device id: `managedDeviceId` of the other functions. */
  readonly id: string;
  /** The name that the device gives itself. */
  readonly deviceName: string | null;
  /** The sign-in name of its user. */
  readonly userPrincipalName: string | null;
  /** Its user's name. */
  readonly userDisplayName: string | null;
  /** Its user's e-mail address. */
  readonly emailAddress: string | null;
  /** The serial number of the hardware. */
  readonly serialNumber: string | null;
  /** `Windows`, `iOS`, `Android`, … */
  readonly operatingSystem: string | null;
  /** The version of that. */
  readonly osVersion: string | null;
  /** Who made it. */
  readonly manufacturer: string | null;
  /** The model of the hardware. */
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
  /** The app's name. */
  readonly displayName: string | null;
  /** The version that was found. */
  readonly version: string | null;
  /** Who publishes it. */
  readonly publisher: string | null;
  /** `windows`, `ios`, `macOS`, … */
  readonly platform: string | null;
  /** On how many devices it was found. */
  readonly deviceCount: number | null;
}

/** A remote-assistance partner of the tenant: the connector to TeamViewer. */
export interface Connector {
  /** The partner's name: `TeamViewer`. */
  readonly displayName: string | null;
  /** `notOnboarded`, `onboarding` or `onboarded`. */
  readonly onboardingStatus: string | null;
  /** Where an administrator connects it; null unless it is an https address. */
  readonly onboardingUrl: string | null;
  /** ISO 8601; the year 1 means never. */
  readonly lastConnectionDateTime: string | null;
}

/** @internal The properties that are asked for: `$select`. */
export const DEVICE =
  "id,deviceName,userPrincipalName,userDisplayName,emailAddress,serialNumber,operatingSystem,osVersion,manufacturer,model,complianceState,lastSyncDateTime";
/** @internal */
export const DETECTED_APP = "id,displayName,version,publisher,platform,deviceCount";
/** @internal */
export const CONNECTOR = "displayName,onboardingStatus,onboardingUrl,lastConnectionDateTime";

/** @internal What was selected of each entity. One that should have an id and has none is left out. */
export function entitiesOf<T>(select: string, given: any[]): T[] {
  const read = (entity: any, name: string): unknown => {
    const value: unknown = entity?.[name];
    return typeof value === (name === "deviceCount" ? "number" : "string") ? value : null;
  };
  return given
    .map((entity) => Object.fromEntries(select.split(",").map((name) => [name, read(entity, name)])))
    .filter(({ id }) => id !== null && id !== "") as T[];
}
