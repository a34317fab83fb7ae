/** English: what the failure of a read means for an admin, where that is told in other words than of a request. */

import type { Failures } from "../../js/card/words/en-failures.js";

export type ReadFailures = Readonly<Partial<Failures>>;

export const readFailures: ReadFailures = {
  invalidScope: {
    headline: "Internal error of this page",
    advice: "Reload it. If that does not help, contact this page’s administrator.",
  },
  invalidIds: { headline: "Graph gave an ID that this page does not accept", advice: "Look at the device in Intune." },
  alreadyInFlight: { headline: "This is already being read", advice: "Wait for the response." },
  aborted: { headline: "The search was stopped", advice: "" },
  timeout: { headline: "No response in time", advice: "Try again." },
  network: { headline: "The connection failed", advice: "Check the connection to the internet, then try again." },
  badRequest: { headline: "Graph rejected the search", advice: "Try a shorter or simpler text." },
  claimsChallenge: {
    headline: "Sign in again",
    advice: "Your session was ended or changed by your tenant. Sign out and sign in again.",
  },
  forbidden: {
    headline: "You may not read devices",
    advice: "Ask an Intune administrator for a role with “Managed devices: Read”.",
  },
  notFound: { headline: "Not found in Intune any more", advice: "Search again: it may have been removed." },
  conflict: { headline: "Graph is busy with something else", advice: "Try again in a minute." },
  refused: { headline: "Graph refused to read this", advice: "The details below help Microsoft’s support." },
  throttled: { headline: "Too many requests from your tenant", advice: "Wait a minute, then try again." },
  unavailable: { headline: "Graph is not available", advice: "Try again in a minute." },
  serverError: { headline: "Graph had an error", advice: "Try again." },
  unexpectedResponse: {
    headline: "Unexpected response",
    advice: "Try again. If it stays so, check the page’s configuration and the network’s proxy.",
  },
};
