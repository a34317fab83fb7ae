// @ts-check
/** How Graph refuses a request. */
import { active, pending, ready } from "./steps.mjs";

/** @satisfies {Record<string, import("./behaviours.mjs").Behaviour>} */
export const refusalBehaviours = {
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
  refusedWithoutConnector: {
    description: "Graph refuses the request, because there is no connector: 400",
    requestRefusal: {
      status: 400,
      code: "BadRequest",
      shape: "intune",
      message: "The remote assistance connector of this tenant is not onboarded.",
    },
  },
};
