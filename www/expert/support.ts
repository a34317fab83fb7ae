/** The details that Microsoft's support asks for, to read and to copy. They never hold a token. */

import type { Said } from "../dom.js";
import { details, inWords, make } from "../dom.js";
import { time } from "../language.js";
import type { Facts } from "../request/entry.js";
import { copyButton } from "./copy-button.js";

/** Of a failure that concerns the device of that id, or none. */
export function supportDetails(managedDeviceId: string | null, error: Facts): HTMLElement[] {
  const entries: (readonly [Said, Said | number | null])[] = [
    [(words) => words.support.device, managedDeviceId],
    [(words) => words.support.code, error.code],
    [(words) => words.support.outcome, error.outcome],
    [(words) => words.support.status, error.status],
    [(words) => words.support.graphCode, error.graphCode],
    [(words) => words.support.graphMessage, error.graphMessage],
    [(words) => words.support.requestId, error.requestId],
    [(words) => words.support.clientRequestId, error.clientRequestId],
    [(words) => words.support.activityId, error.activityId],
    [(words) => words.support.time, () => time(error.at)],
  ];
  const lines = (): string[] =>
    entries.flatMap(([name, value]) =>
      value === null ? [] : [`${inWords(name)}: ${typeof value === "number" ? value : inWords(value)}`],
    );
  const copy = copyButton(() => lines().join("\n"), {
    label: (words) => words.support.copy,
    copied: (words) => words.support.copied,
    notCopied: (words) => words.support.notCopied,
  });
  return [details(entries), make("p", [copy])];
}
