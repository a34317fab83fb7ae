/** What is searched for, and in what. */

export const KINDS = ["any", "deviceName", "userPrincipalName", "emailAddress", "serialNumber", "app"] as const;
export type Kind = (typeof KINDS)[number];

export interface Query {
  readonly kind: Kind;
  readonly text: string;
}

export function isQuery(value: unknown): value is Query {
  const { kind, text } = (value ?? {}) as Partial<Query>;
  return typeof text === "string" && KINDS.some((known) => known === kind);
}

/** More entries than this in one list would be a report and not a call. */
export const MOST_ENTRIES = 100;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a text looks like: the id of a device, a user, or a name or serial number. */
export function lookOf(text: string): "id" | "user" | "name" {
  if (GUID.test(text)) return "id";
  return text.includes("@") ? "user" : "name";
}

/** The entries of a pasted list: one a line, or separated by commas, semicolons or tabs. */
export function entriesOf(text: string): string[] {
  const entries = text.split(/[\n\r,;\t]+/).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ""))];
}
