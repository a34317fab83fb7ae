// @ts-check
/** The devices with hand-written properties. `generated-devices.mjs` adds any number of similar ones. */
import { NEVER } from "./connectors.mjs";
import { managedDevice } from "./managed-device.mjs";
import { people } from "./people.mjs";

/**
 * @typedef {import("./managed-device.mjs").ManagedDevice} ManagedDevice
 * @typedef {import("./managed-device.mjs").OperatingSystem} OperatingSystem
 */

const { ada, boris, nora, liam, maria, grace, dana, siobhan, zoe } = people;

/** @type {[id: string, deviceName: string, owner: import("./people.mjs").User | null, operatingSystem: OperatingSystem, complianceState: ManagedDevice["complianceState"], lastSyncDateTime: string, serialNumber: string][]} */
const standardRows = [
  [
    "4c46edc3-0a3c-47ac-8c12-b387211634f2",
    "ADA-LAPTOP",
    ada,
    "Windows",
    "compliant",
    "2026-11-20T08:12:44Z",
    "5CG1234ADA",
  ],
  ["413bb7df-fac9-4368-b816-7b151a90a3e9", "ADA-PHONE", ada, "iOS", "compliant", "2026-11-21T06:03:10Z", "F2LADA0001"],
  [
    "aeba0e41-4b59-4496-b398-1d13cda5632e",
    "LIAM-DESKTOP",
    liam,
    "Windows",
    "compliant",
    "2026-11-21T15:40:02Z",
    "5CG2201LIA",
  ],
  [
    "f657a73b-9a04-460d-9a59-eb4cbeb9087a",
    "LIAM-TABLET",
    liam,
    "Android",
    "inGracePeriod",
    "2026-11-02T10:21:37Z",
    "R52LIAM002",
  ],
  [
    "bbf6c452-d952-4ace-bdd5-369c47d661ef",
    "LIAM-MACBOOK",
    liam,
    "macOS",
    "compliant",
    "2026-11-19T12:00:00Z",
    "C02LIAM003",
  ],
  [
    "cb9e6371-c32b-4ce0-a5be-55767fb0c2f6",
    "НОУТБУК-МАРИИ",
    maria,
    "Windows",
    "noncompliant",
    "2026-10-30T07:55:18Z",
    "5CG3301MAR",
  ],
  [
    "82bfb91a-76f8-4f54-9916-44e2c7b1fe88",
    "MARIA-PHONE",
    maria,
    "Android",
    "compliant",
    "2026-11-21T17:31:09Z",
    "R52MARI002",
  ],
  [
    "7c9cb345-7de8-47ca-9967-ef390610412e",
    "MARIA-KIOSK",
    maria,
    "Windows",
    "unknown",
    "2026-08-14T09:09:09Z",
    "5CG3303MAR",
  ],
  [
    "0a22ea9e-309f-4ff4-ba32-410bac109a33",
    "GRACE-SURFACE",
    grace,
    "Windows",
    "compliant",
    "2026-11-18T14:27:55Z",
    "0146GRACE1",
  ],
  [
    "005e966a-2500-4f2b-83c6-cdc821fac0ba",
    "GRACE-IPAD",
    grace,
    "iPadOS",
    "compliant",
    "2026-11-20T19:45:00Z",
    "DMPGRACE02",
  ],
  [
    "67991c56-5114-453c-ac30-25e90b0cdddf",
    "BORIS-LAPTOP",
    boris,
    "Windows",
    "compliant",
    "2026-11-21T08:00:31Z",
    "5CG4401BOR",
  ],
  [
    "d388faff-9d73-4397-bfdd-a43900237b1c",
    "NORA-LAPTOP",
    nora,
    "macOS",
    "compliant",
    "2026-11-21T09:16:22Z",
    "C02NORA001",
  ],
  [
    "cb6e6e6c-9ccd-405c-bdd2-47f91904ad06",
    "NORA-TABLET",
    nora,
    "Android",
    "noncompliant",
    "2026-09-05T11:30:12Z",
    "R52NORA002",
  ],
  // These names break code that does not quote, encode or escape names, and tables with no room for long names.
  [
    "e3a57c01-6146-44af-8745-b89eb84e615b",
    "O'Brien's laptop",
    siobhan,
    "Windows",
    "compliant",
    "2026-11-21T10:10:10Z",
    "5CG'55'OBR",
  ],
  [
    "0f9e0964-1707-4a6a-90fe-2edb8719ae49",
    "O'Brien's iPad",
    siobhan,
    "iPadOS",
    "compliant",
    "2026-11-21T10:11:00Z",
    "DMPOBRI002",
  ],
  [
    "c39ef4c9-ff76-4ea9-b916-02b4b94a2f90",
    "📱 Zoës Straßen-Handy",
    zoe,
    "Android",
    "compliant",
    "2026-11-21T11:45:59Z",
    "R52ZOE0001",
  ],
  [
    "79b84289-d881-4fb6-94a3-57bc6f3ad85a",
    "' or 1 eq 1",
    zoe,
    "Windows",
    "noncompliant",
    "2026-11-01T00:00:00Z",
    "5CG6602ZOE",
  ],
  [
    "d4b1df44-0027-45ee-b92b-5b1c735b3ebd",
    '<b>Bold</b> & "quoted", =1+1',
    zoe,
    "Windows",
    "compliant",
    "2026-11-11T11:11:11Z",
    "=5CG6603",
  ],
  [
    "a04b1556-dca1-4e16-8c8d-159ab4da8485",
    "A-DEVICE-WHOSE-NAME-IS-FAR-TOO-LONG-FOR-THE-COLUMN-THAT-IT-IS-SHOWN-IN-AND-THAT-HAS-NO-SPACE-TO-BREAK-AT",
    liam,
    "Windows",
    "compliant",
    "2026-11-12T12:12:12Z",
    "5CG2204LIA",
  ],
  ["47c9dbe5-29fd-4742-8628-1638ff024a34", "LOBBY-KIOSK", null, "Windows", "unknown", NEVER, "5CG0000LOB"],
];

