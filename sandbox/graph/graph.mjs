// @ts-check
import { header, isGuid, jsonReply } from "../http.mjs";
import { createSessions } from "../sessions.mjs";
import { authenticate } from "./authenticate.mjs";
import { CORS_HEADERS, isPreflight, preflight } from "./cors.mjs";
import { badRequest, GraphError, intuneError, unknownIntuneError } from "./errors.mjs";
import { DEFAULT_PAGE_SIZE } from "./odata/pages.mjs";
import { NO_QUERY, parseQuery } from "./odata/query.mjs";
import { checkForm } from "./request-form.mjs";
import { findOperation } from "./routes.mjs";
import { createSimulator } from "./simulator.mjs";

/**
 * @typedef {object} Graph
 * @property {string} origin
 * @property {import("../http.mjs").Handler} handle
 * @property {(...refusals: GraphError[]) => void} refuseNext
 *   the next requests are refused so, one each, whatever they ask; for trouble that no sample device causes
 * @property {(method: "GET" | "POST", ...refusals: GraphError[]) => void} refuseNextOf  the same, for one method
 * @property {(divert: (link: string) => string) => void} divertNextLinks
 *   every `@odata.nextLink` from now on is what the function makes of it, for links that Graph would never give
 * @property {import("./simulator.mjs").Simulator["setBehaviour"]} setBehaviour
 */

/** Longer than any documented request; a search text of ten thousand characters is not one. */
const LONGEST_TARGET = 8 * 1024;

/**
 * A stand-in for Microsoft Graph. It is strict: what the documentation does not allow is refused, also where Graph
 * itself would let it pass, so that a client which works here sends what the documentation says.
 *
 * @param {object} options
 * @param {string} options.origin  as browsers see it
 * @param {import("jose").JWTVerifyGetKey} options.keys  whose tokens are believed
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {import("../sessions.mjs").Sessions} [options.sessions]
 * @param {number} [options.stepMs]  how long a step of a device's behaviour is
 * @param {number} [options.pageSize]  of collections, where the caller does not choose one
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
}) {
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
        const { status, code, message } = error;
        const date = new Date(clock.now()).toISOString().slice(0, 19);
        return jsonReply(
          status,
          { error: { code, message, innerError: { date, ...ids } } },
          { ...headers, ...error.headers },
        );
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
    // The order of Graph: who is it (401), what is asked for (400, 405), may they (403), is it well formed (400, 406),
    // is it there (404). Nobody learns what exists before proving who they are.
    const principal = await authenticate(request.headers.authorization, { keys, tenant, clock, sessions });
    if (request.target.length > LONGEST_TARGET) throw badRequest("The request's address is too long.");
    const [path, ...rest] = request.target.split("?");
    const { operation, ids } = findOperation(request.method, path);
    const account = authorise(principal, operation);
    checkForm(request);
    const query = parseQuery(rest.length > 0 ? rest.join("?") : undefined, operation.query ?? NO_QUERY);
    return operation.perform({ tenant, account, simulator, origin, path, ids, query, pageSize, divertNextLink });
  }

  /**
   * @param {import("./authenticate.mjs").Principal} principal
   * @param {import("./routes.mjs").Operation} operation
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
