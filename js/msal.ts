/** `intune-remote-assistance/msal`: access tokens for Graph from MSAL.js 3, 4 or 5. It imports no part of MSAL. */

import type { Cloud } from "./generated/contract.js";
import { GRAPH_ORIGINS } from "./generated/contract.js";
import type { TokenRequest } from "./types.js";

/** What is used of MSAL's `AccountInfo`. */
export interface MsalAccount {
  /** MSAL's key of the account. */
  readonly homeAccountId: string;
  /** The sign-in name. */
  readonly username: string;
}

/** A request to MSAL. */
export interface MsalRequest<A extends MsalAccount> extends TokenRequest {
  /** The permissions. */
  scopes: string[];
  /** Whose token it is. Missing if nobody is signed in. */
  account?: A;
}

/** What is used of MSAL's `AuthenticationResult`. */
export interface MsalResult {
  /** The token for Graph. */
  readonly accessToken: string;
}

/** What is used of MSAL's `PublicClientApplication`. */
export interface MsalApplication<A extends MsalAccount> {
  /** Called before the first use. MSAL does nothing if it is initialised. */
  initialize?(): Promise<void>;
  /** The account that the portal has chosen with `setActiveAccount`. */
  getActiveAccount(): A | null;
  /** All accounts that are signed in. */
  getAllAccounts(): A[];
  /** A token from the cache, or renewed. */
  acquireTokenSilent(request: MsalRequest<A>): Promise<MsalResult>;
  /** Opens a window for the admin. */
  acquireTokenPopup(request: MsalRequest<A>): Promise<MsalResult>;
  /** Leaves the page for the sign-in. */
  acquireTokenRedirect(request: MsalRequest<A>): Promise<void>;
}

/** Whose token it is, what for, and how to ask the admin when MSAL has to. */
export interface MsalTokenOptions<A extends MsalAccount> {
  /** The account. Without it: MSAL's active account, or else the only one that is signed in. */
  account?: A | null;
  /** The permissions, with the origin of Graph. Default: `DeviceManagementManagedDevices.ReadWrite.All` in `cloud`. */
  scopes?: string[];
  /** Where Graph is, for the default of `scopes`. Default: `"global"`. */
  cloud?: Cloud;
  /**
   * What to do when the admin has to sign in or to consent: leave the page (`"redirect"`), open a window (`"popup"`), or end the call
   * with MSAL's error (`"none"`).
   */
  interaction: "redirect" | "popup" | "none";
  /** Called before the page is left or a window is opened, with the error of MSAL that is the reason. */
  onInteraction?: (reason: unknown) => void;
}

const INTERACTIONS: readonly unknown[] = ["redirect", "popup", "none"];

const PERMISSION = "DeviceManagementManagedDevices.ReadWrite.All";

/**
 * MSAL names most of these errors by their class. Entra ID does not always send the suberror that it goes by. The last two come from
 * the hidden frame that MSAL 3 and 4, or 5, try last: browsers without third-party cookies, and policies without `frame-src`, leave it
 * without an answer.
 */
const INTERACTION_CODES: readonly unknown[] = [
  "invalid_grant",
  "no_account_error",
  "monitor_window_timeout",
  "timed_out",
];

/**
 * Makes a token function from MSAL's `PublicClientApplication`, for the `token` argument of this package.
 *
 * It asks MSAL silently first, with the claims and the `forceRefresh` that the package passes. Claims of a challenge are kept until
 * a token that meets them is there. There is one interaction at a time: calls that come meanwhile share it.
 *
 * An error of MSAL comes through unchanged: it is the `cause` of the `tokenProviderFailed` that ends the call. After a redirect the call
 * ends so, too, because the page is being left; nothing was sent, and it is the portal's to send the request again afterwards.
 *
 * @throws TypeError at once if an argument is none of these
 * @throws (as a rejection of the token function) an `Error` if nobody is signed in and `interaction` is `"none"`, or if several accounts
 *   are signed in and neither `account` nor `setActiveAccount` names one
 */
export function tokenFromMsal<A extends MsalAccount>(
  msal: MsalApplication<A>,
  options: MsalTokenOptions<A>,
): (request?: TokenRequest) => Promise<string> {
  const { cloud = "global", interaction, onInteraction } = options ?? {};
  if (typeof msal?.acquireTokenSilent !== "function")
    throw new TypeError("tokenFromMsal: msal must be a PublicClientApplication (is an `await` missing?)");
  if (!INTERACTIONS.includes(interaction))
    throw new TypeError('tokenFromMsal: interaction must be "redirect", "popup" or "none"');
  if (!Object.keys(GRAPH_ORIGINS).includes(cloud))
    throw new TypeError('tokenFromMsal: cloud must be "global", "usGov", "usGovDoD" or "china"');
  const scopes = options.scopes ?? [`${GRAPH_ORIGINS[cloud]}/${PERMISSION}`];
  let claims: string | undefined;
  let underWay: Promise<string> | undefined;

  /** The request, with the claims that no token has met yet. */
  const requestFor = (account: A | undefined): MsalRequest<A> => ({
    scopes,
    ...(account && { account }),
    ...(claims !== undefined && { claims }),
  });

  const interact = async (account: A | undefined, reason: unknown): Promise<string> => {
    onInteraction?.(reason);
    const request = requestFor(account);
    if (interaction === "redirect") {
      await msal.acquireTokenRedirect(request);
      throw reason;
    }
    const { accessToken } = await msal.acquireTokenPopup(request);
    forget(request);
    return accessToken;
  };

  /** A token has met the claims of that request. Others may have come meanwhile. */
  const forget = (request: TokenRequest): void => {
    if (request.claims === claims) claims = undefined;
  };

  const interactOnce = (account: A | undefined, reason: unknown): Promise<string> => {
    if (interaction === "none") throw reason;
    underWay ??= interact(account, reason).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return async ({ claims: asked, forceRefresh } = {}) => {
    claims = asked ?? claims;
    // MSAL does nothing if it is initialised.
    await msal.initialize?.();
    const account = accountOf(msal, options.account);
    if (account === undefined) return interactOnce(undefined, new Error("tokenFromMsal: nobody is signed in"));
    const request = { ...requestFor(account), account, ...(forceRefresh && { forceRefresh }) };
    try {
      const { accessToken } = await msal.acquireTokenSilent(request);
      forget(request);
      return accessToken;
    } catch (error) {
      if (!needsInteraction(error)) throw error;
      return interactOnce(account, error);
    }
  };
}

function accountOf<A extends MsalAccount>(msal: MsalApplication<A>, given: A | null | undefined): A | undefined {
  const account = given ?? msal.getActiveAccount();
  if (account) return account;
  const [only, ...others] = msal.getAllAccounts();
  if (others.length > 0) {
    throw new Error("tokenFromMsal: several accounts are signed in; pass `account`, or call MSAL's setActiveAccount");
  }
  return only;
}

/** Whether only the admin can go on. The class of the error is that of the portal's own copy of MSAL. */
function needsInteraction(error: unknown): boolean {
  const { name, errorCode } = (error ?? {}) as { name?: unknown; errorCode?: unknown };
  return name === "InteractionRequiredAuthError" || INTERACTION_CODES.includes(errorCode);
}
