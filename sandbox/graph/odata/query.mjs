// @ts-check
import { badRequest } from "../errors.mjs";
import { parseFilter } from "./filter.mjs";

/**
 * The query of a read: OData's system query options, those that the resource takes and no others. The stand-in wants
 * them as OData 4.0 spells them: with their `$`, in lower case, each once.
 *
 * @typedef {"$select" | "$filter" | "$top" | "$skiptoken"} QueryOption
 *
 * @typedef {object} Query
 * @property {readonly string[] | undefined} select
 * @property {import("./filter.mjs").Predicate | undefined} filter
 * @property {number | undefined} top
 * @property {string | undefined} skipToken
 * @property {string} text  the options that a next link has to repeat, encoded
 */

/** A resource that is one entity, and one that is a collection. */
export const OF_ENTITY = /** @type {const} */ (["$select"]);
export const OF_COLLECTION = /** @type {const} */ (["$select", "$top", "$skiptoken"]);
export const OF_FILTERED_COLLECTION = /** @type {const} */ ([...OF_COLLECTION, "$filter"]);

/** A resource that takes no query at all, not even an empty one. */
export const NO_QUERY = { options: /** @type {const} */ ([]), type: { name: "", properties: [], filters: {} } };

/** What Intune gives in one page at most. */
const LARGEST_PAGE = 1_000;

/** The query of RFC 3986: everything else has to be percent-encoded. */
const QUERY = /^(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/**
 * @param {string | undefined} raw  what stands after the `?`
 * @param {{ options: readonly QueryOption[], type: import("../entity-types.mjs").EntityType }} resource
 * @returns {Query}
 */
export function parseQuery(raw, { options: allowed, type }) {
  const options = optionsOf(raw, allowed);
  const filter = options.get("$filter");
  const select = options.get("$select");
  const top = options.get("$top");
  const skipToken = options.get("$skiptoken");
  options.delete("$skiptoken");
  return {
    select: select === undefined ? undefined : parseSelect(select, type),
    filter: filter === undefined ? undefined : parseFilter(filter, type),
    top: top === undefined ? undefined : parseTop(top),
    skipToken,
    text: [...options].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&"),
  };
}

/**
 * @param {string | undefined} raw
 * @param {readonly string[]} allowed
 */
function optionsOf(raw, allowed) {
  /** @type {Map<string, string>} */
  const options = new Map();
  if (raw === undefined) return options;
  if (!QUERY.test(raw)) throw badRequest("The query holds a character that has to be percent-encoded.");
  for (const pair of raw.split("&")) {
    const [name, ...rest] = pair.split("=");
    const option = decode(name);
    if (!allowed.includes(option)) throw badRequest(`The query option '${option}' is not supported here.`);
    if (options.has(option)) throw badRequest(`The query option '${option}' is given twice.`);
    options.set(option, decode(rest.join("=")));
  }
  return options;
}

/** @param {string} text  where `+` is a space, as in a form */
function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badRequest("The query holds percent-encoded bytes that are not UTF-8.");
  }
}

/**
 * @param {string} text
 * @param {import("../entity-types.mjs").EntityType} type
 */
function parseSelect(text, { name, properties }) {
  const selected = text.split(",");
  const unknown = selected.find((property) => !properties.includes(property));
  if (unknown !== undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type '${name}'.`,
    );
  }
  return selected;
}

/** @param {string} text */
function parseTop(text) {
  const top = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > LARGEST_PAGE)
    throw badRequest(`Invalid value '${text}' for $top: a whole number from 1 to ${LARGEST_PAGE} is expected.`);
  return top;
}
