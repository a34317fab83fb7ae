// @ts-check
import { header, isGuid, jsonReply } from "../http.mjs";
import { createSessions } from "../sessions.mjs";
import { authenticate } from "./authenticate.mjs";
import { CORS_HEADERS, isPreflight, preflight } from "./cors.mjs";
import { badRequest, GraphError, intuneError, unknownIntuneError } from "./errors.mjs";
import { DEFAULT_PAGE_SIZE } from "./odata/pages.mjs";
import { NO_QUERY, parseQuery } from "./odata/query.mjs";
import { checkRequestFormat } from "./request-format.mjs";
import { findOperation } from "./routes.mjs";
import { createSimulator } from "./simulator.mjs";
import { createThrottle } from "./throttle.mjs";

/**
 * @typedef {object} Graph
 * @property {string} origin
 * @property {import("../http.mjs").Handler} handle
 * @property {(...refusals: GraphError[]) => void} refuseNext
 *   refuses the next requests with these errors, one error per request; for errors that no sample device causes
 * @property {(method: "GET" | "POST", ...refusals: GraphError[]) => void} refuseNextOf
 *   refuses the next requests with this method, one error per request
 * @property {(divert: (link: string) => string) => void} divertNextLinks
 *   replaces every later `@odata.nextLink` with the function's result, for links that Graph would never send
 * @property {import("./simulator.mjs").Simulator["setBehaviour"]} setBehaviour
 */

/** Intune's answer to every call in a tenant without its licence, or without an MDM authority. */
const NO_LICENCE = "Request not applicable to target tenant.";

/** Every documented request fits. A search text of ten thousand characters does not. */
const MAX_TARGET_LENGTH = 8 * 1024;

/**
 * Creates the stand-in for Microsoft Graph. The stand-in refuses every request that the documentation does not allow,
 * even if Graph itself accepts it. So a client that works with the stand-in sends documented requests.
 *
 * @param {object} options
 * @param {string} options.origin  the origin that browsers use
 * @param {import("jose").JWTVerifyGetKey} options.keys  the keys that sign valid tokens
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {import("../sessions.mjs").Sessions} [options.sessions]
 * @param {number} [options.stepMs]  the length of one step of a behaviour
 * @param {number} [options.pageSize]  the page size of a collection if the caller gives no `$top`
 * @param {import("./odata/filter.mjs").FilterMode} [options.filters]  how Graph treats a `$filter`
 * @param {import("../tenant/behaviours.mjs").WaitIn} [options.throttling]
 *   throttles the whole tenant; the value says where its 429 states the time to wait
 * @returns {Graph}
 */
export function createGraph({
  origin,
  keys,
  tenant,
  clock,
  sessions = createSessions({ clock }),
  stepMs,
  pageSize = DEFAULT_PAGE_SIZE,
  filters = "documented",
  throttling,
}) {
  const throttle = throttling === undefined ? undefined : createThrottle({ clock, waitIn: throttling });
  const simulator = createSimulator({ tenant, clock, stepMs });
  /** @type {{ method?: string, refusal: GraphError }[]} */
  const refusals = [];
  let divertNextLink = (/** @type {string} */ link) => link;

  return {
    origin,
    refuseNext: (...next) => void refusals.push(...next.map((refusal) => ({ refusal }))),
    refuseNextOf: (method, ...next) => void refusals.push(...next.map((refusal) => ({ method, refusal }))),
    divertNextLinks(divert) {
      divertNextLink = divert;
    },
    setBehaviour: simulator.setBehaviour,
    async handle(request) {
      if (isPreflight(request)) return preflight(request);

      const requestId = crypto.randomUUID();
      const given = header(request, "client-request-id");
      const ids = { "request-id": requestId, "client-request-id": given && isGuid(given) ? given : requestId };
      const headers = { ...CORS_HEADERS, ...ids, "Cache-Control": "no-store" };
      try {
        throwIfRefused(request.method);
        const reply = await perform(request);
        return { ...reply, headers: { ...headers, ...reply.headers } };
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        const date = new Date(clock.now()).toISOString().slice(0, 19);
        return jsonReply(error.status, error.document({ date, ...ids }), { ...headers, ...error.headers });
      }
    },
  };

  /** @param {string} method */
  function throwIfRefused(method) {
    const index = refusals.findIndex((entry) => entry.method === undefined || entry.method === method);
    if (index >= 0) throw refusals.splice(index, 1)[0].refusal;
  }

  /** @param {import("../http.mjs").Request} request */
  async function perform(request) {
    // Graph checks in this order: the token (401), the route (400, 405), the permissions (403), the format (400, 406),
    // the existence of the resource (404). So an unauthenticated caller cannot find out which resources exist.
    const principal = await authenticate(request.headers.authorization, { keys, tenant, clock, sessions });
    if (request.target.length > MAX_TARGET_LENGTH) throw badRequest("The request's address is too long.");
    const [path, ...rest] = request.target.split("?");
    const { operation, ids } = findOperation(request.method, path);
    const account = authorise(principal, operation);
    // Intune's operations need a role of Intune. The others are the directory's.
    const isIntune = operation.rolePermissions.length > 0;
    if (isIntune && account.hasLicence === false) throw intuneError(400, "BadRequest", NO_LICENCE);
    if (request.method === "POST") throttle?.check();
    checkRequestFormat(request);
    const query = parseQuery(rest.length > 0 ? rest.join("?") : undefined, operation.query ?? NO_QUERY, filters);
    const consistencyLevel = header(request, "consistencylevel");
    return operation.perform({
      tenant,
      account,
      simulator,
      origin,
      path,
      ids,
      query,
      consistencyLevel,
      pageSize,
      divertNextLink,
    });
  }

  /**
   * @param {import("./authenticate.mjs").Principal} principal
   * @param {import("./operation.mjs").Operation} operation
   */
  function authorise({ accountId, permissions }, operation) {
    if (!operation.permissions.some((permission) => permissions.includes(permission))) {
      throw intuneError(403, "Forbidden", `The application lacks the permission ${operation.permissions.join(" or ")}`);
    }
    const account = tenant.accounts.find(({ id }) => id === accountId);
    if (account === undefined)
      throw new GraphError(403, "Authorization_IdentityNotFound", "The identity of the caller is unknown.");
    const missing = operation.rolePermissions.find((permission) => !account.rolePermissions.includes(permission));
    if (missing !== undefined)
      throw unknownIntuneError(403, "Forbidden", `The account has no Intune role with the permission '${missing}'`);
    return account;
  }
}
