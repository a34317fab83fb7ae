// @ts-check
/** The token and the devices of the calls, for Node and for the page. */

/** A token with the length of an Entra ID access token. */
export const TOKEN = `eyJ0eXAiOiJKV1QifQ.${"c2FtcGxl".repeat(200)}.c2lnbmF0dXJl`;

/** Every client calls it for every request, as it would call MSAL. */
export const getToken = async () => TOKEN;

/** Fewer than 1 024, the number of URLs in Chromium's preflight cache. */
export const DEVICES = Array.from(
  { length: 1_000 },
  (_, index) => `4c46edc3-0a3c-47ac-8c12-${String(index).padStart(12, "0")}`,
);
