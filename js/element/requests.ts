/**
 * The requests of all elements of a page, one a device. They belong to the page and not to an element: a framework may
 * remove an element and make another one while the person at the device is being asked.
 */

import { type Entry, isInProgress, newEntry, type Request, type Stage } from "../card/entry.js";
import { stateOf, TrackedRequest } from "../card/tracked-request.js";
import type { ErrorCode, RemoteAssistanceError } from "../errors.js";
import { resumeSession, startSession } from "../index.js";
import type { FollowedSession, Options, SessionProgress, StartOptions, Token, TokenRequest } from "../types.js";
import type { RemoteAssistanceEventMap } from "./events.js";

/** An element, as far as a request needs it. */
export interface Follower {
  readonly element: HTMLElement;
  /** The device that it shows, or none. */
  readonly deviceKey: string | undefined;
  readonly token: Token | undefined;
  readonly callOptions: Options;
  update(): void;
}

/** Errors after which the token function should be called again: it may ask the admin to sign in. */
const SIGN_IN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "tokenProviderFailed",
  "unauthenticated",
  "claimsChallenge",
]);

/** The request of one device. */
class DeviceRequest extends TrackedRequest {
  /** The element that was pressed last. Its token and options are used. */
  follower: Follower;
  readonly #key: string;
  #stage: Stage;
  #session: FollowedSession | null = null;
  #error: RemoteAssistanceError | null = null;

  constructor(key: string, follower: Follower, entry: Entry) {
    super(
      {
        startSession: ({ scope, ids }, options) =>
          this.#keepEnd(startSession(scope, ids, this.#token, this.#optionsWith(options))),
        resumeSession: ({ ids }, progress, options) =>
          this.#keepEnd(resumeSession(ids.managedDeviceId, progress, this.#token, this.#optionsWith(options))),
        needsSignIn: ({ code }) => SIGN_IN.has(code),
        isElsewhere: () => false,
        onKnown: () => {},
        onChange: () => this.#changed(),
      },
      { value: stateOf(entry) },
    );
    this.#key = key;
    this.follower = follower;
    this.#stage = entry.stage;
  }

  /** The token of the moment: a portal replaces a string before it expires. Rust rejects what is no token. */
  readonly #token = (request: TokenRequest): string | Promise<string> => {
    const { token } = this.follower;
    return typeof token === "function" ? token(request) : (token as string);
  };

  #optionsWith({ onProgress, ...options }: StartOptions): StartOptions {
    const tell = (progress: SessionProgress): void => {
      onProgress?.(progress);
      this.#dispatch("remote-assistance-progress", { request: this.entry.request, progress });
    };
    // Looking what became of a request is no progress of it.
    return { ...this.follower.callOptions, ...options, ...(onProgress && { onProgress: tell }) };
  }

  async #keepEnd<S extends FollowedSession>(call: Promise<S>): Promise<S> {
    try {
      const session = await call;
      this.#session = session;
      this.#error = session.error;
      return session;
    } catch (error) {
      this.#session = null;
      this.#error = error as RemoteAssistanceError;
      throw error;
    }
  }

  #changed(): void {
    for (const follower of followers) if (follower.deviceKey === this.#key) follower.update();
    const { stage, url, request } = this.entry;
    // What was forgotten has no listeners any more.
    if (stage === this.#stage || requests.get(this.#key) !== this) return;
    this.#stage = stage;
    if (stage === "ready" && url !== null) this.#dispatch("remote-assistance-ready", { request, url });
    else if (!isInProgress(this.entry))
      this.#dispatch("remote-assistance-error", { request, error: this.#error, session: this.#session });
    if (stage === "unknown") void this.investigate();
  }

  /** An element that is gone tells no listener of an ancestor: another one that shows the device stands in. */
  #dispatch<N extends keyof RemoteAssistanceEventMap>(name: N, detail: RemoteAssistanceEventMap[N]["detail"]): void {
    const others = [...followers].filter(({ deviceKey }) => deviceKey === this.#key);
    const { element } = followers.has(this.follower) ? this.follower : (others[0] ?? this.follower);
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** The elements in the document. */
const followers = new Set<Follower>();
const requests = new Map<string, DeviceRequest>();

export function connect(follower: Follower): void {
  followers.add(follower);
}

export function disconnect(follower: Follower): void {
  followers.delete(follower);
}

/** The request for the device that an element shows. */
export function trackedFor({ deviceKey }: Follower): TrackedRequest | undefined {
  return requests.get(deviceKey ?? "");
}

/** Sends a request, unless one is under way, or its result is unknown. */
export function start(follower: Follower, request: Request): void {
  const earlier = trackedFor(follower);
  if (earlier?.isBusy === true || earlier?.entry.stage === "unknown") return;
  void begin(follower, newEntry(request, "checking"))?.start();
  updateAll();
}

/** Goes on with a request that was sent before a reload. */
export function resume(follower: Follower, request: Request, progress: SessionProgress): void {
  const { phase, requestedAt } = Object(progress) as Partial<SessionProgress>;
  const isReady = follower.deviceKey !== undefined && follower.token !== undefined;
  if (!isReady || typeof phase !== "string" || !Number.isFinite(requestedAt))
    throw new TypeError(
      "resume needs managed-device-id, token, and the progress of a remote-assistance-progress event.",
    );
  if (trackedFor(follower) !== undefined) return;
  const entry = { ...newEntry(request, "waiting", requestedAt), progress, isResumed: true };
  // Whether it left before the reload is not known.
  if (phase === "requesting") void begin(follower, { ...entry, stage: "unknown" })?.investigate();
  else if (phase !== "checking") void begin(follower, entry)?.look();
  updateAll();
}

/** Looks for the link of a request that Graph took: the one for the device, or the one before it, which is then shown again. */
export function look(follower: Follower, tracked: TrackedRequest): void {
  if (!(tracked instanceof DeviceRequest) || follower.deviceKey === undefined) return;
  requests.set(follower.deviceKey, tracked);
  tracked.follower = follower;
  void tracked.look();
  updateAll();
}

/** Forgets the request for the device of an element, once the admin has seen to it. */
export function forget(follower: Follower): void {
  trackedFor(follower)?.stop();
  requests.delete(follower.deviceKey ?? "");
  updateAll();
}

export function forgetAll(): void {
  for (const request of requests.values()) request.stop();
  requests.clear();
  updateAll();
}

function begin(follower: Follower, entry: Entry): TrackedRequest | undefined {
  if (follower.deviceKey === undefined) return undefined;
  const request = new DeviceRequest(follower.deviceKey, follower, entry);
  request.follows(requests.get(follower.deviceKey));
  requests.set(follower.deviceKey, request);
  return request;
}

function updateAll(): void {
  for (const follower of followers) follower.update();
}

// The browser or the system changes between light and dark.
if (typeof matchMedia === "function") matchMedia("(prefers-color-scheme: dark)").addEventListener("change", updateAll);
