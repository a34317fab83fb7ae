// @ts-check
import { errors, jwtVerify } from "jose";
import { GRAPH_RESOURCE } from "../entra/scopes.mjs";
import { accessTokenIssuer } from "../entra/tokens.mjs";
import { GraphError } from "./errors.mjs";

/**
 * @typedef {object} Principal
 * @property {string} accountId
 * @property {string[]} permissions
 */

/**
 * Who is calling, by the bearer token's word. Whether they may is decided elsewhere.
 *
 * @param {string | undefined} authorization  the header's value
 * @param {object} options
 * @param {import("jose").JWTVerifyGetKey} options.keys
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @returns {Promise<Principal>}
 */
export async function authenticate(authorization, { keys, tenant, clock }) {
  if (authorization === undefined) throw unauthenticated("Access token is empty.");
  const [, token] = /^Bearer ([\w\-.~+/]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw unauthenticated("The Authorization header holds no bearer token.");
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      issuer: accessTokenIssuer(tenant),
      audience: GRAPH_RESOURCE,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp", "oid", "scp"],
    });
    return { accountId: String(payload.oid), permissions: String(payload.scp).split(" ") };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw unauthenticated(explain(error));
  }
}

/** @param {errors.JOSEError} error */
function explain(error) {
  if (error instanceof errors.JWTExpired) return "Lifetime validation failed, the token is expired.";
  if (error instanceof errors.JWTClaimValidationFailed) return `Access token validation failure: invalid ${error.claim}.`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return "Access token validation failure: invalid signature.";
  }
  return "The access token is not a well-formed JSON Web Token.";
}

/** @param {string} message */
function unauthenticated(message) {
  return new GraphError(401, "InvalidAuthenticationToken", message, {
    "WWW-Authenticate":
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
      'client_id="00000003-0000-0000-c000-000000000000"',
  });
}
