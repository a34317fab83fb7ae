// @ts-check
/** Error bodies in the forms that were recorded from Graph, and from Intune behind it. */

export const INTUNE_MESSAGE =
  "An error has occurred - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - " +
  "Activity ID: 1a2b3c4d-0000-4000-8000-00000000beef - Url: https://fef.example.invalid/DeviceFE/managedDevices";
export const ACTIVITY_ID = "1a2b3c4d-0000-4000-8000-00000000beef";
/** What a CAE challenge asks for, decoded. */
export const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1657834417"}}}';

/** @param {string} code @param {string} message @param {object} [more]  further members of the error */
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

/** Intune's JSON inside the message. */
export const wrappedOnce = (/** @type {string} */ code) => graphError(code, intuneMessage);

/** JSON that holds Intune's JSON inside the message. */
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

/** As recorded: one value without quotes, and `claims` with its padding. */
export const CAE_CHALLENGE =
  'Bearer realm="", authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize, ' +
  'client_id="00000003-0000-0000-c000-000000000000", error="insufficient_claims", ' +
  `claims="${Buffer.from(CLAIMS).toString("base64")}", ` +
  'errorDescription="Continuous access evaluation resulted in challenge with result: InteractionRequired"';
