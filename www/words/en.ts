/** English: all that the page says. Its shape is what every other language has to fill. */

import { list, number } from "../language.js";
import { failures, outcomes, readFailures, shortOutcomes } from "./en-failures.js";
import { pages } from "./en-pages.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("en");
const devices = (count: number): string => plural(count, { one: "# device", other: "# devices" });

export const en = {
  ...pages,
  failures,
  readFailures,
  outcomes,
  shortOutcomes,

  search: {
    title: "Find a device",
    by: "Search by",
    kinds: {
      deviceName: "Device name",
      userPrincipalName: "User",
      emailAddress: "E-mail address",
      serialNumber: "Serial number",
      app: "Installed app",
    },
    label: "Search for",
    hints: {
      deviceName: "Part of the name is enough.",
      userPrincipalName: "The whole sign-in name, such as name@contoso.com.",
      emailAddress: "Part of the address is enough.",
      serialNumber: "The whole serial number.",
      app: "Part of the app’s name. Then choose the app to see its devices.",
    },
    button: "Search",
    nothing: "Type what to search for.",
    tooLong: "This is too long: search for at most 256 characters.",
    unreadable: "This holds a line break or another character that cannot be searched for.",
    sandboxHint: "In the sandbox, try DEMO: each of those devices does what its name says.",
  },

  results: {
    devices: "Devices",
    apps: "Apps",
    devicesWith: (app: string) => `Devices with ${app}`,
    backToApps: "Back to the apps",
    searching: "Searching…",
    before: "Devices that you find are listed here.",
    count: (count: number, isAll: boolean) => (isAll ? devices(count) : `${devices(count)} shown, there are more`),
    appCount: (count: number, isAll: boolean) => {
      const apps = plural(count, { one: "# app", other: "# apps" });
      return isAll ? apps : `${apps} shown, there are more`;
    },
    more: "Show more",
    loadingMore: "Loading more…",
    moreShown: (count: number) => `${plural(count, { one: "# more is", other: "# more are" })} shown.`,
    none: "Nothing was found",
    noneAdvice: {
      deviceName: "No device has this in its name. Try a shorter part of it, or search by user.",
      userPrincipalName: "No device has this user. The sign-in name must be whole, such as name@contoso.com.",
      emailAddress: "No device has a user with this in the e-mail address. Try a shorter part of it.",
      serialNumber: "No device has this serial number. It must be whole.",
      app: "Intune has detected no app with this in its name.",
      devicesOfApp: "Intune knows of no device with this app any more.",
    },
    listEnds: "The list ends here",
    repeats:
      "Graph keeps giving the same devices, so it goes no further. Search for something narrower to see the rest.",
    retry: "Try again",
    select: (name: string) => `Select ${name}`,
    selectAll: (count: number) => `Select all shown (${number(count)})`,
    selected: (count: number) => `${number(count)} selected`,
    clear: "Clear",
    requestForSelected: "Request for these…",
    unnamed: "Device without a name",
    unnamedApp: "App without a name",
    notInList: "Not available in this list",
    noUser: "No user",
    onDevices: (count: number) => `on ${devices(count)}`,
  },

  device: {
    none: "No device is chosen",
    noneAdvice: "Choose one from the list to see what it is and to ask for a session.",
    back: "Back to the list",
    backToResults: "Back to the results",
    user: "User",
    email: "E-mail",
    system: "System",
    compliance: "Compliance",
    lastSync: "Last sync",
    model: "Model",
    serial: "Serial number",
    id: "Intune device ID",
    unknown: "not known",
    never: "never",
    complianceStates: {
      compliant: "Compliant",
      noncompliant: "Not compliant",
      inGracePeriod: "In grace period",
      conflict: "Policies in conflict",
      error: "Could not be evaluated",
      configManager: "Managed by Configuration Manager",
      unknown: "Not known",
    },
    request: "Request remote assistance",
    requestAgain: "Request again",
    requestHint: "The person at the device is asked to accept, in the Company Portal app.",
  },

  connector: {
    title: "TeamViewer connector",
    asking: "The TeamViewer connector is being checked…",
    onboarded: (names: readonly string[]) => `${names.length > 0 ? list(names) : "The connector"} is connected.`,
    onboarding: "TeamViewer is being connected. Until that is done, requests fail.",
    notOnboarded: "TeamViewer is not connected. Requests will most likely fail.",
    likelyCause: "TeamViewer is not connected to this tenant: that is the most likely cause.",
    none: "This tenant has no remote-assistance connector. Requests will most likely fail.",
    advice:
      "An Intune administrator connects it in the Intune admin center: Tenant administration, Connectors and tokens, TeamViewer connector.",
    notPermitted:
      "Whether TeamViewer is connected cannot be told with your permissions. You can send the request all the same.",
    failed: "Whether TeamViewer is connected could not be found out. You can send the request all the same.",
    setUp: (host: string) => `Continue the set-up (${host})`,
    lastUsed: (when: string) => `Last connection: ${when}.`,
    retry: "Check again",
    retrying: "Checking…",
  },

  session: {
    title: "Session",
    steps: {
      checked: "Device checked",
      requested: "Request sent",
      waiting: "Waiting for the user",
      ready: "Link ready",
    },
    during: { checked: "Checking the device…", requested: "Sending the request…" },
    notCheckedStep: "Device not read beforehand",
    refusedStep: "Request not taken",
    noLinkStep: "No link",
    /** For screen readers, behind each step. */
    stepStates: {
      done: "(done)",
      current: "(now)",
      upcoming: "(still to come)",
      paused: "(open)",
      skipped: "(left out)",
      failed: "(failed)",
    },
    elapsed: (stopwatch: string) => `Time: ${stopwatch}`,
    requestedAt: (time: string) => `Requested at ${time}`,
    limit: "Time that the page waits for the link",
    waitingHint: "Ask the caller to open the Company Portal app and to accept the request.",
    waits: (time: string) => `Graph has many requests from your tenant. The page looks again in ${time}.`,
    notChecked: "The device could not be read beforehand. The request goes on.",
    lookFailed: (headline: string) => `The last look at the device failed: ${headline}. The page goes on looking.`,
    resumed: "The page was reloaded. The request is not sent again; the page looks for its link.",
    cancel: "Cancel",
    stop: "Stop waiting",
    lookAgain: "Look again",
    open: "Open session",
    opensAt: (host: string) => `Opens ${host} in a new tab.`,
    copy: "Copy link",
    copied: "Copied",
    notCopied: "The browser does not allow copying",
    device: "Device",
    error: "Details from Graph",
    ready: "The session is ready",
    readyAdvice: "Open it to help the person at the device.",
    notCompared:
      "The device was not read before the request, so this link may be left over from an earlier session. If it does not work, request again.",
    failed: "The session could not be made",
    reasons: {
      failed:
        "Graph gives no reason. Check that the TeamViewer connector is connected and its licence has room, then request again.",
      reported: "See the reason below. Once it is mended, request again.",
      canceled:
        "The request was cancelled, at the device or by another administrator. Ask the caller, then request again.",
      notSupported:
        "This device does not support remote assistance with TeamViewer. Corporate Android Enterprise devices do not, for example.",
      badUrl:
        "Graph gave a link that is not a secure address, so it is not shown. Look at the TeamViewer connector before you request again.",
    },
    timeout: "No link has come yet",
    timeoutAdvice:
      "Graph took the request. Check with the caller that the device is on, online, and has the Company Portal app open; then look again. Request again only if nothing arrived there.",
    unreadable: "The link cannot be looked for",
    unreadableAdvice:
      "Graph took the request, but the device cannot be read. Look at the device in Intune for its session.",
    signInToLook: "Graph took the request. Sign in again to go on looking for its link.",
    signInAgain: "Sign in again",
    stopped: "The page has stopped waiting",
    stoppedAdvice: "Graph took the request, and the person at the device may still accept it. Look again for the link.",
    taken: "Graph took the request",
    takenAdvice: "Look for its link once the person at the device has accepted.",
    signedInAgain: "You are signed in again",
    notAsked: "The device has not been asked. Press the button to send the request.",
  },

  many: {
    title: (count: number) => `Request for ${devices(count)}`,
    advice: (count: number) =>
      `${plural(count, { one: "The person at this device is", other: "The people at all # devices are" })} asked to accept a session.`,
    heldBack: (count: number) => `${devices(count)} with an earlier request whose fate is open will be left out.`,
    askedBefore: (count: number) =>
      plural(count, {
        one: "Graph took an earlier request for # of these devices. The person there will be asked again.",
        other: "Graph took earlier requests for # of these devices. The people there will be asked again.",
      }),
    start: (count: number) => `Request for ${devices(count)}`,
    back: "Back",
    progress: "Progress of the requests",
    done: (done: number, total: number) => `${number(done)} of ${number(total)} done`,
    waits: (time: string) => `Graph has many requests from your tenant. It goes on in ${time}.`,
    cancel: "Cancel the rest",
    cancelling: "Cancelling…",
    finished: "All requests are done",
    cancelled: "The rest was cancelled",
    summary: (taken: number, refused: number, unknown: number, notSent: number) =>
      list([
        `${number(taken)} taken by Graph`,
        ...(refused > 0 ? [`${number(refused)} refused`] : []),
        ...(unknown > 0 ? [`${number(unknown)} unknown`] : []),
        ...(notSent > 0 ? [`${number(notSent)} not sent`] : []),
      ]),
    table: "Results",
    columns: { device: "Device", result: "Result" },
    queued: "Waiting",
    taken: "Taken",
    held: "Not sent: an earlier request is open",
    show: "Show",
    showDevice: (name: string) => `Show ${name}`,
    export: "Export as CSV",
    exported: "The file was handed to the browser.",
    csv: {
      device: "Device",
      user: "User",
      serial: "Serial number",
      id: "Intune device ID",
      result: "Result",
      reason: "Reason",
      code: "Code",
      outcome: "Outcome",
      status: "Status",
      requestId: "Request ID",
      activityId: "Activity ID",
    },
    taskFailed: "The requests could not be started",
  },

  recent: {
    title: "Recent requests",
    none: "Requests that you send in this tab are listed here.",
    show: (name: string) => `Show ${name}`,
    remove: "Clear the list",
    states: {
      checking: "Checking",
      requesting: "Sending",
      waiting: "Waiting for the user",
      ready: "Link ready",
      failed: "Failed",
      timeout: "No link yet",
      unreadable: "Cannot be read",
      stopped: "Not waiting",
      taken: "Taken by Graph",
      refused: "Not taken",
      unknown: "Fate unknown",
    },
  },
};

export type Words = typeof en;
