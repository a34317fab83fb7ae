/** A failed read in the page's words, and the box that tells of it. */

import type { ErrorCode, RemoteAssistanceError } from "intune-remote-assistance";

import { button, innerNotice, make } from "../dom.js";
import { countdown } from "../expert/progress.js";
import { supportDetails } from "../expert/support.js";
import type { Words } from "../words/en.js";
import type { Failure } from "../words/en-failures.js";
import { factsOf } from "./entry.js";

export function problemOf(words: Words, code: ErrorCode): Failure {
  return words.readFailures[code] ?? words.failures[code];
}

export function readFailed(error: RemoteAssistanceError, onRetry: () => void): HTMLElement {
  const { code, retryAfterMs } = error;
  return innerNotice(
    "bad",
    (words) => problemOf(words, code).headline,
    (words) => (error.graphMessage === null ? "" : words.support.graphSays(error.graphMessage)),
    (words) => problemOf(words, code).advice,
    code === "throttled" && retryAfterMs !== null ? countdown(retryAfterMs) : "",
    make("p", [button((words) => words.results.retry, onRetry)]),
    error.status === null ? "" : moreDetails(error),
  );
}

function moreDetails(error: RemoteAssistanceError): HTMLElement {
  return make("details", [make("summary", (words) => words.support.more), ...supportDetails(null, factsOf(error))]);
}
