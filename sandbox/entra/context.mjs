// @ts-check
/**
 * @typedef {object} EntraContext  the state that the endpoints share
 * @property {string} origin
 * @property {import("../tenant.mjs").Tenant} tenant
 * @property {import("./redirect-uris.mjs").RedirectUris} redirectUris
 * @property {import("../clock.mjs").Clock} clock
 * @property {import("./grants.mjs").Grants} grants
 * @property {import("./tokens.mjs").TokenIssuer} tokens
 * @property {import("../sessions.mjs").Sessions} sessions
 */

export {};
