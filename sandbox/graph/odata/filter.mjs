// @ts-check
import { badRequest } from "../errors.mjs";

/**
 * Parses `$filter`. The grammar is the part of OData 4.0 that Graph documents for the sandbox's types:
 * `contains(property,'text')`, `property eq 'text'`, `property ne 'text'`, `and`, `or`, `not` and parentheses. A quote
 * inside a string is doubled. All these properties are strings, and Intune ignores case when it compares strings.
 *
 * Graph does not always do what it documents. In the mode `contains`, `eq` finds every text that contains the given
 * text. In the mode `ignored`, a filter has no effect, and Graph returns all entities with the status 200.
 *
 * @typedef {"documented" | "contains" | "ignored"} FilterMode
 * @typedef {(entity: any) => boolean} Predicate
 * @typedef {{ kind: "word" | "string" | "punctuation" | "end", value: string, at: number }} Token
 */

/** A recursive parser needs a limit. No person writes a filter with so many levels. */
const MAX_NESTING = 20;

/** White space and then one token. A word is a name, a number, or an unquoted value such as `5CG1`. */
const TOKEN = /\s*(?:(?<string>'(?:[^']|'')*')|(?<punctuation>[(),])|(?<word>[^\s'(),]+))/uy;

const FUNCTIONS = ["contains", "startswith", "endswith"];
const COMPARISONS = ["eq", "ne", "gt", "ge", "lt", "le"];

/** @type {Record<import("../entity-types.mjs").FilterOperator, (value: string, text: string) => boolean>} */
const EVALUATE = {
  eq: (value, text) => value === text,
  ne: (value, text) => value !== text,
  contains: (value, text) => value.includes(text),
};

/**
 * @param {string} text
 * @param {import("../entity-types.mjs").EntityType} type
 * @param {FilterMode} [mode]
 * @returns {Predicate}
 */
export function parseFilter(text, type, mode = "documented") {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = () => tokens[next];
  const take = () => tokens[next++];

  /** @param {number} depth */
  function disjunction(depth) {
    if (depth > MAX_NESTING) throw invalid(`it is nested more than ${MAX_NESTING} levels deep`);
    let predicate = conjunction(depth);
    while (takeWord("or")) predicate = or(predicate, conjunction(depth));
    return predicate;
  }

  /** @param {number} depth */
  function conjunction(depth) {
    let predicate = term(depth);
    while (takeWord("and")) predicate = and(predicate, term(depth));
    return predicate;
  }

  /**
   * @param {number} depth
   * @returns {Predicate}
   */
  function term(depth) {
    const token = take();
    if (token.kind === "punctuation" && token.value === "(") {
      const predicate = disjunction(depth + 1);
      expectPunctuation(")");
      return predicate;
    }
    if (token.kind !== "word") throw unexpected(token);
    if (token.value === "not") {
      if (depth >= MAX_NESTING) throw invalid(`it is nested more than ${MAX_NESTING} levels deep`);
      const predicate = term(depth + 1);
      return (entity) => !predicate(entity);
    }
    return FUNCTIONS.includes(token.value) && isPunctuation(peek(), "(") ? functionCall(token) : comparison(token);
  }

  /** @param {Token} name */
  function functionCall(name) {
    expectPunctuation("(");
    const property = take();
    expectPunctuation(",");
    const literal = take();
    expectPunctuation(")");
    return test(property, name.value, literal);
  }

  /** @param {Token} property */
  function comparison(property) {
    const operator = take();
    if (operator.kind !== "word" || !COMPARISONS.includes(operator.value)) throw unexpected(operator);
    return test(property, operator.value, take());
  }

  /**
   * @param {Token} property
   * @param {string} operator
   * @param {Token} literal
   * @returns {Predicate}
   */
  function test(property, operator, literal) {
    if (property.kind !== "word") throw unexpected(property);
    if (literal.kind !== "string" && literal.kind !== "word") throw unexpected(literal);
    if (!type.properties.includes(property.value))
      throw invalid(`could not find a property named '${property.value}' on type '${type.name}'`);
    if (literal.kind !== "string") throw invalid(`'${literal.value}' at position ${literal.at} is not a quoted string`);
    const found = type.filters[property.value]?.find((known) => known === operator);
    if (found === undefined) throw invalid(`'${operator}' is not supported for the property '${property.value}'`);
    const text = foldCase(literal.value.slice(1, -1).replaceAll("''", "'"));
    const evaluated = found === "eq" && mode === "contains" ? "contains" : found;
    return (entity) => EVALUATE[evaluated](foldCase(String(entity[property.value] ?? "")), text);
  }

  /** @param {string} word */
  function takeWord(word) {
    const { kind, value } = peek();
    if (kind !== "word" || value !== word) return false;
    next += 1;
    return true;
  }

  /** @param {string} punctuation */
  function expectPunctuation(punctuation) {
    const token = take();
    if (!isPunctuation(token, punctuation)) throw unexpected(token);
  }

  const predicate = disjunction(0);
  if (peek().kind !== "end") throw unexpected(peek());
  return mode === "ignored" ? () => true : predicate;
}

/**
 * @param {string} text
 * @returns {Token[]}  ends with `end` tokens, beyond which the parser never reads
 */
function tokensOf(text) {
  /** @type {Token[]} */
  const tokens = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw invalid(`there is an unterminated string literal after position ${start}`);
    const kind = groups.string !== undefined ? "string" : groups.punctuation !== undefined ? "punctuation" : "word";
    const value = groups[kind];
    const at = TOKEN.lastIndex - value.length;
    // `'a''b'` is one string. A string directly next to a word or another string is an error: `eq'x'`, `'x'and`.
    const previous = tokens.at(-1);
    const touches = previous !== undefined && at === previous.at + previous.value.length;
    if (touches && kind !== "punctuation" && previous.kind !== "punctuation")
      throw invalid(`a space is missing at position ${at}`);
    tokens.push({ kind, value, at });
  }
  const last = { kind: /** @type {const} */ ("end"), value: "", at: end };
  // The parser reads at most one token after the first `end` before it throws.
  return [...tokens, last, last];
}

/** @param {Token} token @param {string} punctuation */
const isPunctuation = ({ kind, value }, punctuation) => kind === "punctuation" && value === punctuation;

/** @type {(one: Predicate, other: Predicate) => Predicate} */
const or = (one, other) => (entity) => one(entity) || other(entity);
/** @type {(one: Predicate, other: Predicate) => Predicate} */
const and = (one, other) => (entity) => one(entity) && other(entity);

/** @param {string} text */
const foldCase = (text) => text.toLowerCase();

/** @param {Token} token */
const unexpected = ({ kind, value, at }) =>
  invalid(
    `syntax error at position ${at}: ${kind === "end" ? "it ends too early" : `'${value}' is not expected here`}`,
  );

/** @param {string} reason */
const invalid = (reason) => badRequest(`Invalid filter clause: ${reason}.`);
