/** The public types. Their names come from the Rust code that decides (`src/contract.rs`). */

import type { ErrorCode, RemoteAssistanceError } from "./errors.js";
import type * as contract from "./generated/contract.js";

/**
 * Which of Graph's three routes to the device is taken, named by the first segment that only this route has.
 *
 * Source: Graph's page "managedDevice: requestRemoteAssistance" (v1.0).
 */
export type Scope = contract.Scope;

/**
 * The placeholders of each route, named as in Graph's documentation.
 *
 * Every id is a primitive string of 1 to 256 printable ASCII characters, given as it is and not encoded. It contains
 * none of `/ \ % ?`, does not consist of dots only, and does not start with `$`. An invalid id, a missing id and an id
 * that the scope does not have end the call as `invalidIds`, and `field` names it.
 */
export interface IdsByScope {
  /** `/users/{usersId}/managedDevices/{managedDeviceId}`: the device as one of a user's. */
  users: {
    /** The id or the sign-in name of the user. */
    usersId: string;
    /** The Intune device id. */
    managedDeviceId: string;
  };
  /** `/deviceManagement/managedDevices/{managedDeviceId}`: the device as one of the tenant's. */
  deviceManagement: {
    /** The Intune device id. */
    managedDeviceId: string;
  };
  /**
   * `/deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}`: the device as one that has a
   * detected app.
   */
  detectedApps: {
    /** The id of the app. */
    detectedAppId: string;
    /** The Intune device id. */
    managedDeviceId: string;
  };
}

/** What a token function receives. */
export interface TokenRequest {
  /**
   * The claims of a continuous access evaluation challenge, as JSON text, for MSAL's
   * `acquireTokenSilent({ claims, … })`. Missing unless Graph has asked for them.
   */
  claims?: string;
  /**
   * Graph has refused the last token, although a cache may take it for valid. Also a parameter of MSAL's
   * `acquireTokenSilent`. Missing unless it is true.
   */
  forceRefresh?: boolean;
}

/**
 * The delegated access token for Graph (RFC 6750 `b64token`, at most 16,384 characters, without "Bearer "), or a
 * function that gives one or a promise of one. A function is called before every attempt, so that a token cannot expire
 * in between. It has `timeoutMs` for each answer.
 *
 * A string that is no token ends the call as `invalidToken`. A function that throws or gives no token ends it as
 * `tokenProviderFailed`.
 */
export type Token = string | ((request: TokenRequest) => string | Promise<string>);

/**
 * Everything optional. `undefined` means the default. An unknown name and a value outside its range end the call as
 * `invalidOptions`.
 */
export interface Options {
  /**
   * The cloud whose Graph is called. Default `"global"`. Not together with `origin`.
   *
   * Source: Graph's page "National cloud deployments".
   */
  cloud?: contract.Cloud | undefined;
  /** Another origin to call: `https://host[:port]`, or plain http on localhost, 127.0.0.1 and [::1]. */
  origin?: string | undefined;
  /** Ends the call when it fires. The error is `aborted`, and its `cause` is the reason of the signal. */
  signal?: AbortSignal | undefined;
  /**
   * Called in place of the global `fetch`, with the same arguments: a URL as text, and an ordinary `RequestInit` whose
   * `headers` are a `Headers`. For wrappers, such as one that adds a header for tracing. It must send each request at most
   * once, honour `signal`, and keep the other settings.
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /**
   * The limit, in milliseconds, of each of: loading the module, a wait for the token function, an attempt. A whole number
   * from 1 to 600,000. Default 30,000.
   */
  timeoutMs?: number | undefined;
  /**
   * How many times a throttled (429) attempt is repeated, and a read that got no reply, 502, 503 or 504. A whole number
   * from 0 to 5. Default 2.
   */
  maxRetries?: number | undefined;
  /**
   * All waits of one request together, in milliseconds. A wait that Graph asks for and that is longer than the rest of
   * this budget ends the request at once. A whole number from 0 to 600,000. Default 30,000.
   */
  retryBudgetMs?: number | undefined;
  /**
   * Called with the length of a wait, in milliseconds, when the call begins to wait before another attempt: Graph is
   * throttling, or a read has failed. For a countdown. What it returns or throws is ignored.
   */
  onWait?: ((milliseconds: number) => void) | undefined;
  /** A GUID that is sent as `client-request-id` with every attempt, for finding the call in logs. */
  clientRequestId?: string | undefined;
}

