/** English: what each failure means for an admin, and what to do about it. */

import type { ErrorCode, Outcome } from "../../errors.js";

export interface Failure {
  readonly headline: string;
  readonly advice: string;
}

/** Of a request. One entry a code: a new code does not compile until it has its words. */
export type Failures = Readonly<Record<ErrorCode, Failure>>;

export const failures: Failures = {
  invalidScope: { headline: "The request is not complete", advice: "Choose how the device is named." },
  invalidIds: { headline: "Enter a valid ID", advice: "See the marked field." },
  invalidToken: { headline: "No access token", advice: "Sign out and sign in again." },
  invalidOptions: {
    headline: "Internal error of this page",
    advice: "Reload it. If that does not help, contact this page’s administrator.",
  },
  invalidQuery: {
    headline: "This text cannot be searched for",
    advice: "Search for 1 to 256 characters without line breaks.",
  },
  tokenProviderFailed: {
    headline: "Your sign-in could not be renewed",
    advice: "Check the connection and try again, or sign out and in again.",
  },
  alreadyInFlight: { headline: "A request for this device is in progress", advice: "Wait for its response." },
  notInitialised: { headline: "This page is not ready", advice: "Reload it." },
  aborted: { headline: "The request was cancelled", advice: "" },
  timeout: { headline: "No response in time", advice: "" },
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
    headline: "Sign in again",
    advice: "Your session was ended or changed by your tenant. Sign out, sign in again, then send the request.",
  },
  forbidden: {
    headline: "You are not permitted to do this",
    advice:
      "Ask an Intune administrator for a role with “Remote tasks: Offer remote assistance” and “Remote Assistance Connector: Read”. Your tenant also needs an active Intune licence.",
  },
  notFound: {
    headline: "Device not found in Intune, or outside your scope tags",
    advice:
      "It may have been removed, your role’s scope tags may not cover it, or the IDs may not belong together. An Intune administrator can check the scope tags.",
  },
  conflict: {
    headline: "The device is busy with something else",
    advice: "A session may be under way. Look at the pending actions of the device in Intune, then try again.",
  },
  refused: { headline: "Graph refused the request", advice: "The details below help Microsoft’s support." },
  throttled: { headline: "Too many requests from your tenant", advice: "Send it again when the time is up." },
  unavailable: { headline: "Graph is not available", advice: "It often works again after a few minutes." },
  serverError: {
    headline: "Graph had an error",
    advice: "If it happens again, give the details below to Microsoft’s support.",
  },
  redirected: {
    headline: "The response came from another server",
    advice: "Check the page’s configuration and the network’s proxy.",
  },
  unexpectedResponse: {
    headline: "Unexpected response",
    advice: "Check the page’s configuration and the network’s proxy.",
  },
  internal: { headline: "Internal error of this page", advice: "Reload it, or use an up-to-date browser." },
};

/** What may have happened at the device. */
export const outcomes: Readonly<Record<Outcome, string>> = {
  notSent: "Nothing was sent.",
  rejected: "Nothing was sent to the device.",
  unknown:
    "The request may have reached the device. Ask the caller or check the device in Intune before you send another one.",
};
