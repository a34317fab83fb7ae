/**
 * Graph's entities. A member that Graph leaves out, or gives in another type than it documents, is null.
 *
 * Source: the types `managedDevice`, `detectedApp`, `remoteAssistancePartner` and `user` of Graph's metadata (v1.0).
 */

/** A managed device, as far as it helps to recognise it. */
export interface Device {
  /** The Intune device id: `managedDeviceId` of the other functions. */
  readonly id: string;
  /** The name of the device. */
  readonly deviceName: string | null;
  /** The sign-in name of its user. */
  readonly userPrincipalName: string | null;
  /** The name of its user. */
  readonly userDisplayName: string | null;
  /** The e-mail address of its user. */
  readonly emailAddress: string | null;
  /** The serial number of the hardware. */
  readonly serialNumber: string | null;
  /** `Windows`, `iOS`, `Android`, … */
  readonly operatingSystem: string | null;
  /** The version of the operating system. */
  readonly osVersion: string | null;
  /** The manufacturer of the hardware. */
  readonly manufacturer: string | null;
  /** The model of the hardware. */
  readonly model: string | null;
  /** `compliant`, `noncompliant`, `inGracePeriod`, … */
  readonly complianceState: string | null;
  /** When the device last synchronised with Intune (ISO 8601). Null if it never did, or if Graph does not say so. */
  readonly lastSyncDateTime: string | null;
}

/** An app that Intune found on devices. */
export interface DetectedApp {
  /** `detectedAppId` of the other functions. */
  readonly id: string;
  /** The name of the app. */
  readonly displayName: string | null;
  /** The version that was found. */
  readonly version: string | null;
  /** The publisher of the app. */
  readonly publisher: string | null;
  /** `windows`, `ios`, `macOS`, … */
  readonly platform: string | null;
  /** On how many devices it was found. */
  readonly deviceCount: number | null;
}

/** A remote assistance partner of the tenant: the connector to TeamViewer. */
export interface Connector {
  /** The name of the partner: `TeamViewer`. */
  readonly displayName: string | null;
  /** `notOnboarded`, `onboarding` or `onboarded`. */
  readonly onboardingStatus: string | null;
  /** Where an administrator connects it. Null unless it is an https address. */
  readonly onboardingUrl: string | null;
  /** ISO 8601. Null if it never connected. */
  readonly lastConnectionDateTime: string | null;
}

/** A person in the directory of the tenant. */
export interface User {
  /** The object id: `usersId` of the other functions. */
  readonly id: string;
  /** The name of the person. */
  readonly displayName: string | null;
  /** The sign-in name. */
  readonly userPrincipalName: string | null;
  /** The e-mail address. */
  readonly mail: string | null;
}

/** A page of results. `for await` gives every item from this page on, page after page. */
export interface Page<T> extends AsyncIterable<T> {
  /** The items of this page. It may be empty although more pages follow. */
  readonly items: readonly T[];
  /**
   * How many items of this page were left out, because they do not match the search although Graph returned them. Graph
   * ignores filters that it does not support.
   */
  readonly omitted: number;
  /**
   * Reads the next page. Null on the last one. It rejects as the function that gave this page does, and as
   * `unexpectedResponse` with nothing sent if Graph's link leads to another origin, leads in a circle, or is no link.
   */
  readonly next: (() => Promise<Page<T>>) | null;
}