/** The options of `startSession` and `resumeSession`. */
export interface StartOptions extends Options {
  /**
   * How long to wait for the session, in milliseconds from when Graph accepted the request (for `resumeSession`: from the
   * call). The last read has up to 2 s more for its reply. A pause between two reads counts by its own length, also if
   * the computer sleeps in it. A whole number from 1 to 3,600,000. Default 180,000.
   */
  pollTimeoutMs?: number | undefined;
  /** Called with the progress of the call. What it returns or throws is ignored. */
  onProgress?: ((progress: SessionProgress) => void) | undefined;
}

/** The options of `requestForMany`. */
export interface ManyOptions extends Options {
  /** How many requests are under way at once. A whole number from 1 to 16. Default 4. */
  concurrency?: number | undefined;
  /**
   * Called with the index of each request, from 0, before it is sent. What it returns or throws is ignored.
   */
  onStart?: ((index: number) => void) | undefined;
  /** Called with each result as it comes. What it returns or throws is ignored. */
  onProgress?: ((progress: ManyProgress) => void) | undefined;
}

/** The options of `startSessions`. */
export interface StartManyOptions extends Options {
  /** How many requests and reads are under way at once. A whole number from 1 to 16. Default 4. */
  concurrency?: number | undefined;
  /** How long each session is waited for, in milliseconds. A whole number from 1 to 3,600,000. Default 180,000. */
  pollTimeoutMs?: number | undefined;
  /** Called with the index of each session, from 0, when its turn comes. What it returns or throws is ignored. */
  onStart?: ((index: number) => void) | undefined;
  /** Called with the progress and with the result of each session. What it returns or throws is ignored. */
  onProgress?: ((progress: SessionsProgress) => void) | undefined;
}

/** The result of a successful request: Graph accepted it. */
export interface Receipt {
  /** Graph's status, always 204. */
  status: 204;
  /** How many `fetch()` calls were made: 1, and more after waits or a claims challenge. */
  attempts: number;
  /** Graph's `request-id`, which Microsoft's support asks for. Null if the reply has none. */
  requestId: string | null;
  /** Graph's echo of `client-request-id`. Null if the reply has none. */
  clientRequestId: string | null;
}

/**
 * What is known about a device's session. `none`: no session is under way. `pending`: it was requested, and there is no
 * link yet. `ready`: there is a link. `failed`: see `errorDetails`.
 */
export type SessionState = contract.SessionState;

/** What a device's properties say about its remote assistance session. */
export interface Session {
  /** How far it is. */
  readonly state: SessionState;
  /** The https address of the session, for the admin to open. Only with `ready`. */
  readonly url: string | null;
  /** Why it failed, in Graph's words or, where Graph gives none, in plain English. Only with `failed`. */
  readonly errorDetails: string | null;
  /**
   * Why it failed, for branching. Only with `failed`. `reported`: `errorDetails` is Graph's own text. `failed`: Intune
   * gives no reason. `canceled`, `notSupported`: the state of the action in Intune. `badUrl`: Graph's link is no https
   * address.
   */
  readonly reason: contract.FailureReason | null;
  /** The name of the device. */
  readonly deviceName: string | null;
  /** What Intune says about the action. Null if no action there is recognised as this one. */
  readonly action: SessionAction | null;
}

/** Graph's word for how far an action on a device is. `unknown` is a word that Graph does not document. */
export type ActionState = contract.ActionState;

/** What Intune says about the last request for remote assistance (Graph's `deviceActionResult`). */
export interface SessionAction {
  /** Graph's name for the action. */
  readonly name: string;
  /** How far it is. */
  readonly state: ActionState;
  /** When it was requested: ISO 8601, as Graph writes it. */
  readonly startDateTime: string | null;
  /** When Intune last changed it: ISO 8601, as Graph writes it. */
  readonly lastUpdatedDateTime: string | null;
}

/** The steps of a session, see {@link SessionProgress}. */
export type SessionPhase = contract.SessionPhase;

/** How far a `startSession` or `resumeSession` is. */
export interface SessionProgress {
  /**
   * `checking`: the device is read, to know what an earlier session has left. `requesting`: the request is sent.
   * `accepted`: Graph accepted it. `waiting`: the device was read again, and there is no session yet. The promise tells
   * how it ends.
   */
  readonly phase: SessionPhase;
  /** Milliseconds since the call began. */
  readonly elapsedMs: number;
  /** How often the device was read since Graph accepted the request. */
  readonly reads: number;
  /** When the request was sent, in milliseconds since the epoch. 0 before that. */
  readonly requestedAt: number;
  /**
   * The device as Graph gave it before the request, for `resumeSession`: plain JSON without the token. Null if the device
   * could not be read.
   */
  readonly before: unknown;
  /** The code of the error with which the last read failed. The call goes on. */
  readonly problem: ErrorCode | null;
}

