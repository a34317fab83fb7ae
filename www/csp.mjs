// @ts-check
/**
 * The page's Content-Security-Policy, in one place: the sandbox sends it, and so does whoever hosts the static build.
 * It belongs in a response header only. Policies intersect, so a second one in a meta element could do nothing but break
 * the page.
 */

/**
 * Every origin the page may have to reach, in any cloud, for a build whose `config.json` is not known yet.
 *
 * China has two sign-in hosts: `login.chinacloudapi.cn` is the documented one, but MSAL knows it as an alias and sends
 * its requests to `login.partner.microsoftonline.cn`.
 */
export const CLOUD_HOSTS = Object.freeze([
  "https://login.microsoftonline.com",
  "https://graph.microsoft.com",
  "https://login.microsoftonline.us",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "https://login.chinacloudapi.cn",
  "https://login.partner.microsoftonline.cn",
  "https://microsoftgraph.chinacloudapi.cn",
]);

/**
 * @param {object} options
 * @param {readonly string[]} options.connect  origins that the page's scripts may send requests to, besides its own
 * @returns {string} the value of the `Content-Security-Policy` header
 */
export function contentSecurityPolicy({ connect }) {
  return [
    "default-src 'none'",
    // 'wasm-unsafe-eval' allows compiling WebAssembly and nothing else; it is not 'unsafe-eval'.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    ["connect-src 'self'", ...connect].join(" "),
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}
