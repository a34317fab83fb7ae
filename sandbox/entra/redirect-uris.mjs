// @ts-check
/**
 * The redirect URIs of the app registration. They decide where the sign-in and the sign-out may redirect to, and which
 * origins the token endpoint answers.
 *
 * @typedef {object} RedirectUris
 * @property {(uri: string) => boolean} includes
 * @property {(origin: string) => boolean} includesOrigin
 */

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The URIs of a list, as Entra ID compares them. RFC 9700 section 2.1 requires exact string comparison: no patterns, no
 * prefixes, no normalisation.
 *
 * @param {readonly string[]} uris
 * @returns {RedirectUris}
 */
export function listedRedirectUris(uris) {
  const origins = uris.map((uri) => new URL(uri).origin);
  return { includes: (uri) => uris.includes(uri), includesOrigin: (origin) => origins.includes(origin) };
}

/**
 * Every page of this machine, at any port. This is looser than Entra ID: it ignores the port of `http://localhost` only
 * for native apps, never for single-page apps.
 *
 * @type {RedirectUris}
 */
export const loopbackRedirectUris = {
  includes(uri) {
    const url = loopbackUrl(uri);
    // RFC 6749 section 3.1.2: a redirect URI has no fragment.
    return url !== null && !uri.includes("#") && url.username === "" && url.password === "";
  },
  includesOrigin: (origin) => loopbackUrl(origin)?.origin === origin,
};

/** @param {string} text */
function loopbackUrl(text) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && LOOPBACK_HOSTS.includes(url.hostname) ? url : null;
}
