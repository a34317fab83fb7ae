/** English: the page around the work. Signing in, what is wrong with its set-up, and the form for raw IDs. */

import { en as card } from "../../js/card/words/en.js";

const PERMISSION = "DeviceManagementManagedDevices.ReadWrite.All";

export const pages = {
  page: {
    title: "Remote assistance",
    sandbox: "Sandbox: Microsoft Entra ID and Microsoft Graph are local stand-ins. No real device is contacted.",
    loading: "Loading…",
    language: "Language",
    views: "How to name the device",
    find: "Find a device",
    expert: "By device ID",
    cannotStart: "This page cannot start",
    notSecure: "This page must be opened over https.",
    reload: "Reload it. If that does not help, contact this page’s administrator.",
    signInAdvice: "Sign in with the work account that you administer Intune with.",
    signIn: "Sign in",
    signOut: "Sign out",
    switchAccount: "Switch account",
    notSignedIn: "You are not signed in",
  },

  signIn: {
    failed: "The sign-in failed. Try again.",
    consent:
      `The sign-in was refused: this page has not been granted the permission ${PERMISSION} for your account. ` +
      "Ask an administrator of your tenant to grant admin consent to the app, then sign in again.",
    denied: "The sign-in was cancelled or refused. Sign in again to go on.",
    underWay: "A sign-in is already in progress. Reload the page and try again.",
    refused: (number: string) => `Entra ID refused the sign-in (AADSTS${number}). Ask an administrator of your tenant.`,
    failedWith: (code: string) => `The sign-in failed (${code}). Try again.`,
  },

  config: {
    notLoaded: "The page’s config.json could not be loaded. Check the connection and reload.",
    missing: "There is no config.json beside this page. It names the app registration, the tenant and the cloud.",
    status: (status: string) => `The server did not give the page’s config.json (status ${status}).`,
    notJson: "The page’s config.json is not valid JSON.",
    notObject: "The page’s config.json must hold a JSON object.",
    clientId: "“clientId” in config.json must be the application (client) ID of the app registration, a GUID.",
    personal: (tenant: string) =>
      `“tenant” in config.json is “${tenant}”, but personal Microsoft accounts cannot do this. Give the ID of your tenant, or “organizations”.`,
    tenant: "“tenant” in config.json must be the tenant’s ID, one of its domains, or “organizations”.",
    cloud: (clouds: string) => `“cloud” in config.json must be one of ${clouds}.`,
    cache: "“cache” in config.json must be “localStorage” or “sessionStorage”.",
    sandbox: "“sandbox” in config.json is for the local stand-ins only: its addresses must be on 127.0.0.1.",
  },

  expert: {
    title: "Request by IDs",
    sample: "Fill in a sample",
    chooseSample: "Choose one…",
    which: "Which device?",
    scopes: {
      users: "A user’s device",
      deviceManagement: "A device by its ID alone",
      detectedApps: "A device that has a certain app",
    },
    fields: { usersId: "User", detectedAppId: "Detected app ID", managedDeviceId: "Intune device ID" },
    hints: {
      usersId: "The sign-in name (name@contoso.com) or the object ID from Entra ID.",
      detectedAppId: "From Intune: Apps, Monitor, Discovered apps.",
      managedDeviceId: "From Intune: Devices, the device, Hardware. It is not the Entra device ID.",
    },
    badField:
      "This ID is missing or not valid: 1 to 256 printable characters without spaces, / \\ % ?, not only dots, and no $ at the start.",
    send: "Request remote assistance",
    sending: "Requesting…",
    asking: "Sending the request to Microsoft Graph…",
    waiting: (time: string) => `Waiting for the response, ${time}.`,
    cancel: "Cancel",
    accepted: "Request accepted",
    acceptedAdvice: "The user must accept the request in Company Portal.",
    signedInAgain: "You are signed in again",
    notAsked: "Nothing was sent to the device. Select the button to send the request.",
    noNotes: "The browser does not let this page keep notes. Allow session storage for it, then reload.",
    leaving: "The sign-in page opens next. Nothing was sent to the device.",
    leavingTaken:
      "The sign-in page opens next. The request was accepted; this page keeps checking for its link afterwards.",
    stillLooking: "The request was accepted. It is not sent again; this page keeps checking for its link.",
    leavingSearch: "The sign-in page opens next. The search is repeated afterwards.",
  },

  unsettled: {
    ...card.unsettled,
    headlineMany: "We don’t know whether these requests reached the devices",
    which: (count: number) => `Which ones (${count})`,
    checkedAll: "I have checked all of these devices",
    held: "Not sent: an earlier request for this device is unconfirmed",
    heldAdvice: "It may have reached the device. Confirm above that you have checked, then send this one.",
  },

  support: {
    ...card.support,
    sent: "Sent",
  },
};
