/** A portal may switch over all codes and outcomes. This file does not compile when a code is added or removed. */

import type { ErrorCode, Outcome, Scope } from "intune-remote-assistance";

export function advice(code: ErrorCode): string {
  switch (code) {
    case "invalidScope":
    case "invalidIds":
    case "invalidQuery":
    case "invalidToken":
    case "invalidOptions":
      return "fix the portal";
    case "tokenProviderFailed":
    case "unauthenticated":
      return "sign in again";
    case "alreadyInFlight":
      return "wait for the first call";
    case "notInitialised":
      return "call init";
    case "aborted":
      return "cancelled";
    case "timeout":
    case "network":
    case "unavailable":
    case "serverError":
    case "redirected":
    case "unexpectedResponse":
    case "internal":
      return "check the device";
    case "claimsChallenge":
      return "sign in with the claims";
    case "badRequest":
    case "forbidden":
    case "notFound":
    case "conflict":
    case "refused":
      return "Graph said no";
    case "throttled":
      return "wait";
    default:
      return code satisfies never;
  }
}

export function mayHaveAskedDevice(outcome: Outcome): boolean {
  switch (outcome) {
    case "notSent":
    case "rejected":
      return false;
    case "unknown":
      return true;
    default:
      return outcome satisfies never;
  }
}

export function route(scope: Scope): string {
  switch (scope) {
    case "users":
      return "a user's device";
    case "deviceManagement":
      return "a device";
    case "detectedApps":
      return "a device with an app";
    default:
      return scope satisfies never;
  }
}
