// @ts-check
import { badRequest } from "../errors.mjs";

/**
 * Parses `$search` of the directory: clauses `"property:text"` with `OR` between them. A backslash escapes a quote or a
 * backslash in the text. Graph splits texts into words; an entity matches if each word of the search begins one of its
 * words.
 */
const CLAUSE = /(?<before> OR |^)"(?<property>\w+):(?<text>(?:[^"\\]|\\["\\])*)"/y;

/**
 * @param {string} text
 * @param {import("../entity-types.mjs").EntityType} type
 * @returns {import("./filter.mjs").Predicate}
 */
export function parseSearch(text, { name, properties }) {
  /** @type {{ property: string, words: string[] }[]} */
  const clauses = [];
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < text.length) {
    const groups = CLAUSE.exec(text)?.groups;
    if (groups === undefined || !properties.includes(groups.property)) {
      throw badRequest(`The $search clause is not valid for the type '${name}'.`);
    }
    clauses.push({ property: groups.property, words: wordsOf(groups.text.replaceAll(/\\(.)/g, "$1")) });
  }
  return (entity) =>
    clauses.some(({ property, words }) => {
      const own = wordsOf(String(entity[property] ?? ""));
      return words.length > 0 && words.every((word) => own.some((other) => other.startsWith(word)));
    });
}

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
