// @ts-check
/** What a device does with a request that Graph accepts. */
import { active, LINK, pending, ready } from "./steps.mjs";

const SAME_LINK = "https://get.teamviewer.sandbox.invalid/s/always-the-same";
const ERROR = "TeamViewer could not create the session: the licence allows no further session at this time.";
const CONNECTOR_ERROR = "The remote assistance connector of this tenant is not onboarded.";

/** @satisfies {Record<string, import("./behaviours.mjs").Behaviour>} */
export const sessionBehaviours = {
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

  failsWithoutConnector: {
    description: "fails after 1 step, because the connector is not onboarded",
    changes: [pending, { step: 1, actionState: "failed", error: CONNECTOR_ERROR }],
  },
};
