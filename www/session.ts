/** Who is signed in, and tokens for Graph: the page's one place that knows MSAL. */

import { CacheLookupPolicy, InteractionRequiredAuthError, AuthError, PublicClientApplication } from "@azure/msal-browser";
import type { AccountInfo, Configuration } from "@azure/msal-browser";

import { cloudOf } from "./config.js";
import type { Config } from "./config.js";

const PERMISSION = "DeviceManagementManagedDevices.ReadWrite.All";

/** How the page was come back to: from Entra ID or not, and with what. */
export type Arrival = { kind: "plain" } | { kind: "signedIn" } | { kind: "refused"; error: unknown };

export class Session {
  readonly #msal: PublicClientApplication;
  readonly #scopes: string[];
  /** The claims of the last challenge, for the login form if MSAL cannot meet them by itself. */
  #claims: string | undefined;

  private constructor(msal: PublicClientApplication, scopes: string[]) {
    this.#msal = msal;
    this.#scopes = scopes;
  }

  /** Starts MSAL and takes up a sign-in that was under way. */
  static async start(config: Config): Promise<{ session: Session; arrival: Arrival }> {
    const msal = new PublicClientApplication(msalConfiguration(config));
    await msal.initialize();
    const session = new Session(msal, [`${cloudOf(config).graph}/${PERMISSION}`]);
    let arrival: Arrival = { kind: "plain" };
    try {
      const result = await msal.handleRedirectPromise({ navigateToLoginRequestUrl: false });
      if (result !== null) {
        msal.setActiveAccount(result.account);
        arrival = { kind: "signedIn" };
      }
    } catch (error) {
      arrival = { kind: "refused", error };
    }
    // What Entra ID appended to the address is used up, and must not be sent along or bookmarked.
    if (location.search !== "" || location.hash !== "") history.replaceState(null, "", location.pathname);
    return { session, arrival };
  }

  get account(): AccountInfo | null {
    return this.#msal.getActiveAccount() ?? this.#msal.getAllAccounts()[0] ?? null;
  }

  /** Leaves the page for the login form. */
  async signIn(): Promise<void> {
    await this.#msal.loginRedirect({ scopes: this.#scopes, prompt: "select_account" });
  }

  /** Leaves the page to sign in again as the same person. */
  async signInAgain(): Promise<void> {
    const account = this.account;
    if (account === null) return this.signIn();
    const claims = this.#claims;
    await this.#msal.acquireTokenRedirect({
      scopes: this.#scopes,
      account,
      loginHint: account.username,
      ...(claims !== undefined && { claims }),
    });
  }

  /** Leaves the page to end the session at Entra ID too. */
  async signOut(): Promise<void> {
    await this.#msal.logoutRedirect({ account: this.account });
  }

  /**
   * A token for Graph: from the cache, or renewed with the refresh token. No hidden frame is used,
   * so the page needs no frame-src; where that is not enough, {@link needsSignIn} says so.
   */
  readonly token = async (request: { claims?: string }): Promise<string> => {
    const { account } = this;
    this.#claims = request.claims;
    const { accessToken } = await this.#msal.acquireTokenSilent({
      scopes: this.#scopes,
      ...(account && { account }),
      cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
      ...request,
    });
    return accessToken;
  };
}

/** Whether only a new sign-in helps. Entra ID does not always give the suberror that MSAL goes by. */
export function needsSignIn(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError ||
    (error instanceof AuthError && ["invalid_grant", "no_account_error"].includes(error.errorCode))
  );
}

/** Why a sign-in failed, for an admin. The text that Entra ID sent is not shown: it is not ours. */
export function signInProblem(error: unknown): string {
  if (!(error instanceof AuthError)) return "The sign-in failed. Try again.";
  const number = /AADSTS(\d+)/.exec(error.errorMessage)?.[1];
  const consent = ["65001", "65004", "90094", "90095", "900941"];
  if (error.errorCode === "consent_required" || (number !== undefined && consent.includes(number))) {
    return (
      "The sign-in was refused: this page has not been granted the permission " +
      `${PERMISSION} for your account. Ask an administrator of your tenant to grant admin consent to the app, then sign in again.`
    );
  }
  if (error.errorCode === "access_denied") return "The sign-in was cancelled or refused. Sign in again to go on.";
  if (error.errorCode === "interaction_in_progress") return "A sign-in is under way already. Reload the page and try again.";
  if (number !== undefined) return `Entra ID refused the sign-in (AADSTS${number}). Ask an administrator of your tenant.`;
  return `The sign-in failed (${error.errorCode}). Try again.`;
}

function msalConfiguration({ clientId, tenant, sandbox, ...config }: Config): Configuration {
  const home = new URL("./", location.href).href;
  const common = { clientId, redirectUri: home, postLogoutRedirectUri: home, clientCapabilities: ["CP1"] };
  const cache = { cacheLocation: "sessionStorage" } as const;
  if (sandbox === undefined) {
    const { entra } = cloudOf({ clientId, tenant, sandbox, ...config });
    const { host } = new URL(entra);
    return { auth: { ...common, authority: `${entra}/${tenant}`, knownAuthorities: [host] }, cache };
  }
  // MSAL insists on an https authority, but takes its endpoints from here as they are.
  const { host } = new URL(sandbox.entra);
  const base = `${sandbox.entra}/${tenant}`;
  const authorityMetadata = JSON.stringify({
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    issuer: `${base}/v2.0`,
  });
  return {
    auth: { ...common, authority: `https://${host}/${tenant}`, knownAuthorities: [host], authorityMetadata },
    cache,
  };
}
