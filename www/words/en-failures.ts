/** English: what each failure means for an admin, and what to do about it. */

import type { ErrorCode, Outcome } from "intune-remote-assistance";

export interface Failure {
  readonly headline: string;
  readonly advice: string;
}

/** Of a request. One entry a code: a new code does not compile until it has its words. */
export type Failures = Readonly<Record<ErrorCode, Failure>>;

/** Of a read, where that is told in other words. */
export type ReadFailures = Readonly<Partial<Failures>>;

export const failures: Failures = {
  invalidScope: { headline: "The request is not complete", advice: "Choose how the device is named." },
  invalidIds: { headline: "An ID is not right", advice: "See the marked field." },
  invalidToken: { headline: "The sign-in gave no usable token", advice: "Sign out and sign in again." },
  invalidOptions: {
    headline: "This page has a fault",
    advice: "Reload it. If that does not help, tell whoever runs it.",
  },
  invalidQuery: {
    headline: "This cannot be searched for",
    advice: "Search for 1 to 256 characters, without line breaks or other control characters.",
  },
  tokenProviderFailed: {
    headline: "Your sign-in could not be renewed",
    advice: "Check the connection and try again, or sign out and in again.",
  },
  alreadyInFlight: { headline: "A request for this device is under way", advice: "Wait for its answer." },
  notInitialised: { headline: "This page is not ready", advice: "Reload it." },
  aborted: { headline: "The request was cancelled", advice: "" },
  timeout: { headline: "No answer came in time", advice: "" },
  network: { headline: "The connection failed", advice: "Check the connection to the internet." },
  badRequest: {
    headline: "Graph rejected the request",
    advice:
      "Most often the device or its system does not support remote assistance. Other causes: the tenant has no Intune licence, TeamViewer is not connected, or an ID is wrong.",
  },
  unauthenticated: {
    headline: "Graph did not accept the sign-in",
    advice: "Sign out and sign in again. If that does not help, check the clock of this computer.",
  },
  claimsChallenge: {
    headline: "Graph wants you to sign in again",
    advice: "Your session was ended or changed by your tenant. Sign out, sign in again, then send the request.",
  },
  forbidden: {
    headline: "You are not permitted to do this",
    advice:
      "Ask an Intune administrator for a role with “Remote tasks: Offer remote assistance” and “Remote Assistance Connector: Read”. Your tenant also needs an active Intune licence.",
  },
  notFound: {
    headline: "Intune does not show you this device",
    advice:
      "It was removed, the scope tags of your role do not cover it, or the IDs do not belong together. An Intune administrator can check the scope tags.",
  },
  conflict: {
    headline: "The device is busy with something else",
    advice: "A session may be under way. Look at the pending actions of the device in Intune, then try again.",
  },
  refused: { headline: "Graph refused the request", advice: "The details below help Microsoft’s support." },
  throttled: { headline: "Graph has too many requests from your tenant", advice: "Wait a minute, then send it again." },
  unavailable: { headline: "Graph is not available just now", advice: "It often works again after a few minutes." },
  serverError: {
    headline: "Graph had a fault",
    advice: "If it happens again, give the details below to Microsoft’s support.",
  },
  redirected: {
    headline: "The answer came from somewhere else",
    advice: "Check the page’s configuration and the network’s proxy.",
  },
  unexpectedResponse: {
    headline: "The answer is none that Graph gives",
    advice: "Check the page’s configuration and the network’s proxy.",
  },
  internal: { headline: "This page could not do its work", advice: "Reload it, or use an up-to-date browser." },
};

export const readFailures: ReadFailures = {
  invalidScope: {
    headline: "This page has a fault",
    advice: "Reload it. If that does not help, tell whoever runs it.",
  },
  invalidIds: { headline: "Graph gave an ID that this page does not accept", advice: "Look at the device in Intune." },
  alreadyInFlight: { headline: "This is being read already", advice: "Wait for the answer." },
  aborted: { headline: "The search was stopped", advice: "" },
  timeout: { headline: "No answer came in time", advice: "Try again." },
  network: { headline: "The connection failed", advice: "Check the connection to the internet, then try again." },
  badRequest: { headline: "Graph did not understand the search", advice: "Try a shorter or simpler text." },
  claimsChallenge: {
    headline: "Graph wants you to sign in again",
    advice: "Your session was ended or changed by your tenant. Sign out and sign in again.",
  },
  forbidden: {
    headline: "You may not read devices",
    advice: "Ask an Intune administrator for a role with “Managed devices: Read”.",
  },
  notFound: { headline: "Intune no longer knows this", advice: "Search again: it may have been removed." },
  conflict: { headline: "Graph is busy with something else", advice: "Try again in a minute." },
  refused: { headline: "Graph refused to read this", advice: "The details below help Microsoft’s support." },
  throttled: { headline: "Graph has too many requests from your tenant", advice: "Wait a minute, then try again." },
  unavailable: { headline: "Graph is not available just now", advice: "Try again in a minute." },
  serverError: { headline: "Graph had a fault", advice: "Try again." },
  unexpectedResponse: {
    headline: "The answer is none that Graph gives",
    advice: "Try again. If it stays so, check the page’s configuration and the network’s proxy.",
  },
};

/** What may have happened at the device. */
export const outcomes: Readonly<Record<Outcome, string>> = {
  notSent: "Nothing was sent.",
  rejected: "The device was not asked.",
  unknown:
    "The request may have arrived all the same. Ask the person at the device, or look at the device in Intune, before you send another.",
};

/** The same in a word, for a table. */
export const shortOutcomes: Readonly<Record<Outcome, string>> = {
  notSent: "Not sent",
  rejected: "Refused",
  unknown: "Unknown",
};
