/**
 * Searches: the rule for what is searched for, and the `$filter` that comes of it.
 *
 * OData 4.01, part 2, section 5.1.1.6.1: a string stands between single quotes, and a quote inside it is doubled. What can
 * be filtered by, and how, is said by Graph's metadata (v1.0).
 */

import { invalid } from "./failure.js";
import { plainSnapshot } from "./snapshot.js";

/**
 * Which devices are searched for; what is given must all be true, and at least one is needed. Each
 * is a string of 1 to 256 characters that is not blank and holds no control character; anything
 * else ends the call as `invalidQuery`.
 */
export interface DeviceQuery {
  /** Part of the device's name. */
  deviceName?: string | undefined;
  /** The whole sign-in name of its user. */
  userPrincipalName?: string | undefined;
  /** Part of its user's e-mail address. */
  emailAddress?: string | undefined;
  /** The whole serial number. */
  serialNumber?: string | undefined;
}

type Comparison = (property: string, text: string) => string;

const contains: Comparison = (property, text) => `contains(${property},${text})`;
const equals: Comparison = (property, text) => `${property} eq ${text}`;

const COMPARISONS: Record<keyof DeviceQuery, Comparison> = {
  deviceName: contains,
  userPrincipalName: equals,
  emailAddress: contains,
  serialNumber: equals,
};

/** @internal The filter for these devices. */
export function deviceFilter(query: DeviceQuery): string {
  const given = plainSnapshot(query);
  if (!given) throw invalid("invalidQuery", "query", "must be a plain object");
  const terms = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const field = `query.${name}`;
      if (!Object.hasOwn(COMPARISONS, name))
        throw invalid("invalidQuery", name.length > 64 ? "query" : field, "is nothing to search by");
      return COMPARISONS[name as keyof DeviceQuery](name, literal(field, value));
    });
  if (terms.length === 0) throw invalid("invalidQuery", "query", "is empty");
  return terms.join(" and ");
}

/** @internal The filter for apps with that in their names. */
export function appFilter(name: string): string {
  return contains("displayName", literal("name", name));
}

function literal(field: string, text: unknown): string {
  if (typeof text !== "string") throw invalid("invalidQuery", field, "must be a string");
  if (text.trim() === "") throw invalid("invalidQuery", field, "is empty");
  if (text.length > 256) throw invalid("invalidQuery", field, "may not be longer than 256 characters");
  if (/[\0-\x1f\x7f-\x9f]/.test(text)) throw invalid("invalidQuery", field, "may not hold control characters");
  // Half a pair of surrogates is no character, and cannot be encoded.
  return `'${text.replaceAll("'", "''").replace(/\p{Surrogate}/gu, "\ufffd")}'`;
}
