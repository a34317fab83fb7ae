// @ts-check
import { EntraError } from "./errors.mjs";
import { messagePage, signInPage } from "./pages.mjs";
import { clientCapabilities, correlationIdOf, readParameters, required } from "./parameters.mjs";
import { parseScopes } from "./scopes.mjs";
import { clientInfo } from "./token.mjs";

/**
 * The authorization endpoint: shows the sign-in form and redirects the browser back with a code or an error.
 *
 * The endpoint sets no session cookie. Every interactive sign-in shows the form, and `prompt=none` always fails: the
 * page must not depend on a silent sign-in, because browsers that block third-party cookies prevent it.
 *
 * @param {import("./context.mjs").EntraContext} context
 * @returns {import("../http.mjs").Handler}
 */
export function createAuthorizeEndpoint({ origin, tenant, redirectUris, clock, grants }) {
  return (request) => {
    if (request.method !== "GET" && request.method !== "POST") return { status: 405, headers: { Allow: "GET, POST" } };
    const report = (/** @type {EntraError} */ error) =>
      error.report({ origin, correlationId: correlationIdOf(request), now: clock.now() });

    let parameters, redirectUri;
    try {
      parameters = readParameters(request);
      redirectUri = registeredRedirectUri(parameters);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      // Do not redirect: an unregistered redirect URI may belong to an attacker (RFC 6749 section 4.1.2.1).
      return messagePage(400, "Sorry, the sign-in cannot go on", report(error).error_description);
    }

    try {
      const grant = { redirectUri, ...grantRequested(parameters) };
      const name = request.method === "POST" ? parameters.get("account") : undefined;
      if (name === undefined) return signInPage({ tenant, action: request.target.split("?", 1)[0], parameters });
      const account = signIn(name, grant.scopes);
      return redirect(redirectUri, parameters, {
        code: grants.issueCode({ account, ...grant }),
        ...(parameters.get("client_info") === "1" && { client_info: clientInfo(account, tenant) }),
        session_state: crypto.randomUUID(),
      });
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      const { error: code, error_description, error_uri, suberror } = report(error);
      return redirect(redirectUri, parameters, {
        error: code,
        error_description,
        error_uri,
        ...(suberror && { suberror }),
      });
    }
  };

  /** @param {Map<string, string>} parameters */
  function registeredRedirectUri(parameters) {
    const clientId = required(parameters, "client_id");
    if (clientId !== tenant.client.id) throw new EntraError("clientUnknown", clientId);
    const redirectUri = required(parameters, "redirect_uri");
    if (!redirectUris.includes(redirectUri)) throw new EntraError("redirectUriMismatch", redirectUri);
    return redirectUri;
  }

  /** @param {Map<string, string>} parameters */
  function grantRequested(parameters) {
    const responseType = required(parameters, "response_type");
    if (responseType !== "code") throw new EntraError("responseTypeUnsupported", responseType);
    const responseMode = parameters.get("response_mode") ?? "query";
    if (responseMode !== "query" && responseMode !== "fragment")
      throw new EntraError("responseModeUnsupported", responseMode);
    const codeChallenge = parameters.get("code_challenge") ?? "";
    // A SHA-256 digest has 43 characters in base64url.
    if (parameters.get("code_challenge_method") !== "S256" || !/^[\w-]{43}$/.test(codeChallenge))
      throw new EntraError("pkceMissing");
    const scopes = parseScopes(required(parameters, "scope"), tenant.client.permissions);
    const capabilities = clientCapabilities(parameters);
    if (parameters.get("prompt") === "none") throw new EntraError("sessionMissing");
    return { scopes, capabilities, codeChallenge, nonce: parameters.get("nonce") };
  }

  /**
   * @param {string} name
   * @param {import("./scopes.mjs").Scopes} scopes
   */
  function signIn(name, { permissions }) {
    const account = tenant.accounts.find(({ userPrincipalName }) => userPrincipalName === name);
    if (account === undefined) throw new EntraError("accountUnknown", name);
    // Only an administrator can grant these permissions, so there is no consent form.
    if (permissions.some((permission) => !account.consentedTo.includes(permission)))
      throw new EntraError("consentByAdminNeeded", tenant.client.displayName);
    return account;
  }
}

/**
 * @param {string} redirectUri
 * @param {Map<string, string>} request
 * @param {Record<string, string>} answer
 * @returns {import("../http.mjs").Reply}
 */
function redirect(redirectUri, request, answer) {
  const state = request.get("state");
  const parameters = new URLSearchParams({ ...answer, ...(state !== undefined && { state }) });
  const url = new URL(redirectUri);
  if (request.get("response_mode") === "fragment") url.hash = parameters.toString();
  else for (const [name, value] of parameters) url.searchParams.set(name, value);
  // With 303, every browser changes the form's POST into a GET.
  return {
    status: 303,
    headers: { Location: url.href, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  };
}
