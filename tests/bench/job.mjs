// @ts-check
/** What every client is asked to do, in Node as in the page. */

/** As long as an access token of Entra ID is. */
export const TOKEN = `eyJ0eXAiOiJKV1QifQ.${"c2FtcGxl".repeat(200)}.c2lnbmF0dXJl`;

/** Every client asks for it with every call, as it would ask MSAL. */
export const getToken = async () => TOKEN;

/** More would not fit into Chromium's cache of preflights, which holds 1 024 addresses. */
export const DEVICES = Array.from(
  { length: 1_000 },
  (_, index) => `4c46edc3-0a3c-47ac-8c12-${String(index).padStart(12, "0")}`,
);
