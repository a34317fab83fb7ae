// @ts-check
/**
 * What can happen to a device between a request and a session, as a table. A behaviour is a script: what the device's
 * properties held before, whether Graph takes the request, and what changes how many steps later. How long a step is
 * belongs to whoever plays it.
 *
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} code
 * @property {string} message
 * @property {"graph" | "intune" | "unknown"} shape  who refuses: Graph itself, Intune, or Intune in a way unknown to Graph
 * @property {number} [retryAfterS]
 * @property {true} [once]  the first attempt after `retryAfterS` passes
 *
 * @typedef {object} Change  what is not named stays as it was
 * @property {string} [action]  the `actionState` of this action
 * @property {string} [link]  `{session}` stands for what is different in every session
 * @property {string} [error]
 * @property {{ actionName: string, actionState: string }} [other]  the result of another action on the device
 *
 * @typedef {object} Behaviour
 * @property {string} does  for docs/sandbox.md and the tests: what a person sees
 * @property {Refusal} [request]  how Graph answers the request, if not with 204
 * @property {Refusal} [read]  how it answers reading the device by its id, if not with 200
 * @property {Change & { minutesAgo: number }} [before]  left over from an earlier session
 * @property {(Change & { step: number })[]} [after]
 * @property {string | null} [actionName]  what this action is called among the device's results; null: it is not there
 * @property {Record<string, unknown>} [overlay]  these properties hold this whatever happens; undefined: they are missing
 */

const LINK = "https://get.teamviewer.sandbox.invalid/s/{session}";
const SAME_LINK = "https://get.teamviewer.sandbox.invalid/s/always-the-same";
const ERROR = "TeamViewer could not create the session: the licence allows no further session at this time.";
const CONNECTOR_ERROR = "The remote assistance connector of this tenant is not onboarded.";

/** @type {(step: number) => Change & { step: number }} */
const ready = (step) => ({ step, action: "done", link: LINK, error: "" });
const pending = { step: 0, action: "pending" };
const active = { step: 1, action: "active" };

