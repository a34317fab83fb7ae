// @ts-check
import { createHash } from "node:crypto";

/**
 * The pages of the Entra ID stand-in: HTML and CSS without scripts.
 *
 * `html` escapes every string in a template. Only `Html` values are inserted unescaped.
 */
class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * @param {TemplateStringsArray} strings
 * @param {...(string | Html | Html[])} values
 */
function html(strings, ...values) {
  const parts = values.map((value) =>
    typeof value === "string"
      ? escapeHtml(value)
      : Array.isArray(value)
        ? value.map(({ text }) => text).join("")
        : value.text,
  );
  return new Html(String.raw({ raw: strings }, ...parts));
}

/** @param {string} text */
const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 28rem; }
.sandbox { padding: .75rem 1rem; border: 2px dashed; border-radius: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
ul { margin: 0; padding: 0; list-style: none; display: grid; gap: .75rem; }
button { width: 100%; padding: .75rem 1rem; font: inherit; text-align: start; border: 1px solid; border-radius: .5rem; cursor: pointer; }
button[aria-current] { border-width: 3px; }
button:focus-visible { outline: 3px solid CanvasText; outline-offset: 2px; }
button strong, button span { display: block; overflow-wrap: anywhere; }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/**
 * @param {number} status
 * @param {string} title
 * @param {Html} content
 * @param {readonly string[]} [formTargets]  the origins to which a form may submit or redirect
 * @returns {import("../http.mjs").Reply}
 */
function page(status, title, content, formTargets = []) {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Sandbox</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<p class="sandbox"><strong>Sandbox:</strong> a stand-in for Microsoft Entra ID. No real sign-in happens here.</p>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${formTargets.length > 0 ? ["'self'", ...formTargets].join(" ") : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy.join("; "),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
    body: document.text,
  };
}

/**
 * Returns the sign-in form. Hidden fields contain the authorization request, so the stand-in does not have to store it.
 *
 * @param {object} options
 * @param {import("../tenant.mjs").Tenant} options.tenant
 * @param {string} options.action
 * @param {Map<string, string>} options.parameters
 */
export function signInPage({ tenant, action, parameters }) {
  const hint = parameters.get("login_hint")?.toLowerCase();
  const hidden = [...parameters].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`);
  const buttons = tenant.accounts.map((account) => {
    const hinted = account.userPrincipalName.toLowerCase() === hint;
    return html`<li><button name="account" value="${account.userPrincipalName}"${hinted ? html` aria-current="true" autofocus` : ""}>
<strong>${account.displayName}</strong>
<span>${account.userPrincipalName}</span>
<span>${account.note}</span>
</button></li>
`;
  });
  const content = html`<p>Choose an account of ${tenant.domain} to continue to ${tenant.client.displayName}.</p>
<form method="post" action="${action}">
${hidden}<ul>
${buttons}</ul>
</form>`;
  // Chromium also applies `form-action` to the redirect after the form was submitted.
  const { origin } = new URL(parameters.get("redirect_uri") ?? action);
  return page(200, "Sign in", content, [origin]);
}

/**
 * @param {number} status
 * @param {string} title
 * @param {string} text
 */
export function messagePage(status, title, text) {
  return page(status, title, html`<p>${text}</p>`);
}
