// @ts-check
import { badRequest } from "../errors.mjs";
import { parseFilter } from "./filter.mjs";
import { parseSearch } from "./search.mjs";

/**
 * Parses the query of a read. Each resource accepts certain system query options of OData and no others. The stand-in
 * requires the spelling of OData 4.0: with `$`, in lower case, and each option at most once.
 *
 * @typedef {"$select" | "$filter" | "$search" | "$top" | "$skiptoken"} QueryOption
 *
 * @typedef {object} Query
 * @property {readonly string[] | undefined} select
 * @property {import("./filter.mjs").Predicate | undefined} filter
 * @property {import("./filter.mjs").Predicate | undefined} search
 * @property {number | undefined} top
 * @property {string | undefined} skipToken
 * @property {string} text  the encoded options that a next link must repeat
 */

/** The options for one entity and for collections. */
export const ENTITY_OPTIONS = /** @type {const} */ (["$select"]);
export const COLLECTION_OPTIONS = /** @type {const} */ (["$select", "$top", "$skiptoken"]);
export const SEARCHED_COLLECTION_OPTIONS = /** @type {const} */ ([...COLLECTION_OPTIONS, "$search"]);
export const FILTERED_COLLECTION_OPTIONS = /** @type {const} */ ([...COLLECTION_OPTIONS, "$filter"]);

/** For a resource that accepts no query, not even an empty one. */
export const NO_QUERY = { options: /** @type {const} */ ([]), type: { name: "", properties: [], filters: {} } };

/** Intune's limit for one page. */
const MAX_PAGE_SIZE = 1_000;

/** The query of RFC 3986: all other characters must be percent-encoded. */
const QUERY = /^(?:[\w\-.~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/**
 * @param {string | undefined} raw  the text after the `?`
 * @param {{ options: readonly QueryOption[], type: import("../entity-types.mjs").EntityType }} resource
 * @param {import("./filter.mjs").FilterMode} filters
 * @returns {Query}
 */
export function parseQuery(raw, { options: allowed, type }, filters) {
  const options = optionsOf(raw, allowed);
  const filter = options.get("$filter");
  const search = options.get("$search");
  const select = options.get("$select");
  const top = options.get("$top");
  const skipToken = options.get("$skiptoken");
  options.delete("$skiptoken");
  return {
    select: select === undefined ? undefined : parseSelect(select, type),
    filter: filter === undefined ? undefined : parseFilter(filter, type, filters),
    search: search === undefined ? undefined : parseSearch(search, type),
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

/** @param {string} text  `+` means a space, as in a form */
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
  if (top < 1 || top > MAX_PAGE_SIZE)
    throw badRequest(`Invalid value '${text}' for $top: a whole number from 1 to ${MAX_PAGE_SIZE} is expected.`);
  return top;
}
