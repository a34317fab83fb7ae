// @ts-check
import { header } from "../http.mjs";

const ALLOWED_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const ALLOWED_HEADERS = [
  "authorization",
  "client-request-id",
  "content-type",
  "consistencylevel",
  "prefer",
  "sdkversion",
];

/** Graph allows every origin and lists the reply headers that scripts may read. `Date` is not in that list. */
export const CORS_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": [
    "ETag",
    "Location",
    "Preference-Applied",
    "Content-Range",
    "request-id",
    "client-request-id",
    "ReadWriteConsistencyToken",
    "Retry-After",
    "SdkVersion",
    "WWW-Authenticate",
    "x-ms-client-gcc-tenant",
    "X-Planner-Operationid",
    "x-ms-permissions-recommendations",
  ].join(", "),
};

/** @param {import("../http.mjs").Request} request */
export function isPreflight(request) {
  return (
    request.method === "OPTIONS" &&
    header(request, "origin") !== undefined &&
    header(request, "access-control-request-method") !== undefined
  );
}

/**
 * Answers a preflight. The answer is always the same, because the browser compares it with the request. The note for
 * the log lists what the browser will refuse.
 *
 * @param {import("../http.mjs").Request} request
 * @returns {import("../http.mjs").Reply}
 */
export function preflight(request) {
  const method = header(request, "access-control-request-method") ?? "";
  const names = (header(request, "access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  const refused = [
    ...(ALLOWED_METHODS.includes(method) ? [] : [`method ${method}`]),
    ...names.filter((name) => name !== "" && !ALLOWED_HEADERS.includes(name)).map((name) => `header ${name}`),
  ];
  return {
    status: 200,
    headers: {
      ...CORS_HEADERS,
      "Access-Control-Allow-Methods": ALLOWED_METHODS.join(", "),
      "Access-Control-Allow-Headers": ALLOWED_HEADERS.join(", "),
      "Access-Control-Max-Age": "600",
    },
    ...(refused.length > 0 && { note: `preflight refused: ${refused.join(", ")}` }),
  };
}
