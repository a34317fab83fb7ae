// @ts-check
import { Fault } from "./faults.mjs";
import { messagePage, signInPage } from "./pages.mjs";
import { clientCapabilities, correlationIdOf, readParameters, required } from "./parameters.mjs";
import { parseScopes } from "./scopes.mjs";
import { clientInfo } from "./token.mjs";

/**
 * The authorization endpoint: shows the sign-in form, and sends the browser back with a code or an error.
 *
 * There is no session cookie. Every interactive sign-in shows the form, and `prompt=none` never succeeds: the page must
 * not come to rely on a silent sign-in that third-party cookie rules take away anyway.
 *
 * @param {import("./entra.mjs").EntraContext} context
 * @returns {import("../http.mjs").Handler}
 */
export function createAuthorizeEndpoint({ origin, tenant, redirectUris, clock, grants }) {
  return (request) => {
    if (request.method !== "GET" && request.method !== "POST") return { status: 405, headers: { Allow: "GET, POST" } };
    const report = (/** @type {Fault} */ fault) =>
      fault.report({ origin, correlationId: correlationIdOf(request), now: clock.now() });

    let parameters, redirectUri;
    try {
      parameters = readParameters(request);
      redirectUri = registeredRedirectUri(parameters);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      // Never a redirect: an address that nobody registered may be an attacker's (RFC 6749 section 4.1.2.1).
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
      if (!(error instanceof Fault)) throw error;
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
    if (clientId !== tenant.client.id) throw new Fault("clientUnknown", clientId);
    const redirectUri = required(parameters, "redirect_uri");
    // Compared as strings: RFC 9700 section 2.1 allows no pattern, no prefix, no normalising.
    if (!redirectUris.includes(redirectUri)) throw new Fault("redirectUriMismatch", redirectUri);
    return redirectUri;
  }

  /** @param {Map<string, string>} parameters */
  function grantRequested(parameters) {
    const responseType = required(parameters, "response_type");
    if (responseType !== "code") throw new Fault("responseTypeUnsupported", responseType);
    const responseMode = parameters.get("response_mode") ?? "query";
    if (responseMode !== "query" && responseMode !== "fragment")
      throw new Fault("responseModeUnsupported", responseMode);
    const codeChallenge = parameters.get("code_challenge") ?? "";
    // 43 characters is what base64url makes of a SHA-256 digest.
    if (parameters.get("code_challenge_method") !== "S256" || !/^[\w-]{43}$/.test(codeChallenge))
      throw new Fault("pkceMissing");
    const scopes = parseScopes(required(parameters, "scope"), tenant.client.permissions);
    const capabilities = clientCapabilities(parameters);
    if (parameters.get("prompt") === "none") throw new Fault("sessionMissing");
    return { scopes, capabilities, codeChallenge, nonce: parameters.get("nonce") };
  }

  /**
   * @param {string} name
   * @param {import("./scopes.mjs").Scopes} scopes
   */
  function signIn(name, { permissions }) {
    const account = tenant.accounts.find(({ userPrincipalName }) => userPrincipalName === name);
    if (account === undefined) throw new Fault("accountUnknown", name);
    // All of these permissions are an administrator's to grant: there is no consent form.
    if (permissions.some((permission) => !account.consentedTo.includes(permission)))
      throw new Fault("consentByAdminNeeded", tenant.client.displayName);
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
  // 303 turns the form's POST into a GET, in every browser.
  return {
    status: 303,
    headers: { Location: url.href, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  };
}
