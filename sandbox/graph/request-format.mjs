// @ts-check
import { header } from "../http.mjs";
import { badRequest, GraphError } from "./errors.mjs";

/**
 * Checks the documented format of all requests, for reads and for the action: no body, and `Accept: application/json`.
 *
 * @param {import("../http.mjs").Request} request
 */
export function checkRequestFormat(request) {
  // Browsers and Node send `Content-Length: 0` with a POST that has no body.
  const length = header(request, "content-length") ?? "0";
  if (length !== "0" || header(request, "transfer-encoding") !== undefined || request.body.length > 0) {
    throw badRequest("This resource takes no request body.");
  }
  if (header(request, "content-type") !== undefined) throw badRequest("A request without a body has no Content-Type.");
  if (header(request, "accept") !== "application/json") {
    throw new GraphError(406, "NotAcceptable", "The Accept header must be application/json.");
  }
}
