// @ts-check
import { header, isGuid, jsonReply } from "../http.mjs";
import { createSessions } from "../sessions.mjs";
import { authenticate } from "./authenticate.mjs";
import { CORS_HEADERS, isPreflight, preflight } from "./cors.mjs";
import { GraphError, intuneError } from "./errors.mjs";
import { findOperation } from "./routes.mjs";

/**
 * @typedef {object} Graph
 * @property {string} origin
 * @property {import("../http.mjs").Handler} handle
 * @property {(...refusals: GraphError[]) => void} refuseNext
 *   the next requests are refused so, one each, whatever they ask; for trouble that no sample device causes
 */

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
 * @returns {Graph}
 */
export function createGraph({ origin, keys, tenant, clock, sessions = createSessions({ clock }) }) {
  /** @type {GraphError[]} */
  const refusals = [];
  return {
    origin,
    refuseNext: (...next) => void refusals.push(...next),
    async handle(request) {
      if (isPreflight(request)) return preflight(request);

      const requestId = crypto.randomUUID();
      const given = header(request, "client-request-id");
      const ids = { "request-id": requestId, "client-request-id": given && isGuid(given) ? given : requestId };
      const headers = { ...CORS_HEADERS, ...ids, "Cache-Control": "no-store" };
      try {
        const refusal = refusals.shift();
        if (refusal !== undefined) throw refusal;
        const reply = await perform(request);
        return { ...reply, headers: { ...headers, ...reply.headers } };
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        const { status, code, message } = error;
        const date = new Date(clock.now()).toISOString().slice(0, 19);
        return jsonReply(status, { error: { code, message, innerError: { date, ...ids } } }, { ...headers, ...error.headers });
      }
    },
  };

  /** @param {import("../http.mjs").Request} request */
  async function perform(request) {
    // The order of Graph: who is it (401), what is asked for (400, 405), may they (403), is it well formed (400, 406),
    // is it there (404). Nobody learns what exists before proving who they are.
    const principal = await authenticate(request.headers.authorization, { keys, tenant, clock, sessions });
    const { operation, ids } = findOperation(request.method, request.target);
    authorise(principal, operation);
    operation.checkForm(request);
    return operation.perform(tenant, ids);
  }

  /**
   * @param {import("./authenticate.mjs").Principal} principal
   * @param {import("./routes.mjs").Operation} operation
   */
  function authorise({ accountId, permissions }, operation) {
    if (!permissions.includes(operation.permission)) {
      throw intuneError(403, "Forbidden", `The application lacks the permission ${operation.permission}`);
    }
    const account = tenant.accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw new GraphError(403, "Authorization_IdentityNotFound", "The identity of the caller is unknown.");
    operation.authorise(account);
  }
}
