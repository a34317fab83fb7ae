/** English: all that the page says. Its shape is what every other language has to fill. */

import { en as card } from "../../js/card/words/en.js";
import { pages } from "./en-pages.js";
import { readFailures } from "./en-read-failures.js";
import { list, number } from "./format.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("en");
const devices = (count: number): string => plural(count, { one: "# device", other: "# devices" });

export const en = {
  ...card,
  ...pages,
  readFailures,

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
  },
};

export type Words = typeof en;
