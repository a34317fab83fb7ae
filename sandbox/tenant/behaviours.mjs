// @ts-check
/**
 * The behaviours of the sample devices, as a table. A behaviour defines the device's state before the request, Graph's
 * answer to the request, and the changes after it. The table counts time in steps; the simulator sets a step's length.
 *
 * @typedef {"header" | "body" | "none"} WaitIn  the place where a 429 states the time to wait
 *
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} code
 * @property {string} message
 * @property {"graph" | "intune" | "unknown" | "lowerCase"} shape
 *   the form of the error: Graph's own, Intune's, Graph's wrapper around an Intune error that Graph does not know, or
 *   with the code in an `innererror` that is spelled in lower case
 * @property {number} [retryAfterS]
 * @property {WaitIn} [waitIn]  where the error states `retryAfterS`; the header if it is absent
 * @property {true} [temporary]  Graph accepts the first attempt after `retryAfterS`
 * @property {number} [onlyRead]  Graph refuses only the read with this number after the request
 *
 * @typedef {object} Change  a property that is absent here keeps its value
 * @property {string} [actionState]  the state of the requestRemoteAssistance action
 * @property {string} [link]  the simulator replaces `{session}` with text that differs in every session
 * @property {string} [error]
 * @property {{ actionName: string, actionState: string }} [otherAction]  the result of another action on the device
 *
 * @typedef {object} Behaviour
 * @property {string} description  the effect that a user sees; docs/sandbox.md repeats it, and a test compares the two
 * @property {Refusal} [requestRefusal]  Graph's error for the request; without it, Graph answers 204
 * @property {Refusal} [readRefusal]  Graph's error for a read of the device by its id; without it, Graph answers 200
 * @property {Change & { minutesAgo: number }} [earlierSession]  the session before the sandbox started
 * @property {(Change & { step: number })[]} [changes]  the changes after the request
 * @property {string | null} [actionName]
 *   the `actionName` in the device's action results; null keeps the action out of the results
 * @property {true} [startsInYearOne]  the `startDateTime` of the action is 0001-01-01, which is Intune's "not set"
 * @property {"wrapped" | "otherDevice"} [readForm]
 *   a read by id returns the device in a member `value`, or returns another device
 * @property {Record<string, unknown>} [propertyOverrides]
 *   fixed values that hide the values of any session; undefined removes the property from replies
 */

const LINK = "https://get.teamviewer.sandbox.invalid/s/{session}";
const SAME_LINK = "https://get.teamviewer.sandbox.invalid/s/always-the-same";
const ERROR = "TeamViewer could not create the session: the licence allows no further session at this time.";
const CONNECTOR_ERROR = "The remote assistance connector of this tenant is not onboarded.";

/** @type {(step: number) => Change & { step: number }} */
const ready = (step) => ({ step, actionState: "done", link: LINK, error: "" });
const pending = { step: 0, actionState: "pending" };
const active = { step: 1, actionState: "active" };

