/** What is searched for, and in what. */

export const KINDS = ["deviceName", "userPrincipalName", "emailAddress", "serialNumber", "app"] as const;
export type Kind = (typeof KINDS)[number];

export interface Query {
  readonly kind: Kind;
  readonly text: string;
}
