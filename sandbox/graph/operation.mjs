// @ts-check
/**
 * @typedef {Record<string, string>} Ids  placeholder → decoded id
 *
 * @typedef {object} Call  the input of an operation
 * @property {import("../tenant.mjs").Tenant} tenant
 * @property {import("../tenant.mjs").Account} account  the caller
 * @property {import("./simulator.mjs").Simulator} simulator
 * @property {string} origin
 * @property {string} path  the undecoded path of the request
 * @property {Ids} ids
 * @property {import("./odata/query.mjs").Query} query
 * @property {string | undefined} consistencyLevel  the value of the header
 * @property {number} pageSize  the page size if the caller gives no `$top`
 * @property {(link: string) => string} divertNextLink
 *
 * @typedef {object} Operation
 * @property {readonly string[]} permissions  delegated permissions; one of them suffices
 * @property {readonly import("../tenant/people.mjs").RolePermission[]} rolePermissions  the account needs all of them
 * @property {Parameters<typeof import("./odata/query.mjs").parseQuery>[1]} [query]
 *   the allowed query; without it, no query is allowed
 * @property {(call: Call) => import("../http.mjs").Reply} perform
 */

export {};
