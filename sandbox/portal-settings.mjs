// @ts-check
/** A device for each end of a request that a portal shows: a link, a failed session, a refusal, a wait. */
const DEVICES = ["DEMO-READY-SOON", "DEMO-FAILS", "DEMO-REFUSED-403", "DEMO-THROTTLED-429"];

/**
 * Returns the text that `npm start -- --sandbox-only` prints: what a portal needs to use the stand-ins.
 *
 * @param {import("./stand-ins.mjs").StandIns} standIns
 */
export function portalSettings({ tenant, entra, graph }) {
  const devices = DEVICES.map((name) => tenant.devices.find(({ deviceName }) => deviceName === name)?.id);
  const lines = (/** @type {string[]} */ texts) => texts.map((text) => `  ${text}`).join("\n");

  return `
Microsoft Entra ID and Microsoft Graph are local stand-ins, for portals at any address of this machine. Ctrl+C stops them.

In the shortest program of README.md, put this in place of \`auth\` and \`options\`:

  const entra = "${entra.origin}";
  const tenant = "${tenant.id}";
  const auth = {
    clientId: "${tenant.client.id}",
    // MSAL insists on an https authority, but takes its endpoints from authorityMetadata as they are.
    authority: \`\${entra.replace("http:", "https:")}/\${tenant}\`,
    knownAuthorities: [new URL(entra).host],
    authorityMetadata: JSON.stringify({
      authorization_endpoint: \`\${entra}/\${tenant}/oauth2/v2.0/authorize\`,
      token_endpoint: \`\${entra}/\${tenant}/oauth2/v2.0/token\`,
      end_session_endpoint: \`\${entra}/\${tenant}/oauth2/v2.0/logout\`,
      jwks_uri: \`\${entra}/\${tenant}/discovery/v2.0/keys\`,
      issuer: \`\${entra}/\${tenant}/v2.0\`,
    }),
  };
  const options = { origin: "${graph.origin}" };

Another portal gives \`auth\` to its PublicClientApplication, and \`options\` to the functions and to the property
\`options\` of the element.

Content-Security-Policy: connect-src 'self' ${entra.origin} ${graph.origin}; frame-src 'self' ${entra.origin}

Redirect URIs: every page of this machine is registered, at any port, such as http://localhost:5173/redirect.html.
Entra ID is stricter: it accepts only the URIs of the app registration, each with its port.

Sample devices (docs/sandbox.md lists all):
${lines(DEVICES.map((name, index) => `${devices[index]}  ${name}`))}

Sample administrators:
${lines(tenant.accounts.map(({ displayName, note }) => `${displayName} – ${note}`))}`;
}
