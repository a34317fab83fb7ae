// @ts-check
/** How Graph answers the reads of a device by its id. */
import { active, pending, ready } from "./steps.mjs";

/** @satisfies {Record<string, import("./behaviours.mjs").Behaviour>} */
export const readBehaviours = {
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
};