/** @satisfies {Record<string, Behaviour>} */
const TABLE = {
  readySoon: { does: "the link is there after 2 steps", after: [pending, active, ready(2)] },
  readyAtOnce: { does: "the link is there as soon as the request is taken", after: [ready(0)] },
  readySlowly: { does: "the link is there after 12 steps", after: [pending, active, ready(12)] },
  readyWithoutResult: {
    does: "the link comes after 2 steps, and `deviceActionResults` never mentions the request",
    actionName: null,
    after: [ready(2)],
  },
  readyUnderOtherName: {
    does: "the link comes after 2 steps, under an `actionName` that nobody expects",
    actionName: "initiateRemoteSession",
    after: [pending, ready(2)],
  },
  readyAmongOthers: {
    does: "a restart fails after 1 step, which has nothing to do with the request; the link comes after 3",
    after: [
      pending,
      { step: 1, action: "active", other: { actionName: "rebootNow", actionState: "failed" } },
      ready(3),
    ],
  },
  readyFromUnknownState: {
    does: "the `actionState` is a word that is not in Graph's list; the link comes after 3 steps",
    after: [pending, { step: 1, action: "awaitingConsent" }, { step: 3, link: LINK }],
  },

  oldLinkThenNew: {
    does: "holds an earlier session's link, which stays until the new one comes after 3 steps",
    before: { minutesAgo: 90, action: "done", link: LINK },
    after: [pending, active, ready(3)],
  },
  oldLinkForEver: {
    does: "holds an earlier session's link, and no new one ever comes",
    before: { minutesAgo: 90, action: "done", link: LINK },
    after: [pending],
  },
  sameLinkAgain: {
    does: "holds an earlier session's link, and the new session has the same one, done anew after 2 steps",
    before: { minutesAgo: 90, action: "done", link: SAME_LINK },
    after: [pending, { step: 2, action: "done", link: SAME_LINK }],
  },
  oldErrorThenLink: {
    does: "holds an earlier session's error, which stays until the link comes after 3 steps",
    before: { minutesAgo: 90, action: "failed", error: ERROR },
    after: [pending, active, ready(3)],
  },
  oldErrorForEver: {
    does: "holds an earlier session's error, and nothing new ever comes",
    before: { minutesAgo: 90, action: "failed", error: ERROR },
    after: [pending],
  },

  failsWithDetails: {
    does: "fails after 2 steps, with error details",
    after: [pending, active, { step: 2, action: "failed", error: ERROR }],
  },
  failsSilently: { does: "fails after 2 steps, without details", after: [pending, { step: 2, action: "failed" }] },
  canceled: { does: "the action is cancelled after 2 steps", after: [pending, { step: 2, action: "canceled" }] },
  notSupported: {
    does: "the device does not support the action, known after 1 step",
    after: [pending, { step: 1, action: "notSupported" }],
  },
  doneWithoutLink: {
    does: "the action is done after 2 steps, but no link ever comes",
    after: [pending, { step: 2, action: "done" }],
  },
  neverAnswers: { does: "stays pending for ever", after: [pending] },

  httpLink: {
    does: "the link that comes after 2 steps is `http:`",
    after: [pending, { step: 2, action: "done", link: "http://get.teamviewer.sandbox.invalid/s/{session}" }],
  },
  scriptLink: {
    does: "the link that comes after 2 steps is `javascript:`",
    after: [pending, { step: 2, action: "done", link: "javascript:alert(document.domain)" }],
  },
  textLink: {
    does: "the link that comes after 2 steps is no address",
    after: [pending, { step: 2, action: "done", link: "Ask <b>your</b> administrator" }],
  },
  propertiesMissing: {
    does: "link, error and action results are missing from every reply",
    after: [ready(2)],
    overlay: {
      remoteAssistanceSessionUrl: undefined,
      remoteAssistanceSessionErrorDetails: undefined,
      deviceActionResults: undefined,
    },
  },
  propertiesNull: {
    does: "link, error and action results are null",
    after: [ready(2)],
    overlay: { remoteAssistanceSessionUrl: null, remoteAssistanceSessionErrorDetails: null, deviceActionResults: null },
  },
  propertiesOfOtherTypes: {
    does: "link, error and action results are of types that Graph does not document",
    after: [ready(2)],
    overlay: {
      remoteAssistanceSessionUrl: 42,
      remoteAssistanceSessionErrorDetails: ["?"],
      deviceActionResults: { actionState: "done" },
    },
  },

  refused: {
    does: "Graph refuses the request: 403",
    request: {
      status: 403,
      code: "Forbidden",
      shape: "unknown",
      message: "The device is outside the scope tags of the account's role",
    },
  },
  gone: {
    does: "Graph refuses the request: 404",
    request: {
      status: 404,
      code: "ResourceNotFound",
      shape: "intune",
      message: "The managed device is no longer enrolled",
    },
  },
  conflicting: {
    does: "Graph refuses the request: 409",
    request: {
      status: 409,
      code: "Conflict",
      shape: "intune",
      message: "Another session with this device is being set up",
    },
  },
  unsuitable: {
    does: "Graph refuses the request: 400",
    request: {
      status: 400,
      code: "BadRequest",
      shape: "intune",
      message: "Remote assistance is not supported on Android Enterprise corporate devices",
    },
  },
  throttled: {
    does: "Graph throttles the request (429, `Retry-After: 2`) and takes it then; the link comes 2 steps later",
    request: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 2,
      once: true,
    },
    after: [pending, active, ready(2)],
  },
  throttledForLong: {
    does: "Graph throttles the request for two minutes",
    request: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 120,
      once: true,
    },
    after: [pending, active, ready(2)],
  },
  unavailable: {
    does: "Graph answers the request with 503: it may or may not have been acted on",
    request: {
      status: 503,
      code: "ServiceUnavailable",
      shape: "graph",
      message: "The service is unavailable.",
      retryAfterS: 5,
    },
  },

  readsThrottled: {
    does: "every other read of the device is throttled (429, `Retry-After: 1`); the link comes after 2 steps",
    read: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 1,
      once: true,
    },
    after: [pending, active, ready(2)],
  },
  readsUnavailable: {
    does: "Graph takes the request, but reading the device is always answered with 503",
    read: { status: 503, code: "ServiceUnavailable", shape: "graph", message: "The service is unavailable." },
    after: [pending, ready(2)],
  },
  readsRefused: {
    does: "Graph takes the request, but refuses to read the device by its id: 403",
    read: { status: 403, code: "Forbidden", shape: "intune", message: "The account may not read this device" },
    after: [pending, ready(2)],
  },

  failsWithoutConnector: {
    does: "fails after 1 step, because the connector is not onboarded",
    after: [pending, { step: 1, action: "failed", error: CONNECTOR_ERROR }],
  },
  refusedWithoutConnector: {
    does: "Graph refuses the request, because there is no connector: 400",
    request: { status: 400, code: "BadRequest", shape: "intune", message: CONNECTOR_ERROR },
  },
};

/** @typedef {keyof typeof TABLE} BehaviourName */

/** @type {Record<BehaviourName, Behaviour>} */
export const BEHAVIOURS = TABLE;
