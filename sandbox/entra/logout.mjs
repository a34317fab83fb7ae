// @ts-check
import { EntraError } from "./errors.mjs";
import { messagePage } from "./pages.mjs";
import { readParameters } from "./parameters.mjs";

/**
 * The end-session endpoint (OpenID Connect RP-Initiated Logout 1.0). The authorization endpoint sets no session cookie,
 * so this endpoint has no session to end. It only redirects the browser back, and only to a registered URI.
 *
 * @param {import("./context.mjs").EntraContext} context
 * @returns {import("../http.mjs").Handler}
 */
export function createLogoutEndpoint({ redirectUris }) {
  return (request) => {
    if (request.method !== "GET" && request.method !== "POST") return { status: 405, headers: { Allow: "GET, POST" } };
    let parameters;
    try {
      parameters = readParameters(request);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      return messagePage(400, "Sorry, the sign-out cannot go on", error.message);
    }
    const target = parameters.get("post_logout_redirect_uri");
    if (target === undefined || !redirectUris.includes(target)) {
      return messagePage(200, "You signed out", "You can close this window.");
    }
    const url = new URL(target);
    const state = parameters.get("state");
    if (state !== undefined) url.searchParams.set("state", state);
    return { status: 303, headers: { Location: url.href, "Cache-Control": "no-store" } };
  };
}
