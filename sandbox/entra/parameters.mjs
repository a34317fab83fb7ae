// @ts-check
import { header, isGuid } from "../http.mjs";
import { Fault } from "./faults.mjs";

/**
 * The request's OAuth parameters: of a POST the form in its body, of anything else the query. Parameters that the
 * stand-in does not know (MSAL sends a dozen about itself) are kept and ignored.
 *
 * @param {import("../http.mjs").Request} request
 * @returns {Map<string, string>}
 */
export function readParameters(request) {
  const pairs = request.method === "POST" ? formOf(request) : queryOf(request);
  /** @type {Map<string, string>} */
  const parameters = new Map();
  for (const [name, value] of pairs) {
    // RFC 6749 section 3.1: parameters must not be included more than once.
    if (parameters.has(name)) throw new Fault("requestMalformed", `'${name}' is given twice`);
    parameters.set(name, value);
  }
  return parameters;
}

/**
 * @param {Map<string, string>} parameters
 * @param {string} name
 */
export function required(parameters, name) {
  const value = parameters.get(name);
  if (!value) throw new Fault("parameterMissing", name);
  return value;
}

/**
 * The caller's `client-request-id`, which MSAL sends in the query even with a POST.
 *
 * @param {import("../http.mjs").Request} request
 * @returns {string}
 */
export function correlationIdOf(request) {
  const given = queryOf(request).get("client-request-id") ?? header(request, "client-request-id");
  return given && isGuid(given) ? given : crypto.randomUUID();
}

/** @param {import("../http.mjs").Request} request */
function queryOf({ target }) {
  const start = target.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : target.slice(start));
}

/** @param {import("../http.mjs").Request} request */
function formOf(request) {
  const [type] = (header(request, "content-type") ?? "").split(";", 1);
  const isForm = type.trim().toLowerCase() === "application/x-www-form-urlencoded";
  return new URLSearchParams(isForm ? request.body.toString("utf8") : "");
}

/**
 * The capabilities that a client declares in the `claims` parameter, e.g. `["CP1"]`.
 *
 * @param {Map<string, string>} parameters
 * @returns {string[] | undefined}  undefined if it says nothing about them
 */
export function clientCapabilities(parameters) {
  const text = parameters.get("claims");
  if (text === undefined) return undefined;
  let claims;
  try {
    claims = JSON.parse(text);
  } catch {
    throw new Fault("claimsInvalid");
  }
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) throw new Fault("claimsInvalid");
  const values = claims.access_token?.xms_cc?.values;
  return Array.isArray(values) ? values.map(String) : undefined;
}
