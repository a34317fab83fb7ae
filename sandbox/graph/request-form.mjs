// @ts-check
import { header } from "../http.mjs";
import { badRequest, GraphError } from "./errors.mjs";

/**
 * The form that the documentation gives to every request here, reads and the action alike: no body, and JSON accepted.
 *
 * @param {import("../http.mjs").Request} request
 */
export function checkForm(request) {
  // Browsers and node send `Content-Length: 0` with an empty POST, which is no body at all.
  const length = header(request, "content-length") ?? "0";
  if (length !== "0" || header(request, "transfer-encoding") !== undefined || request.body.length > 0) {
    throw badRequest("This resource takes no request body.");
  }
  if (header(request, "content-type") !== undefined) throw badRequest("A request without a body has no Content-Type.");
  if (header(request, "accept") !== "application/json") {
    throw new GraphError(406, "NotAcceptable", "The Accept header must be application/json.");
  }
}
