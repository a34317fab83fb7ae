/**
 * Requests whose fate is not known: those under way, and those that ended without a clear answer.
 *
 * A request is noted before it is sent, so that a reload in the middle cannot make it be forgotten
 * and sent again. Kept in sessionStorage: it is this tab's, survives a reload, and holds no token.
 */

import type { IdsByScope, Scope } from "intune-remote-assistance";

export type Request = { [S in Scope]: { scope: S; ids: IdsByScope[S] } }[Scope];

export interface Note {
  readonly request: Request;
  /** When it was sent, in milliseconds since the epoch. */
  readonly sentAt: number;
  /** The device's name, where it is known. */
  readonly name?: string | undefined;
}

const KEY = "unsettled-requests";

export function unsettled(): readonly Note[] {
  try {
    const notes: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(notes) ? notes.filter(isNote) : [];
  } catch {
    return [];
  }
}

/** The note about the device of this request, if there is one. */
export function noteAbout(request: Request): Note | undefined {
  return unsettled().find((note) => isSameDevice(note.request, request));
}

/** Writes the note. It throws where it cannot be kept, and then nothing may be sent. */
export function note(request: Request, sentAt: number, name?: string): void {
  write([...without([request]), { request, sentAt, name }]);
}

/** The fate is known now, or the admin has seen to it. */
export function forget(...requests: readonly Request[]): void {
  write(without(requests));
}

function without(requests: readonly Request[]): Note[] {
  const devices = new Set(requests.map(deviceOf));
  return unsettled().filter((note) => !devices.has(deviceOf(note.request)));
}

function write(notes: readonly Note[]): void {
  sessionStorage.setItem(KEY, JSON.stringify(notes));
}

/** Graph takes ids in either case, and two routes may lead to one device. */
export function deviceOf(request: Request): string {
  return request.ids.managedDeviceId.toLowerCase();
}

export function isSameDevice(one: Request, other: Request): boolean {
  return deviceOf(one) === deviceOf(other);
}

function isNote(note: unknown): note is Note {
  const { request, sentAt } = (note ?? {}) as Partial<Note>;
  return typeof sentAt === "number" && typeof request?.ids?.managedDeviceId === "string";
}
