// @ts-check
/**
 * The errors of Entra ID, as a table: the AADSTS number (`code`), the OAuth error code (`error`) and the description
 * for developers (`text`). MSAL decides by `suberror` what to do next.
 *
 * @typedef {{ code: number, error: string, text: string, suberror?: string }} ErrorRow
 */

/** @satisfies {Record<string, ErrorRow>} */
const ERRORS = {
  requestMalformed: { code: 9002313, error: "invalid_request", text: "The request is malformed: {0}." },
  authorizationCodeExpired: { code: 70008, error: "invalid_grant", text: "The authorization code has expired." },
  authorizationCodeRedeemed: {
    code: 54005,
    error: "invalid_grant",
    text: "The authorization code was already redeemed; retry with a new valid code.",
  },
  claimsInvalid: { code: 50146, error: "invalid_request", text: "The 'claims' parameter is not a JSON object." },
  clientUnknown: {
    code: 700016,
    error: "unauthorized_client",
    text: "No application with the identifier '{0}' was found in the directory.",
  },
  codeVerifierMismatch: {
    code: 501481,
    error: "invalid_grant",
    text: "The code_verifier does not match the code_challenge of the authorization request.",
  },
  consentByAdminNeeded: {
    code: 90094,
    error: "access_denied",
    text: "'{0}' needs permissions that only an administrator can grant, and none has granted them for this account.",
  },
  consentMissing: {
    code: 65001,
    error: "invalid_grant",
    text: "There is no consent for the application to use '{0}'.",
    suberror: "consent_required",
  },
  grantInvalid: { code: 70000, error: "invalid_grant", text: "The provided '{0}' is not valid." },
  grantTypeUnsupported: {
    code: 70003,
    error: "unsupported_grant_type",
    text: "The grant type '{0}' is not supported.",
  },
  interactionRequired: {
    code: 50076,
    error: "interaction_required",
    text: "The sign-in must be repeated with a second factor before '00000003-0000-0000-c000-000000000000' can be reached.",
    suberror: "basic_action",
  },
  originMissing: {
    code: 9002327,
    error: "invalid_request",
    text: "Tokens for the client type 'Single-Page Application' may only be redeemed by cross-origin requests.",
  },
  originNotRegistered: {
    code: 9002326,
    error: "invalid_request",
    text: "Cross-origin redemption is permitted only for a registered 'Single-Page Application'; the request came from '{0}'.",
  },
  parameterMissing: { code: 900144, error: "invalid_request", text: "The request must contain the parameter '{0}'." },
  pkceMissing: {
    code: 9002325,
    error: "invalid_request",
    text: "Proof Key for Code Exchange with S256 is required for cross-origin redemption of an authorization code.",
  },
  redirectUriMismatch: {
    code: 50011,
    error: "invalid_request",
    text: "The redirect URI '{0}' is not one that the application registered.",
  },
  redirectUriOfCodeMismatch: {
    code: 500112,
    error: "invalid_client",
    text: "The redirect URI is not the one of the authorization request.",
  },
  refreshTokenExpired: {
    code: 700084,
    error: "invalid_grant",
    text: "The refresh token was issued to a single-page app, which gives it a fixed lifetime of 24 hours, and has expired.",
    suberror: "bad_token",
  },
  refreshTokenRevoked: {
    code: 50173,
    error: "invalid_grant",
    text: "The grant was revoked, and a fresh one is needed: the user may have changed the password.",
    suberror: "bad_token",
  },
  responseModeUnsupported: {
    code: 70007,
    error: "unsupported_response_mode",
    text: "The response mode '{0}' is not supported for this response type.",
  },
  responseTypeUnsupported: {
    code: 700051,
    error: "unsupported_response_type",
    text: "The response type '{0}' is not enabled for the application.",
  },
  scopeInvalid: {
    code: 70011,
    error: "invalid_scope",
    text: "The scope '{0}' is not valid: it must name 'openid', which MSAL adds to every request.",
  },
  scopeUnknown: {
    code: 650053,
    error: "invalid_client",
    text: "The application asked for the scope '{0}', which the resource does not have or the application did not register.",
  },
  sessionMissing: {
    code: 50058,
    error: "login_required",
    text: "A silent sign-in was requested, but nobody is signed in.",
  },
  accountUnknown: { code: 50034, error: "invalid_request", text: "The account '{0}' is not in the directory." },
};

/** @typedef {keyof typeof ERRORS} ErrorName */

/** An error reply of Entra ID. */
export class EntraError extends Error {
  /**
   * @param {ErrorName} name
   * @param {string} [detail]  replaces `{0}` in the text
   */
  constructor(name, detail = "") {
    /** @type {ErrorRow} */
    const { code, error, text, suberror } = ERRORS[name];
    super(`AADSTS${code}: ${text.replace("{0}", () => detail)}`);
    this.code = code;
    this.error = error;
    this.suberror = suberror;
  }

  /**
   * Returns the fields of the error reply. The token endpoint sends them as JSON, the authorization endpoint as
   * parameters of the redirect.
   *
   * @param {object} context
   * @param {string} context.origin
   * @param {string} context.correlationId
   * @param {number} context.now
   */
  report({ origin, correlationId, now }) {
    const timestamp = new Date(now).toISOString().replace("T", " ").replace(/\.\d+/, "");
    const traceId = crypto.randomUUID();
    return {
      error: this.error,
      error_description: `${this.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [this.code],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `${origin}/error?code=${this.code}`,
      ...(this.suberror && { suberror: this.suberror }),
    };
  }
}
