/** Who is signed in, and tokens for Graph: the page's one place that knows MSAL. */

import type { AccountInfo, AuthenticationResult, Configuration, SilentRequest } from "@azure/msal-browser";
import {
  AuthError,
  CacheLookupPolicy,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from "@azure/msal-browser";
import { signal } from "@preact/signals";
import type { TokenRequest } from "intune-remote-assistance";
import { type MsalApplication, tokenFromMsal } from "intune-remote-assistance/msal";
import type { Said } from "../words/language.js";
import type { Config } from "./config.js";
import { cloudOf } from "./config.js";
import { cleanAddress } from "./place.js";

const PERMISSION = "DeviceManagementManagedDevices.ReadWrite.All";
/** For the connector's state alone. Not every tenant grants it, and the page does without. */
const CONNECTOR_PERMISSION = "DeviceManagementServiceConfig.Read.All";

/** For searching people by their names. Not every tenant grants it, and the search does without. */
const PEOPLE_PERMISSION = "User.ReadBasic.All";

export class SignIn {
  readonly #msal: PublicClientApplication;
  readonly #scopes: string[];
  readonly #graphToken: (request: TokenRequest) => Promise<string>;
  /** A token for the connector's state. Without consent it fails. */
  readonly connectorToken: (request: TokenRequest) => Promise<string>;
  /** A token for searching people. Without consent it fails. */
  readonly peopleToken: (request: TokenRequest) => Promise<string>;
  /** The last renewal of a token. */
  #renewal: Promise<unknown> = Promise.resolve();
  /** The claims of the last challenge, for the login form if MSAL cannot meet them by itself. */
  #claims: string | undefined;

  /** Why the page could not be left for the login form, or why the sign-in there failed. */
  readonly problem = signal<Said | undefined>(undefined);
  readonly isLeaving = signal(false);

  private constructor(msal: PublicClientApplication, graph: string) {
    this.#msal = msal;
    this.#scopes = [`${graph}/${PERMISSION}`];
    this.#graphToken = this.#tokenFor(this.#scopes);
    this.connectorToken = this.#tokenFor([`${graph}/${CONNECTOR_PERMISSION}`]);
    this.peopleToken = this.#tokenFor([`${graph}/${PEOPLE_PERMISSION}`]);
  }

  /** Starts MSAL and takes up a sign-in that was under way. */
  static async start(config: Config): Promise<{ signIn: SignIn; justSignedIn: boolean }> {
    // What Entra ID appended to the address is for one use, and must not be sent along, bookmarked, or come back to. MSAL would
    // leave it in the browser's history: it puts an entry of its own on top.
    const { hash } = location;
    cleanAddress();
    const msal = new PublicClientApplication(msalConfiguration(config));
    await msal.initialize();
    const signIn = new SignIn(msal, cloudOf(config).graph);
    let justSignedIn = false;
    try {
      const result = await msal.handleRedirectPromise({ hash, navigateToLoginRequestUrl: false });
      if (result !== null) {
        msal.setActiveAccount(result.account);
        justSignedIn = true;
      }
    } catch (error) {
      signIn.problem.value = signInProblem(error);
    }
    return { signIn, justSignedIn };
  }

  /** Leaves the page for Entra ID. If that fails, says why. A second press changes nothing while the first is under way. */
  async leave(departure: () => Promise<void>): Promise<void> {
    if (this.isLeaving.peek()) return;
    this.isLeaving.value = true;
    try {
      await departure();
    } catch (error) {
      this.isLeaving.value = false;
      this.problem.value = signInProblem(error);
    }
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

  /** A token for Graph. Where a renewal is not enough, {@link needsSignIn} says so of the error. */
  readonly token = (request: TokenRequest): Promise<string> => {
    // Kept until a sign-in uses them: a request for another token meanwhile has none.
    if (request.claims !== undefined) this.#claims = request.claims;
    return this.#graphToken(request);
  };

  /** A token function that never asks the admin to sign in. */
  #tokenFor(scopes: string[]): (request: TokenRequest) => Promise<string> {
    const msal = this.#msal;
    const application: MsalApplication<AccountInfo> = {
      getActiveAccount: () => this.account,
      getAllAccounts: () => msal.getAllAccounts(),
      acquireTokenSilent: (request) => this.#renewInTurn(request),
      acquireTokenPopup: (request) => msal.acquireTokenPopup(request),
      acquireTokenRedirect: (request) => msal.acquireTokenRedirect(request),
    };
    return tokenFromMsal(application, { scopes, interaction: "none" });
  }

  /**
   * From MSAL's cache, or renewed with the refresh token. No hidden frame is used, so that the page needs no frame-src. One after
   * the other: a refresh token is used up by its first use.
   */
  #renewInTurn(request: SilentRequest): Promise<AuthenticationResult> {
    const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken;
    const acquired = this.#renewal.then(() => this.#msal.acquireTokenSilent({ ...request, cacheLookupPolicy }));
    this.#renewal = acquired.catch(() => undefined);
    return acquired;
  }
}

/** Whether only a new sign-in helps. Entra ID does not always give the suberror that MSAL goes by. */
export function needsSignIn(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError ||
    (error instanceof AuthError && ["invalid_grant", "no_account_error"].includes(error.errorCode))
  );
}

/** Why a sign-in failed, for an admin. The text that Entra ID sent is not shown: it is not ours. */
export function signInProblem(error: unknown): Said {
  if (!(error instanceof AuthError)) return (words) => words.signIn.failed;
  const { errorCode } = error;
  const number = /AADSTS(\d+)/.exec(error.errorMessage)?.[1];
  const consent = ["65001", "65004", "90094", "90095", "900941"];
  if (errorCode === "consent_required" || (number !== undefined && consent.includes(number)))
    return (words) => words.signIn.consent;
  if (errorCode === "access_denied") return (words) => words.signIn.denied;
  if (errorCode === "interaction_in_progress") return (words) => words.signIn.underWay;
  if (number !== undefined) return (words) => words.signIn.refused(number);
  return (words) => words.signIn.failedWith(errorCode);
}

function msalConfiguration({ clientId, tenant, cache: cacheLocation, sandbox, ...config }: Config): Configuration {
  const home = new URL("./", location.href).href;
  const common = { clientId, redirectUri: home, postLogoutRedirectUri: home, clientCapabilities: ["CP1"] };
  const cache = { cacheLocation };
  if (sandbox === undefined) {
    const { entra } = cloudOf({ clientId, tenant, cache: cacheLocation, sandbox, ...config });
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
