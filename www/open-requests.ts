/** The requests whose fate is unknown, above everything else; each stays until the admin has checked. */

import { button, byId, details, make, notice } from "./dom.js";
import { time } from "./language.js";
import type { Note, Request } from "./unsettled.js";
import { unsettled } from "./unsettled.js";

/** More than these are told of in one box. */
const APART = 2;

export interface Checks {
  /** Told of somewhere else on the page. */
  readonly isToldElsewhere: (request: Request) => boolean;
  readonly onChecked: (requests: readonly Request[]) => void;
}

export function showOpenRequests({ isToldElsewhere, onChecked }: Checks): void {
  const notes = unsettled().filter(({ request }) => !isToldElsewhere(request));
  const boxes = notes.length > APART ? [together(notes, onChecked)] : notes.map((note) => alone(note, onChecked));
  byId("unsettled").replaceChildren(...boxes);
}

function alone({ request, sentAt, name }: Note, onChecked: Checks["onChecked"]): HTMLElement {
  return notice(
    "warn",
    (words) => words.unsettled.headline,
    (words) => words.outcomes.unknown,
    details([
      [
        (words) => words.support.device,
        name === undefined ? request.ids.managedDeviceId : `${name} (${request.ids.managedDeviceId})`,
      ],
      [(words) => words.support.sent, () => time(sentAt)],
    ]),
    make("p", [
      button(
        (words) => words.unsettled.checked,
        () => onChecked([request]),
      ),
    ]),
  );
}

function together(notes: readonly Note[], onChecked: Checks["onChecked"]): HTMLElement {
  const items = notes.map(({ request, sentAt, name }) =>
    make("li", () => `${name ?? request.ids.managedDeviceId}, ${time(sentAt)}`),
  );
  return notice(
    "warn",
    (words) => words.unsettled.headlineMany,
    (words) => words.outcomes.unknown,
    make("details", [make("summary", (words) => words.unsettled.which(notes.length)), make("ul", items)]),
    make("p", [
      button(
        (words) => words.unsettled.checkedAll,
        () => onChecked(notes.map(({ request }) => request)),
      ),
    ]),
  );
}
