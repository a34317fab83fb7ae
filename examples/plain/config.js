// For a real tenant, see README.md. knownAuthorities and authorityMetadata are only for the sandbox, which has no https.
const authority = "http://127.0.0.1:4281/dbb3d901-2996-4d51-8528-5148fc407197";
export const graph = "http://127.0.0.1:4282";
export const auth = {
  clientId: "f6ecaec6-c0d1-444d-98ee-2c9670959600",
  redirectUri: "/redirect.html",
  authority: authority.replace("http:", "https:"),
  knownAuthorities: ["127.0.0.1:4281"],
  authorityMetadata: JSON.stringify({
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    issuer: `${authority}/v2.0`,
  }),
};