/** Dana's devices. Each demonstrates one behaviour and is named after it. */
/** @type {[id: string, deviceName: string, behaviour: ManagedDevice["behaviour"], operatingSystem?: OperatingSystem][]} */
const demoRows = [
  ["6c7efb40-9aa3-454e-8c91-94f1f7a4ea46", "DEMO-READY-SOON", "readySoon"],
  ["6230eaf3-3cd1-463e-b96c-726c32f1c139", "DEMO-READY-AT-ONCE", "readyAtOnce"],
  ["720cf39e-8eb1-4b27-97f2-d52a019b15f7", "DEMO-READY-SLOWLY", "readySlowly"],
  ["0bc6a393-b6ba-48f7-b7b0-2e69d1034996", "DEMO-READY-NO-RESULT", "readyWithoutResult"],
  ["312cdf4b-ed93-48c5-b7f7-77d5a163230f", "DEMO-READY-OTHER-NAME", "readyUnderOtherName"],
  ["cd956874-7b0d-4895-8225-cd11e70dfeea", "DEMO-READY-AMONG-OTHERS", "readyAmongOthers"],
  ["69c3339b-62af-4247-b8bb-8311a43c1b4d", "DEMO-READY-UNKNOWN-STATE", "readyFromUnknownState"],
  ["9876d802-10b7-4272-a84d-7732a5fa4c4b", "DEMO-OLD-LINK-THEN-NEW", "oldLinkThenNew"],
  ["625fba1e-5e77-4618-9075-521154744bed", "DEMO-OLD-LINK-FOR-EVER", "oldLinkForEver"],
  ["b37cb47b-fc70-418c-8322-dbb989dba91a", "DEMO-SAME-LINK-AGAIN", "sameLinkAgain"],
  ["1487e8ca-7b3d-42e0-92f1-c0dda710339d", "DEMO-OLD-ERROR-THEN-LINK", "oldErrorThenLink"],
  ["c652c407-15b8-4dae-88ce-0dd276e069db", "DEMO-OLD-ERROR-FOR-EVER", "oldErrorForEver"],
  ["992e064a-1331-443a-8448-03939ff450d2", "DEMO-FAILS", "failsWithDetails"],
  ["e4bdb22d-f4f1-4c30-a389-99959076888b", "DEMO-FAILS-SILENTLY", "failsSilently"],
  ["b9b106bc-5a24-4d37-be70-1763e2c67b98", "DEMO-CANCELED", "canceled"],
  ["e77deb7f-a64a-46f7-ab50-c7d7a95a0843", "DEMO-NOT-SUPPORTED", "notSupported", "Android"],
  ["81c76672-51d0-43b8-a0b8-6a920fb66c10", "DEMO-DONE-NO-LINK", "doneWithoutLink"],
  ["5b6cbd5f-9a3c-47c1-a44a-65c759632366", "DEMO-NEVER-ANSWERS", "neverAnswers"],
  ["0d345f2d-d68c-4bd5-a659-fbcd8d4de085", "DEMO-LINK-HTTP", "httpLink"],
  ["eafe295e-8704-4010-8059-aa1e8d60fbcc", "DEMO-LINK-SCRIPT", "scriptLink"],
  ["04599f9c-ebb3-465b-90f7-9c25da380c89", "DEMO-LINK-TEXT", "textLink"],
  ["34656d3d-a498-48ba-beaa-8ee9f00ec2e7", "DEMO-PROPERTIES-MISSING", "propertiesMissing"],
  ["43f4b4b3-bc5e-4ce4-b407-a49a63e9c672", "DEMO-PROPERTIES-NULL", "propertiesNull"],
  ["82b3f2bb-ecda-4039-831e-788a90667fcd", "DEMO-PROPERTIES-WRONG-TYPE", "propertiesOfOtherTypes"],
  ["e47a72d2-7a20-43eb-b80e-33ef92da53d9", "DEMO-REFUSED-403", "refused"],
  ["3ba2db54-a7af-41b1-9ff5-c8fecd492891", "DEMO-GONE-404", "gone"],
  ["a411f974-3117-41c1-afd6-7c96fa4ee925", "DEMO-CONFLICT-409", "conflicting"],
  ["e5cfddc4-11ba-42a1-927a-c94a802d80db", "DEMO-UNSUITABLE-400", "unsuitable", "Android"],
  ["e2f814ae-f3d7-4806-a9c4-afda2bd3d69e", "DEMO-THROTTLED-429", "throttled"],
  ["8d0a5cd1-129a-4bbb-a7ca-bec045086ae6", "DEMO-THROTTLED-FOR-LONG", "throttledForLong"],
  ["fdce1626-32ae-47b3-b16c-88368a688fed", "DEMO-UNAVAILABLE-503", "unavailable"],
  ["e57280dc-4980-401b-a346-87a45ae22449", "DEMO-READS-THROTTLED", "readsThrottled"],
  ["babc1786-231e-46f7-a41f-93e53e8b5177", "DEMO-READS-503", "readsUnavailable"],
  ["159e07d4-fbe3-413e-95be-77f378de859e", "DEMO-READS-403", "readsRefused"],
];

/** @type {readonly ManagedDevice[]} */
export const namedDevices = [
  ...standardRows.map(([id, deviceName, owner, operatingSystem, complianceState, lastSyncDateTime, serialNumber]) =>
    managedDevice({ id, deviceName, owner, operatingSystem, complianceState, lastSyncDateTime, serialNumber }),
  ),
  ...demoRows.map(([id, deviceName, behaviour, operatingSystem = "Windows"], index) =>
    managedDevice({
      id,
      deviceName,
      owner: dana,
      operatingSystem,
      behaviour,
      complianceState: "compliant",
      lastSyncDateTime: `2026-11-21T12:${String(index).padStart(2, "0")}:00Z`,
      serialNumber: `5CGDEMO${String(index + 1).padStart(3, "0")}`,
    }),
  ),
];
