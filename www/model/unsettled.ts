/**
 * Requests whose fate is not known: those under way, and those that ended without a clear answer.
 *
 * A request is noted before it is sent, so that a reload in the middle, or another tab, cannot send it again. The notes are
 * shared by all tabs and hold no token.
 */

import { deviceOf, type Request } from "../../js/card/entry.js";
import { SharedRecords } from "./shared-records.js";

export interface Note {
  readonly request: Request;
  /** When it was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
  /** The device's name, where it is known. */
  readonly name?: string | undefined;
}

const notes = new SharedRecords<Note>("unconfirmed", (value) => (isNote(value) ? value : undefined));

export function unsettled(): readonly Note[] {
  return notes.values().sort((one, other) => one.sentAt - other.sentAt);
}

/** The note about the device of this request, if there is one. */
export function noteAbout(request: Request): Note | undefined {
  return notes.get(deviceOf(request));
}

/** The same, also if another tab has written it a moment ago. */
export function freshNoteAbout(request: Request): Note | undefined {
  return notes.fresh(deviceOf(request));
}

/** Writes the note. It throws where it cannot be kept, and then nothing may be sent. */
export function note(request: Request, sentAt: number, name?: string): void {
  notes.set(deviceOf(request), { request, sentAt, name });
}

/** The fate is known now, or the admin has seen to it. */
export function forget(...requests: readonly Request[]): void {
  for (const request of requests) notes.delete(deviceOf(request));
}

/** Calls back when another tab has noted or settled a request. */
export function listenToNotes(listener: () => void): void {
  notes.listen(listener);
}

export function isSameDevice(one: Request, other: Request): boolean {
  return deviceOf(one) === deviceOf(other);
}

export function isRequest(value: unknown): value is Request {
  const { scope, ids } = (value ?? {}) as Partial<Request>;
  return (
    ["users", "deviceManagement", "detectedApps"].includes(scope ?? "") && typeof ids?.managedDeviceId === "string"
  );
}

function isNote(value: unknown): value is Note {
  const { request, sentAt } = (value ?? {}) as Partial<Note>;
  return typeof sentAt === "number" && isRequest(request);
}
