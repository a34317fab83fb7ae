// @ts-check
import { header, isGuid } from "../http.mjs";
import { EntraError } from "./errors.mjs";

/**
 * Returns the request's OAuth parameters: the form fields of a POST, the query of any other request. Unknown parameters
 * are kept and ignored; MSAL sends a dozen about itself.
 *
 * @param {import("../http.mjs").Request} request
 * @returns {Map<string, string>}
 */
export function readParameters(request) {
  const pairs = request.method === "POST" ? formOf(request) : queryOf(request);
  /** @type {Map<string, string>} */
  const parameters = new Map();
  for (const [name, value] of pairs) {
    // RFC 6749 section 3.1 forbids a repeated parameter.
    if (parameters.has(name)) throw new EntraError("requestMalformed", `'${name}' is given twice`);
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
  if (!value) throw new EntraError("parameterMissing", name);
  return value;
}

/**
 * Returns the caller's `client-request-id`. MSAL sends it in the query, also for a POST.
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
 * Returns the capabilities that a client declares in the `claims` parameter, for example `["CP1"]`.
 *
 * @param {Map<string, string>} parameters
 * @returns {string[] | undefined}  undefined if the client declares none
 */
export function clientCapabilities(parameters) {
  const text = parameters.get("claims");
  if (text === undefined) return undefined;
  let claims;
  try {
    claims = JSON.parse(text);
  } catch {
    throw new EntraError("claimsInvalid");
  }
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) throw new EntraError("claimsInvalid");
  const values = claims.access_token?.xms_cc?.values;
  return Array.isArray(values) ? values.map(String) : undefined;
}
