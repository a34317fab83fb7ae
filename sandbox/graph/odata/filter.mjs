// @ts-check
import { badRequest } from "../errors.mjs";

/**
 * `$filter`, as much of OData 4.0 as Graph documents for the types here: `contains(property,'text')`, `property eq
 * 'text'`, `property ne 'text'`, `and`, `or`, `not`, parentheses; a quote inside a text is doubled. All of these
 * properties are strings, and Intune compares strings without regard to case.
 *
 * @typedef {(entity: any) => boolean} Predicate
 * @typedef {{ kind: "word" | "text" | "mark" | "end", value: string, at: number }} Token
 */

/** Far more than a person writes; a parser that calls itself needs some limit. */
const DEEPEST_NESTING = 20;

/** One token, after the white space before it. A word is a name, a number, or a bare value such as `5CG1`. */
const TOKEN = /\s*(?:(?<text>'(?:[^']|'')*')|(?<mark>[(),])|(?<word>[^\s'(),]+))/uy;

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
 * @returns {Predicate}
 */
export function parseFilter(text, type) {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = () => tokens[next];
  const take = () => tokens[next++];

  /** @param {number} depth */
  function disjunction(depth) {
    if (depth > DEEPEST_NESTING) throw invalid(`it is nested more than ${DEEPEST_NESTING} levels deep`);
    let predicate = conjunction(depth);
    while (takeWord("or")) predicate = either(predicate, conjunction(depth));
    return predicate;
  }

  /** @param {number} depth */
  function conjunction(depth) {
    let predicate = term(depth);
    while (takeWord("and")) predicate = both(predicate, term(depth));
    return predicate;
  }

  /**
   * @param {number} depth
   * @returns {Predicate}
   */
  function term(depth) {
    const token = take();
    if (token.kind === "mark" && token.value === "(") {
      const predicate = disjunction(depth + 1);
      expectMark(")");
      return predicate;
    }
    if (token.kind !== "word") throw unexpected(token);
    if (token.value === "not") {
      if (depth >= DEEPEST_NESTING) throw invalid(`it is nested more than ${DEEPEST_NESTING} levels deep`);
      const predicate = term(depth + 1);
      return (entity) => !predicate(entity);
    }
    return FUNCTIONS.includes(token.value) && isMark(peek(), "(") ? functionCall(token) : comparison(token);
  }

  /** @param {Token} name */
  function functionCall(name) {
    expectMark("(");
    const property = take();
    expectMark(",");
    const literal = take();
    expectMark(")");
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
    if (literal.kind !== "text" && literal.kind !== "word") throw unexpected(literal);
    if (!type.properties.includes(property.value))
      throw invalid(`could not find a property named '${property.value}' on type '${type.name}'`);
    if (literal.kind !== "text") throw invalid(`'${literal.value}' at position ${literal.at} is not a quoted string`);
    const found = type.filters[property.value]?.find((known) => known === operator);
    if (found === undefined) throw invalid(`'${operator}' is not supported for the property '${property.value}'`);
    const text = fold(literal.value.slice(1, -1).replaceAll("''", "'"));
    return (entity) => EVALUATE[found](fold(String(entity[property.value] ?? "")), text);
  }

  /** @param {string} word */
  function takeWord(word) {
    const { kind, value } = peek();
    if (kind !== "word" || value !== word) return false;
    next += 1;
    return true;
  }

  /** @param {string} mark */
  function expectMark(mark) {
    const token = take();
    if (!isMark(token, mark)) throw unexpected(token);
  }

  const predicate = disjunction(0);
  if (peek().kind !== "end") throw unexpected(peek());
  return predicate;
}

/**
 * @param {string} text
 * @returns {Token[]}  the last one marks the end, and is never passed
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
    const kind = groups.text !== undefined ? "text" : groups.mark !== undefined ? "mark" : "word";
    const value = groups[kind];
    const at = TOKEN.lastIndex - value.length;
    // `'a''b'` is one text, so a text that follows a word or a text directly is a slip: `eq'x'`, `'x'and`.
    const previous = tokens.at(-1);
    const touches = previous !== undefined && at === previous.at + previous.value.length;
    if (touches && kind !== "mark" && previous.kind !== "mark") throw invalid(`a space is missing at position ${at}`);
    tokens.push({ kind, value, at });
  }
  const last = { kind: /** @type {const} */ ("end"), value: "", at: end };
  // Nothing looks further than one token past the end before it complains.
  return [...tokens, last, last];
}

/** @param {Token} token @param {string} mark */
const isMark = ({ kind, value }, mark) => kind === "mark" && value === mark;

/** @type {(one: Predicate, other: Predicate) => Predicate} */
const either = (one, other) => (entity) => one(entity) || other(entity);
/** @type {(one: Predicate, other: Predicate) => Predicate} */
const both = (one, other) => (entity) => one(entity) && other(entity);

/** @param {string} text */
const fold = (text) => text.toLowerCase();

/** @param {Token} token */
const unexpected = ({ kind, value, at }) =>
  invalid(
    `syntax error at position ${at}: ${kind === "end" ? "it ends too early" : `'${value}' is not expected here`}`,
  );

/** @param {string} reason */
const invalid = (reason) => badRequest(`Invalid filter clause: ${reason}.`);
