/** What the page asks of Graph: the package's functions with this page's cloud and sign-in filled in. */

import type {
  Connectors,
  DetectedApp,
  Device,
  DeviceQuery,
  FollowedSession,
  Options,
  Page,
  Receipt,
  RemoteAssistanceError,
  SessionProgress,
  SessionRequest,
  SessionsResult,
  StartedSession,
  StartManyOptions,
  StartOptions,
  User,
} from "intune-remote-assistance";
import {
  devicesOfUser,
  devicesWithApp,
  findDetectedApps,
  findDevices,
  findUsers,
  getConnectors,
  getDevice,
  requestRemoteAssistance,
  resumeSession,
  startSession,
  startSessions,
} from "intune-remote-assistance";
import type { Request } from "../../js/card/entry.js";
import type { Config } from "./config.js";
import type { SignIn as SignedIn } from "./sign-in.js";

export class Graph {
  readonly #where: Options;
  readonly #signedIn: SignedIn;

  constructor({ sandbox, cloud }: Config, signedIn: SignedIn) {
    this.#where = sandbox ? { origin: sandbox.graph } : { cloud };
    this.#signedIn = signedIn;
  }

  request({ scope, ids }: Request, options: Options): Promise<Receipt> {
    return requestRemoteAssistance(scope, ids, this.#signedIn.token, { ...this.#where, ...options });
  }

  startSessions(requests: readonly SessionRequest[], options: StartManyOptions): Promise<SessionsResult[]> {
    return startSessions(requests, this.#signedIn.token, { ...this.#where, ...options });
  }

  startSession({ scope, ids }: Request, options: StartOptions): Promise<StartedSession> {
    return startSession(scope, ids, this.#signedIn.token, { ...this.#where, ...options });
  }

  resumeSession({ ids }: Request, progress: SessionProgress, options: StartOptions): Promise<FollowedSession> {
    return resumeSession(ids.managedDeviceId, progress, this.#signedIn.token, { ...this.#where, ...options });
  }

  findDevices(query: DeviceQuery, signal: AbortSignal): Promise<Page<Device>> {
    return findDevices(query, this.#signedIn.token, { ...this.#where, signal });
  }

  /** The people with that name, or none if the admin may not search for people. */
  async findPeople(name: string, signal: AbortSignal): Promise<readonly User[]> {
    try {
      return (await findUsers(name, this.#signedIn.peopleToken, { ...this.#where, signal })).items;
    } catch (error) {
      const { code } = error as RemoteAssistanceError;
      if (code === "tokenProviderFailed" || code === "forbidden") return [];
      throw error;
    }
  }

  devicesOfUser(id: string, signal: AbortSignal): Promise<Page<Device>> {
    return devicesOfUser(id, this.#signedIn.token, { ...this.#where, signal });
  }

  findDetectedApps(name: string, signal: AbortSignal): Promise<Page<DetectedApp>> {
    return findDetectedApps(name, this.#signedIn.token, { ...this.#where, signal });
  }

  getDevice(id: string): Promise<Device> {
    return getDevice(id, this.#signedIn.token, this.#where);
  }

  devicesWithApp(detectedAppId: string, signal: AbortSignal): Promise<Page<Device>> {
    return devicesWithApp(detectedAppId, this.#signedIn.token, { ...this.#where, signal });
  }

  getConnectors(): Promise<Connectors> {
    return getConnectors(this.#signedIn.connectorToken, this.#where);
  }
}
