/** What each failure means for an admin, and what to do about it. */

import type { ErrorCode, Outcome } from "intune-remote-assistance";

export interface Words {
  readonly headline: string;
  readonly advice: string;
}

/** One entry a code: a new code does not compile until it has its words. */
export const FAILURES: Record<ErrorCode, Words> = {
  invalidScope: { headline: "The request is not complete", advice: "Choose how the device is named." },
  invalidIds: { headline: "An ID is not right", advice: "See the marked field." },
  invalidQuery: { headline: "The search is not right", advice: "See the marked field." },
  invalidToken: { headline: "The sign-in gave no usable token", advice: "Sign out and sign in again." },
  invalidOptions: { headline: "This page has a fault", advice: "Reload it. If that does not help, tell whoever runs it." },
  tokenProviderFailed: { headline: "Your sign-in could not be renewed", advice: "Check the connection and try again, or sign out and in again." },
  alreadyInFlight: { headline: "A request for this device is under way", advice: "Wait for its answer." },
  notInitialised: { headline: "This page is not ready", advice: "Reload it." },
  aborted: { headline: "The request was cancelled", advice: "" },
  timeout: { headline: "No answer came in time", advice: "" },
  network: { headline: "The connection failed", advice: "Check the connection to the internet." },
  badRequest: { headline: "Graph did not understand the request", advice: "Check the IDs." },
  unauthenticated: { headline: "Graph did not accept the sign-in", advice: "Sign out and sign in again." },
  claimsChallenge: {
    headline: "Graph wants you to sign in again",
    advice: "Your session was ended or changed by your tenant. Sign out, sign in again, then send the request.",
  },
  forbidden: {
    headline: "You are not permitted to do this",
    advice:
      "Ask an Intune administrator for a role with “Remote tasks: Offer remote assistance” and “Remote Assistance Connector: Read”. Your tenant also needs an active Intune licence.",
  },
  notFound: { headline: "Intune does not know this device", advice: "Check the IDs, and that they belong together." },
  conflict: { headline: "The device is busy with something else", advice: "Look at its pending actions in Intune and try again later." },
  refused: { headline: "Graph refused the request", advice: "The details below help Microsoft’s support." },
  throttled: { headline: "Graph has too many requests from your tenant", advice: "Wait a minute, then send it again." },
  unavailable: { headline: "Graph is not available just now", advice: "" },
  serverError: { headline: "Graph had a fault", advice: "" },
  redirected: { headline: "The answer came from somewhere else", advice: "Check the page’s configuration and the network’s proxy." },
  unexpectedResponse: { headline: "The answer is none that Graph gives", advice: "Check the page’s configuration and the network’s proxy." },
  internal: { headline: "This page could not do its work", advice: "Reload it, or use an up-to-date browser." },
};

/** What may have happened at the device. */
export const OUTCOMES: Record<Outcome, string> = {
  notSent: "Nothing was sent.",
  rejected: "The device was not asked.",
  unknown: "The request may have arrived all the same. Ask the person at the device, or look at the device in Intune, before you send another.",
};
