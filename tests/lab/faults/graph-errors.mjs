// @ts-check
/** Error bodies in the forms recorded from Graph and from Intune behind Graph. */

export const INTUNE_MESSAGE =
  "An error has occurred - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - " +
  "Activity ID: 1a2b3c4d-0000-4000-8000-00000000beef - Url: https://fef.example.invalid/DeviceFE/managedDevices";
export const ACTIVITY_ID = "1a2b3c4d-0000-4000-8000-00000000beef";
/** The decoded claims of a claims challenge (continuous access evaluation). */
export const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1657834417"}}}';

/**
 * @param {string} code
 * @param {string} message
 * @param {object} [more]  further members of the error
 */
export function graphError(code, message, more = {}) {
  const innerError = {
    date: "2026-11-20T10:00:00",
    "request-id": "0f0f0f0f-0000-4000-8000-000000000001",
    "client-request-id": "0f0f0f0f-0000-4000-8000-000000000002",
  };
  return JSON.stringify({ error: { code, message, innerError, ...more } });
}

const intuneMessage = JSON.stringify(
  {
    _version: 3,
    Message: INTUNE_MESSAGE,
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: "{}",
  },
  null,
  2,
).replaceAll("\n", "\r\n");

/** Makes a Graph error whose message is Intune's JSON. */
export const wrappedOnce = (/** @type {string} */ code) => graphError(code, intuneMessage);

/** Makes a Graph error whose message is JSON with a message that is Intune's JSON. */
export const wrappedTwice = (/** @type {string} */ code) =>
  graphError(
    "UnknownError",
    JSON.stringify({
      ErrorCode: code,
      Message: intuneMessage,
      Target: null,
      Details: null,
      InnerError: null,
      InstanceAnnotations: [],
    }),
  );

/** The recorded form of a challenge: one value has no quotes, and `claims` keeps its base64 padding. */
export const CAE_CHALLENGE =
  'Bearer realm="", authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, ' +
  'client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", ' +
  `claims="${Buffer.from(CLAIMS).toString("base64")}", ` +
  'errorDescription="Continuous access evaluation resulted in challenge with result: InteractionRequired"';