/** @satisfies {Record<string, Behaviour>} */
const TABLE = {
  readySoon: { description: "the link is there after 2 steps", changes: [pending, active, ready(2)] },
  readyAtOnce: { description: "the link is there as soon as Graph accepts the request", changes: [ready(0)] },
  readySlowly: { description: "the link is there after 12 steps", changes: [pending, active, ready(12)] },
  readyWithoutResult: {
    description: "the link comes after 2 steps, and `deviceActionResults` never mentions the request",
    actionName: null,
    changes: [ready(2)],
  },
  readyUnderOtherName: {
    description: "the link comes after 2 steps, under an unexpected `actionName`",
    actionName: "initiateRemoteSession",
    changes: [pending, ready(2)],
  },
  readyAmongOthers: {
    description: "an unrelated restart fails after 1 step; the link comes after 3 steps",
    changes: [
      pending,
      { step: 1, actionState: "active", otherAction: { actionName: "rebootNow", actionState: "failed" } },
      ready(3),
    ],
  },
  readyFromUnknownState: {
    description: "the `actionState` is not one of Graph's documented values; the link comes after 3 steps",
    changes: [pending, { step: 1, actionState: "awaitingConsent" }, { step: 3, link: LINK }],
  },

  oldLinkThenNew: {
    description: "has an earlier session's link, which stays until the new link comes after 3 steps",
    earlierSession: { minutesAgo: 90, actionState: "done", link: LINK },
    changes: [pending, active, ready(3)],
  },
  oldLinkForEver: {
    description: "has an earlier session's link; no new link ever comes",
    earlierSession: { minutesAgo: 90, actionState: "done", link: LINK },
    changes: [pending],
  },
  sameLinkAgain: {
    description: "has an earlier session's link; the new session is done after 2 steps and has the same link",
    earlierSession: { minutesAgo: 90, actionState: "done", link: SAME_LINK },
    changes: [pending, { step: 2, actionState: "done", link: SAME_LINK }],
  },
  oldErrorThenLink: {
    description: "has an earlier session's error, which stays until the link comes after 3 steps",
    earlierSession: { minutesAgo: 90, actionState: "failed", error: ERROR },
    changes: [pending, active, ready(3)],
  },
  oldErrorForEver: {
    description: "has an earlier session's error; no new error and no link ever comes",
    earlierSession: { minutesAgo: 90, actionState: "failed", error: ERROR },
    changes: [pending],
  },

  failsWithDetails: {
    description: "fails after 2 steps, with error details",
    changes: [pending, active, { step: 2, actionState: "failed", error: ERROR }],
  },
  failsSilently: {
    description: "fails after 2 steps, without details",
    changes: [pending, { step: 2, actionState: "failed" }],
  },
  canceled: {
    description: "the action is cancelled after 2 steps",
    changes: [pending, { step: 2, actionState: "canceled" }],
  },
  notSupported: {
    description: "the device reports after 1 step that it does not support the action",
    changes: [pending, { step: 1, actionState: "notSupported" }],
  },
  doneWithoutLink: {
    description: "the action is done after 2 steps, but no link ever comes",
    changes: [pending, { step: 2, actionState: "done" }],
  },
  failsWithoutDates: {
    description: "has an earlier session; the new one fails after 2 steps, and its `startDateTime` is 0001-01-01",
    earlierSession: { minutesAgo: 90, actionState: "done" },
    startsInYearOne: true,
    changes: [pending, { step: 2, actionState: "failed", error: ERROR }],
  },
  neverAnswers: { description: "stays pending for ever", changes: [pending] },

  httpLink: {
    description: "the link that comes after 2 steps is `http:`",
    changes: [pending, { step: 2, actionState: "done", link: "http://get.teamviewer.sandbox.invalid/s/{session}" }],
  },
  scriptLink: {
    description: "the link that comes after 2 steps is `javascript:`",
    changes: [pending, { step: 2, actionState: "done", link: "javascript:alert(document.domain)" }],
  },
  textLink: {
    description: "the link that comes after 2 steps is not a URL",
    changes: [pending, { step: 2, actionState: "done", link: "Ask <b>your</b> administrator" }],
  },
  propertiesMissing: {
    description: "link, error and action results are missing from every reply",
    changes: [ready(2)],
    propertyOverrides: {
      remoteAssistanceSessionUrl: undefined,
      remoteAssistanceSessionErrorDetails: undefined,
      deviceActionResults: undefined,
    },
  },
  propertiesNull: {
    description: "link, error and action results are null",
    changes: [ready(2)],
    propertyOverrides: {
      remoteAssistanceSessionUrl: null,
      remoteAssistanceSessionErrorDetails: null,
      deviceActionResults: null,
    },
  },
  propertiesOfOtherTypes: {
    description: "link, error and action results are of types that Graph does not document",
    changes: [ready(2)],
    propertyOverrides: {
      remoteAssistanceSessionUrl: 42,
      remoteAssistanceSessionErrorDetails: ["?"],
      deviceActionResults: { actionState: "done" },
    },
  },

  refused: {
    description: "Graph refuses the request: 403",
    requestRefusal: {
      status: 403,
      code: "Forbidden",
      shape: "unknown",
      message: "The device is outside the scope tags of the account's role",
    },
  },
  gone: {
    description: "Graph refuses the request: 404",
    requestRefusal: {
      status: 404,
      code: "ResourceNotFound",
      shape: "intune",
      message: "The managed device is no longer enrolled",
    },
  },
  conflicting: {
    description: "Graph refuses the request: 409",
    requestRefusal: {
      status: 409,
      code: "Conflict",
      shape: "intune",
      message: "Another session with this device is being set up",
    },
  },
  unsuitable: {
    description: "Graph refuses the request: 400",
    requestRefusal: {
      status: 400,
      code: "BadRequest",
      shape: "intune",
      message: "Remote assistance is not supported on Android Enterprise corporate devices",
    },
  },
  withoutLicence: {
    description: "Graph refuses the request: 400, because the tenant has no Intune licence",
    requestRefusal: {
      status: 400,
      code: "BadRequest",
      shape: "intune",
      message: "Request not applicable to target tenant.",
    },
  },
  outsideScopeTags: {
    description: "Graph refuses the request: 404, because of the scope tags of the admin's role",
    requestRefusal: {
      status: 404,
      code: "ResourceNotFound",
      shape: "intune",
      message: "Resource does not contain a tag allowed by the current role.",
    },
  },
  refusedTokenWithReason: {
    description: "Graph refuses the request: 401, with `Forbidden` in an `innererror` in lower case",
    requestRefusal: { status: 401, code: "Forbidden", shape: "lowerCase", message: "The role lacks a permission." },
  },
  throttled: {
    description: "Graph throttles the request (429, `Retry-After: 2`), then accepts it; the link comes 2 steps later",
    requestRefusal: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 2,
      temporary: true,
    },
    changes: [pending, active, ready(2)],
  },
  throttledWithoutTime: {
    description: "Graph throttles the request for 6 seconds and does not say how long; the link comes 2 steps later",
    requestRefusal: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 6,
      waitIn: "none",
      temporary: true,
    },
    changes: [pending, active, ready(2)],
  },
  throttledInBody: {
    description: "Graph throttles the request; Intune's error in the body says 3 seconds; the link comes 2 steps later",
    requestRefusal: {
      status: 429,
      code: "TooManyRequests",
      shape: "intune",
      message: "Too many requests.",
      retryAfterS: 3,
      waitIn: "body",
      temporary: true,
    },
    changes: [pending, active, ready(2)],
  },
  throttledForLong: {
    description: "Graph throttles the request for two minutes",
    requestRefusal: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 120,
      temporary: true,
    },
    changes: [pending, active, ready(2)],
  },
  unavailable: {
    description: "Graph answers the request with 503; the client cannot know whether Graph acted on the request",
    requestRefusal: {
      status: 503,
      code: "ServiceUnavailable",
      shape: "graph",
      message: "The service is unavailable.",
      retryAfterS: 5,
    },
  },

  readsThrottled: {
    description: "every other read of the device is throttled (429, `Retry-After: 1`); the link comes after 2 steps",
    readRefusal: {
      status: 429,
      code: "TooManyRequests",
      shape: "graph",
      message: "Too many requests.",
      retryAfterS: 1,
      temporary: true,
    },
    changes: [pending, active, ready(2)],
  },
  readsUnavailable: {
    description: "Graph accepts the request, but answers every read of the device with 503",
    readRefusal: { status: 503, code: "ServiceUnavailable", shape: "graph", message: "The service is unavailable." },
    changes: [pending, ready(2)],
  },
  readsRefused: {
    description: "Graph accepts the request, but refuses to read the device by its id: 403",
    readRefusal: { status: 403, code: "Forbidden", shape: "intune", message: "The account may not read this device" },
    changes: [pending, ready(2)],
  },

  oneReadNotFound: {
    description: "one read after the request gets a 404; the link comes after 2 steps",
    readRefusal: {
      status: 404,
      code: "ResourceNotFound",
      shape: "intune",
      message: "The managed device was not found",
      onlyRead: 1,
    },
    changes: [pending, active, ready(2)],
  },
  oneReadFails: {
    description: "one read after the request gets a 500; the link comes after 2 steps",
    readRefusal: {
      status: 500,
      code: "InternalServerError",
      shape: "graph",
      message: "An internal server error has occurred",
      onlyRead: 1,
    },
    changes: [pending, active, ready(2)],
  },
  oneReadRejected: {
    description: "one read after the request gets a 401 without a reason; the link comes after 2 steps",
    readRefusal: {
      status: 401,
      code: "InvalidAuthenticationToken",
      shape: "graph",
      message: "Lifetime validation failed, the token is expired.",
      onlyRead: 1,
    },
    changes: [pending, active, ready(2)],
  },
  readsWrapped: {
    description: "a read by id returns the device in a member `value`; the link comes after 2 steps",
    readForm: "wrapped",
    changes: [pending, active, ready(2)],
  },
  readsOtherDevice: {
    description: "a read by id returns another device; so the link is never known",
    readForm: "otherDevice",
    changes: [pending, active, ready(2)],
  },

  failsWithoutConnector: {
    description: "fails after 1 step, because the connector is not onboarded",
    changes: [pending, { step: 1, actionState: "failed", error: CONNECTOR_ERROR }],
  },
  refusedWithoutConnector: {
    description: "Graph refuses the request, because there is no connector: 400",
    requestRefusal: { status: 400, code: "BadRequest", shape: "intune", message: CONNECTOR_ERROR },
  },
};

/** @typedef {keyof typeof TABLE} BehaviourName */

/** @type {Record<BehaviourName, Behaviour>} */
export const BEHAVIOURS = TABLE;
