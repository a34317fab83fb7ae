/** English: all that the page says. Its shape is what every other language has to fill. */

import { failures, outcomes, readFailures } from "./en-failures.js";
import { pages } from "./en-pages.js";
import { list, number } from "./format.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("en");
const devices = (count: number): string => plural(count, { one: "# device", other: "# devices" });

export const en = {
  ...pages,
  failures,
  readFailures,
  outcomes,

  search: {
    title: "Find a device",
    by: "Search by",
    kinds: {
      any: "Everything",
      deviceName: "Device name",
      userPrincipalName: "User",
      emailAddress: "E-mail address",
      serialNumber: "Serial number",
      app: "Installed app",
    },
    label: "Search for",
    hints: {
      any: "A device, a serial number, a person, an e-mail address or an ID. Paste a list to find several.",
      deviceName: "Part of the name is enough.",
      userPrincipalName: "The whole sign-in name, such as name@contoso.com.",
      emailAddress: "Part of the address is enough.",
      serialNumber: "The whole serial number.",
      app: "Part of the app’s name. Then choose the app to see its devices.",
    },
    button: "Search",
    nothing: "Enter a search text.",
    tooMany: (most: number) => `The list is too long: search for at most ${number(most)} entries at a time.`,
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
    before: "Search results appear here.",
    count: (count: number, isAll: boolean) => (isAll ? devices(count) : `${devices(count)} shown, there are more`),
    appCount: (count: number, isAll: boolean) => {
      const apps = plural(count, { one: "# app", other: "# apps" });
      return isAll ? apps : `${apps} shown, there are more`;
    },
    more: "Show more",
    loadingMore: "Loading more…",
    moreShown: (count: number) => `${plural(count, { one: "# more is", other: "# more are" })} shown.`,
    none: "Nothing found",
    noneAdvice: {
      any: "Check the spelling, or search for a shorter part of the name. A serial number must be complete.",
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
    table: "Devices found",
    allSystems: "All",
    stale: "No sync for more than 30 days",
    matches: {
      id: "device ID",
      name: "device name",
      serial: "serial number",
      user: "user",
      email: "e-mail address",
      person: "person’s name",
    },
    missing: (count: number) =>
      plural(count, { one: "No device found for # entry:", other: "No device found for # entries:" }),
    omitted: (count: number) =>
      plural(count, {
        one: "Graph returned # device that does not match the search. It is not shown.",
        other: "Graph returned # devices that do not match the search. They are not shown.",
      }),
    onDevices: (count: number) => `on ${devices(count)}`,
  },

  device: {
    none: "No device selected",
    noneAdvice: "Select one to see its details and start a session.",
    back: "Back to the list",
    backToResults: "Back to the results",
    name: "Name",
    user: "User",
    email: "E-mail",
    system: "System",
    compliance: "Compliance",
    lastSync: "Last sync",
    model: "Model",
    serial: "Serial number",
    id: "Intune device ID",
    more: "More details",
    copy: "Copy",
    copyValue: (name: string) => `Copy: ${name}`,
    openInIntune: "Open in Intune",
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
    askAgain: "The link is ready. Another request asks the user again.",
    confirmAgain: "Ask the user again",
    requestHint: "The user must accept the request in Company Portal.",
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
    notPermitted: "You don’t have permission to see whether TeamViewer is connected. You can send the request anyway.",
    failed: "Checking whether TeamViewer is connected failed. You can send the request anyway.",
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
    notCheckedStep: "Device not read before the request",
    refusedStep: "Request rejected",
    noLinkStep: "No link",
    /** For screen readers, behind each step. */
    stepStates: {
      done: "(done)",
      current: "(now)",
      upcoming: "(not yet)",
      paused: "(open)",
      skipped: "(skipped)",
      failed: "(failed)",
    },
    elapsed: (stopwatch: string) => `Time: ${stopwatch}`,
    requestedAt: (time: string) => `Requested at ${time}`,
    limit: "Time that the page waits for the link",
    waitingHint: "Ask the caller to open Company Portal and accept the request.",
    waits: (time: string) => `Too many requests from your tenant. This page checks again in ${time}.`,
    notChecked: "The device could not be read before the request. The request continues.",
    lookFailed: (headline: string) => `The last check failed: ${headline}. This page keeps checking.`,
    elsewhere: "Another tab of this browser follows this request.",
    resumed: "This page was reloaded. The request is not sent again; the page keeps checking for its link.",
    cancel: "Cancel",
    stop: "Stop waiting",
    lookAgain: "Check again",
    open: "Open session",
    opensAt: (host: string) => `Opens ${host} in a new tab.`,
    copy: "Copy link",
    copied: "Copied",
    notCopied: "The browser does not allow copying",
    error: "Details from Graph",
    ready: "The session is ready",
    readyAdvice: "Open it to help the person at the device.",
    notCompared:
      "The device was not read before the request, so this link may be left over from an earlier session. If it does not work, request again.",
    failed: "The session could not be created",
    reasons: {
      failed:
        "Graph gives no reason. Check that TeamViewer is connected and that a TeamViewer licence is free, then request again.",
      reported: "Fix the cause shown below, then request again.",
      canceled:
        "The request was cancelled, at the device or by another administrator. Ask the caller, then request again.",
      notSupported:
        "This device does not support remote assistance with TeamViewer. Corporate Android Enterprise devices do not, for example.",
      badUrl:
        "Graph gave a link that is not a secure address, so it is not shown. Look at the TeamViewer connector before you request again.",
    },
    timeout: "No link has come yet",
    timeoutAdvice:
      "The request was accepted. Ask the caller to check that the device is on and online, and to open Company Portal. Then check again. Request again only if nothing arrived there.",
    unreadable: "Checking for the link failed",
    unreadableAdvice: "The request was accepted, but the device cannot be read. Check the device in Intune.",
    signInToLook: "The request was accepted. Sign in again to keep checking for its link.",
    signInAgain: "Sign in again",
    stopped: "Stopped waiting for the link",
    stoppedAdvice: "The request was accepted, and the user may still accept it. Check again for the link.",
    taken: "Request accepted",
    takenAdvice: "Check for the link once the user has accepted.",
  },

  ready: {
    toast: (name: string) => `The session with ${name} is ready.`,
    show: "Show",
  },

  many: {
    title: (count: number) => `Request for ${devices(count)}`,
    advice: (count: number) =>
      `${plural(count, { one: "The user of this device is", other: "The users of all # devices are" })} asked to accept a session.`,
    heldBack: (count: number) => `${devices(count)} with an earlier unconfirmed request will be left out.`,
    askedBefore: (count: number) =>
      plural(count, {
        one: "An earlier request for # of these devices was accepted. The user there will be asked again.",
        other: "Earlier requests for # of these devices were accepted. The users there will be asked again.",
      }),
    start: (count: number) => `Request for ${devices(count)}`,
    back: "Back",
    progress: "Progress of the requests",
    done: (done: number, total: number) => `${number(done)} of ${number(total)} done`,
    waits: (time: string) => `Too many requests from your tenant. It continues in ${time}.`,
    cancel: "Cancel the rest",
    cancelling: "Cancelling…",
    finished: "All requests are done",
    cancelled: "The rest was cancelled",
    summary: (count: Record<"ready" | "open" | "failed" | "rejected" | "unknown" | "notSent", number>) => {
      const parts: [number, string][] = [
        [count.open, "without a link yet"],
        [count.failed, "failed"],
        [count.rejected, "rejected"],
        [count.unknown, "unconfirmed"],
        [count.notSent, "not sent"],
      ];
      const others = parts.filter(([number]) => number > 0).map(([value, name]) => `${number(value)} ${name}`);
      return list([plural(count.ready, { one: "# link", other: "# links" }), ...others]);
    },
    table: "Results",
    columns: { device: "Device", result: "Result", link: "Link" },
    onlyOpen: "Only devices without a link",
    open: "Open",
    openDevice: (name: string) => `Open the session of ${name}`,
    copyDevice: (name: string) => `Copy the link of ${name}`,
    retry: (count: number) => `Retry failed (${number(count)})…`,
    held: "Not sent: an earlier request is unconfirmed or in progress",
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
      link: "Link",
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
    none: "Your requests appear here.",
    remove: "Clear the list",
    showAll: (count: number) => `Show all (${number(count)})`,
    states: {
      queued: "Waiting for its turn",
      notSent: "Not sent",
      checking: "Checking",
      requesting: "Sending",
      waiting: "Waiting for the user",
      ready: "Link ready",
      failed: "Failed",
      timeout: "No link yet",
      unreadable: "Read failed",
      stopped: "Stopped",
      taken: "Accepted",
      refused: "Rejected",
      unknown: "Unconfirmed",
    },
  },
};

export type Words = typeof en;
