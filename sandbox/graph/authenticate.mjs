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
 * Verifies the bearer token and returns its account and permissions. `authorise` in graph.mjs decides whether they
 * suffice.
 *
 * @param {string | undefined} authorization  the header's value
 * @param {object} options
 * @param {import("jose").JWTVerifyGetKey} options.keys
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {import("../clock.mjs").Clock} options.clock
 * @param {import("../sessions.mjs").Sessions} options.sessions
 * @returns {Promise<Principal>}
 */
export async function authenticate(authorization, { keys, tenant, clock, sessions }) {
  if (authorization === undefined) throw unauthenticated("Access token is empty.");
  const [, token] = /^Bearer ([\w\-.~+/]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) throw unauthenticated("The Authorization header holds no bearer token.");
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      issuer: accessTokenIssuer(tenant),
      audience: GRAPH_RESOURCE,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp", "iat", "oid", "scp"],
    });
    const notBefore = sessions.requiredNotBefore(Number(payload.iat));
    if (notBefore !== undefined) throw challenge(notBefore, payload.xms_cc);
    return { accountId: String(payload.oid), permissions: String(payload.scp).split(" ") };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    throw unauthenticated(explain(error));
  }
}

/** @param {errors.JOSEError} error */
function explain(error) {
  if (error instanceof errors.JWTExpired) return "Lifetime validation failed, the token is expired.";
  if (error instanceof errors.JWTClaimValidationFailed)
    return `Access token validation failure: invalid ${error.claim}.`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return "Access token validation failure: invalid signature.";
  }
  return "The access token is not a well-formed JSON Web Token.";
}

/**
 * Creates the 401 of continuous access evaluation. Only a client with the capability CP1 gets a claims challenge.
 *
 * @param {number} notBefore
 * @param {unknown} capabilities
 */
function challenge(notBefore, capabilities) {
  const message =
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp";
  if (!Array.isArray(capabilities) || !capabilities.includes("CP1")) return unauthenticated(message);
  const claims = { access_token: { nbf: { essential: true, value: String(notBefore) } } };
  const encoded = Buffer.from(JSON.stringify(claims)).toString("base64");
  // Here Graph sends the URI unquoted. RFC 9110 section 11.2 requires quotes around it, because it contains `/` and
  // `:`.
  const parameters = `realm="", authorization_uri=${AUTHORIZATION_URI}, ${CLIENT_ID}, error="insufficient_claims", claims="${encoded}"`;
  return unauthenticated(message, `${parameters}, errorDescription="${message}"`);
}

const AUTHORIZATION_URI = "https://login.microsoftonline.com/common/oauth2/authorize";
const CLIENT_ID = 'client_id="00000003-0000-0000-c000-000000000000"';

/**
 * @param {string} message
 * @param {string} [parameters]  the parameters of the `WWW-Authenticate` challenge
 */
function unauthenticated(message, parameters = `realm="", authorization_uri="${AUTHORIZATION_URI}", ${CLIENT_ID}`) {
  return new GraphError(401, "InvalidAuthenticationToken", message, { "WWW-Authenticate": `Bearer ${parameters}` });
}
