import type { Configuration } from "@azure/msal-browser";

// The sandbox. For a real tenant: authority "https://login.microsoftonline.com/<tenant id>", the client id of your app registration,
// graphOrigin "https://graph.microsoft.com", and neither knownAuthorities nor authorityMetadata. The policy in index.html, too.
const sandbox = "http://127.0.0.1:4281/dbb3d901-2996-4d51-8528-5148fc407197";

export const graphOrigin = "http://127.0.0.1:4282";
export const scopes = ["https://graph.microsoft.com/DeviceManagementManagedDevices.ReadWrite.All"];

export const msalConfig: Configuration = {
  auth: {
    clientId: "f6ecaec6-c0d1-444d-98ee-2c9670959600",
    redirectUri: "/redirect.html",
    // MSAL insists on an https authority, but takes its endpoints from authorityMetadata as they are.
    authority: sandbox.replace("http:", "https:"),
    knownAuthorities: ["127.0.0.1:4281"],
    authorityMetadata: JSON.stringify({
      authorization_endpoint: `${sandbox}/oauth2/v2.0/authorize`,
      token_endpoint: `${sandbox}/oauth2/v2.0/token`,
      jwks_uri: `${sandbox}/discovery/v2.0/keys`,
      issuer: `${sandbox}/v2.0`,
    }),
  },
};