/** What is known of a session that was waited for, however the wait ended. */
export interface SessionResult extends Session {
  /** What that means and what to check, in plain English. */
  readonly message: string;
  /**
   * Whether the device was read before the request, so that what an earlier session left is known. If not, only what
   * appears later, or what Intune says began later, counts as this session.
   */
  readonly isCompared: boolean;
  /** Milliseconds from the call to its end. */
  readonly elapsedMs: number;
}

/** There is a session. */
export interface ReadySession extends SessionResult {
  /** The session can be opened. */
  readonly ended: "ready";
  /** The https address of the session, for the admin to open. */
  readonly url: string;
  /** Null, because the device could be read. */
  readonly error: null;
}

/** The session failed. */
export interface FailedSession extends SessionResult {
  /** There is no session, and none will come. */
  readonly ended: "failed";
  /** Null, because there is no session. */
  readonly url: null;
  /** Why it failed, in Graph's words or, where Graph gives none, in plain English. */
  readonly errorDetails: string;
  /** Null, because the device could be read. */
  readonly error: null;
}

/** The wait ended before there was a session. */
export interface UnfinishedSession extends SessionResult {
  /** `timeout`: `pollTimeoutMs` passed. `aborted`: the signal fired during the wait. */
  readonly ended: "timeout" | "aborted";
  /** Null, because there is no session yet. */
  readonly url: null;
  /** Null, because the device could be read. */
  readonly error: null;
}

/** The device can no longer be read. */
export interface UnreadableSession extends SessionResult {
  /** Three reads in a row failed, or the admin must sign in. */
  readonly ended: "unreadable";
  /** Null, because it is not known whether there is a session. */
  readonly url: null;
  /** Why the device cannot be read. */
  readonly error: RemoteAssistanceError;
}

/**
 * How a session ended once Graph had accepted the request. `ended` tells the cases apart. In each of them Graph has accepted
 * the request: check the device before you send it again.
 */
export type FollowedSession = ReadySession | FailedSession | UnfinishedSession | UnreadableSession;

/** The receipt of a request, next to how its session ended. */
export interface WithReceipt {
  /** The receipt of the request. */
  readonly receipt: Receipt;
}

/** How a session ended, with the receipt of its request. */
export type StartedSession = FollowedSession & WithReceipt;

/** One request of a batch. */
export type AssistanceRequest = {
  [S in Scope]: {
    /** The route. */
    readonly scope: S;
    /** The ids that this route needs. */
    readonly ids: IdsByScope[S];
  };
}[Scope];

/** The result of one request of a batch. */
export type ManyResult =
  | {
      /** Graph accepted the request. */
      readonly receipt: Receipt;
      /** Null, because it did not fail. */
      readonly error: null;
    }
  | {
      /** Null, because it failed. */
      readonly receipt: null;
      /** Why it failed. */
      readonly error: RemoteAssistanceError;
    };

/** One request of a batch has settled. */
export interface ManyProgress {
  /** How many have settled, this one included. */
  readonly done: number;
  /** How many there are. */
  readonly total: number;
  /** The index of this request, from 0. */
  readonly index: number;
  /** Its result. */
  readonly result: ManyResult;
}

/** One session of `startSessions`. */
export type SessionRequest = AssistanceRequest & {
  /**
   * What `onProgress` was last told about this session, `accepted` or `waiting`, if the request was sent earlier, for example
   * before a reload. The request is then not sent again.
   */
  readonly progress?: SessionProgress | undefined;
};

/** The result of one session of `startSessions`. */
export type SessionsResult =
  | {
      /** How the session ended. Graph accepted the request. `receipt` is missing if the request was sent earlier. */
      readonly session: FollowedSession & Partial<WithReceipt>;
      /** Null, because the request did not fail. */
      readonly error: null;
    }
  | {
      /** Null, because the request failed. */
      readonly session: null;
      /** Why it failed. */
      readonly error: RemoteAssistanceError;
    };

/** One session of `startSessions` has got further, or has ended. */
export interface SessionsProgress {
  /** How many have ended. */
  readonly done: number;
  /** How many there are. */
  readonly total: number;
  /** The index of this session, from 0. */
  readonly index: number;
  /** How far it is. Null once it has ended. */
  readonly progress: SessionProgress | null;
  /** How it ended. Null before that. */
  readonly result: SessionsResult | null;
}
