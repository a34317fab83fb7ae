// @ts-check
/**
 * The sample tenant, as data: who can sign in, whose devices there are, and which apps Intune found on them.
 *
 * @typedef {object} Account  someone who can sign in to the page
 * @property {string} id  the Entra object id
 * @property {string} displayName
 * @property {string} userPrincipalName
 * @property {boolean} consented  whether the page's permission was ever consented to for this account
 * @property {boolean} mayOfferRemoteAssistance  whether an Intune role with that remote task is assigned
 * @property {string} note  what to expect of this account, for the sign-in form and the console
 *
 * @typedef {object} User
 * @property {string} id
 * @property {string} displayName
 * @property {string} userPrincipalName
 *
 * @typedef {object} ManagedDevice  properties as in Graph's managedDevice
 * @property {string} id
 * @property {string} deviceName
 * @property {string} userId
 * @property {string} operatingSystem
 * @property {"compliant" | "noncompliant" | "inGracePeriod" | "unknown"} complianceState
 * @property {string} lastSyncDateTime
 * @property {string} serialNumber
 *
 * @typedef {object} DetectedApp  properties as in Graph's detectedApp
 * @property {string} id
 * @property {string} displayName
 * @property {string} version
 * @property {string} publisher
 * @property {string[]} deviceIds
 *
 * @typedef {object} Sample  a filled-in form, for trying the page
 * @property {string} label
 * @property {"users" | "deviceManagement" | "detectedApps"} scope
 * @property {Record<string, string>} ids
 *
 * @typedef {object} Tenant
 * @property {string} id
 * @property {string} domain
 * @property {{ id: string, displayName: string, permissions: readonly string[] }} client  the page's app registration
 * @property {readonly Account[]} accounts
 * @property {readonly User[]} users
 * @property {readonly ManagedDevice[]} devices
 * @property {readonly DetectedApp[]} detectedApps
 * @property {readonly Sample[]} samples
 */

const domain = "fabrikam.onmicrosoft.com";

/** @type {Account[]} */
const accounts = [
  {
    id: "1a6d585a-07dd-43aa-b2ee-09ba93b5b7bb",
    displayName: "Ada Winter",
    userPrincipalName: `ada@${domain}`,
    consented: true,
    mayOfferRemoteAssistance: true,
    note: "Intune administrator: everything works",
  },
  {
    id: "cc4c94f8-ef39-4e2d-a9e2-4f87ea5ad3e2",
    displayName: "Борис Петров",
    userPrincipalName: `boris@${domain}`,
    consented: true,
    mayOfferRemoteAssistance: false,
    note: "no Intune role: signs in, but Graph refuses the request",
  },
  {
    id: "6339923c-d297-46be-bca7-29e052e440d7",
    displayName: "Nora Lind",
    userPrincipalName: `nora@${domain}`,
    consented: false,
    mayOfferRemoteAssistance: true,
    note: "no consent: Entra ID refuses the sign-in",
  },
];

const liam = { id: "bdb29512-d6b5-4061-b2f3-b5bb86f09abf", displayName: "Liam Novak", userPrincipalName: `liam@${domain}` };
const maria = { id: "6c081c08-1a69-4c30-801d-189c9641d135", displayName: "Мария Иванова", userPrincipalName: `maria@${domain}` };
// A guest's name in the host tenant: its `#` must travel as `%23`, and encoded once only.
const grace = { id: "bc21e230-6fd8-46d3-b1c1-28714db246d0", displayName: "Grace Contoso (guest)", userPrincipalName: `grace_contoso.com#EXT#@${domain}` };
const [ada] = accounts;

/** @type {[id: string, deviceName: string, owner: User, operatingSystem: string, complianceState: ManagedDevice["complianceState"], lastSyncDateTime: string, serialNumber: string][]} */
const deviceRows = [
  ["4c46edc3-0a3c-47ac-8c12-b387211634f2", "ADA-LAPTOP", ada, "Windows", "compliant", "2026-11-20T08:12:44Z", "5CG1234ADA"],
  ["413bb7df-fac9-4368-b816-7b151a90a3e9", "ADA-PHONE", ada, "iOS", "compliant", "2026-11-21T06:03:10Z", "F2LADA0001"],
  ["aeba0e41-4b59-4496-b398-1d13cda5632e", "LIAM-DESKTOP", liam, "Windows", "compliant", "2026-11-21T15:40:02Z", "5CG2201LIA"],
  ["f657a73b-9a04-460d-9a59-eb4cbeb9087a", "LIAM-TABLET", liam, "Android", "inGracePeriod", "2026-11-02T10:21:37Z", "R52LIAM002"],
  ["bbf6c452-d952-4ace-bdd5-369c47d661ef", "LIAM-MACBOOK", liam, "macOS", "compliant", "2026-11-19T12:00:00Z", "C02LIAM003"],
  ["cb9e6371-c32b-4ce0-a5be-55767fb0c2f6", "НОУТБУК-МАРИИ", maria, "Windows", "noncompliant", "2026-10-30T07:55:18Z", "5CG3301MAR"],
  ["82bfb91a-76f8-4f54-9916-44e2c7b1fe88", "MARIA-PHONE", maria, "Android", "compliant", "2026-11-21T17:31:09Z", "R52MARI002"],
  ["7c9cb345-7de8-47ca-9967-ef390610412e", "MARIA-KIOSK", maria, "Windows", "unknown", "2026-08-14T09:09:09Z", "5CG3303MAR"],
  ["0a22ea9e-309f-4ff4-ba32-410bac109a33", "GRACE-SURFACE", grace, "Windows", "compliant", "2026-11-18T14:27:55Z", "0146GRACE1"],
  ["005e966a-2500-4f2b-83c6-cdc821fac0ba", "GRACE-IPAD", grace, "iPadOS", "compliant", "2026-11-20T19:45:00Z", "DMPGRACE02"],
  ["67991c56-5114-453c-ac30-25e90b0cdddf", "BORIS-LAPTOP", accounts[1], "Windows", "compliant", "2026-11-21T08:00:31Z", "5CG4401BOR"],
  ["d388faff-9d73-4397-bfdd-a43900237b1c", "NORA-LAPTOP", accounts[2], "macOS", "compliant", "2026-11-21T09:16:22Z", "C02NORA001"],
  ["cb6e6e6c-9ccd-405c-bdd2-47f91904ad06", "NORA-TABLET", accounts[2], "Android", "noncompliant", "2026-09-05T11:30:12Z", "R52NORA002"],
];

const devices = deviceRows.map(
  ([id, deviceName, owner, operatingSystem, complianceState, lastSyncDateTime, serialNumber]) => ({
    id, deviceName, userId: owner.id, operatingSystem, complianceState, lastSyncDateTime, serialNumber,
  }),
);

/** @param {string[]} names */
const idsOf = (...names) => devices.filter(({ deviceName }) => names.includes(deviceName)).map(({ id }) => id);

/** @type {DetectedApp[]} */
const detectedApps = [
  {
    // Not every detected app has a GUID: some ids are 64 hex digits.
    id: "ad61f6af14a816faf1f161247d802a50fc5d48bb9dbdb9f3d1112112712ae9a2",
    displayName: "Fabrikam VPN", version: "4.2.1", publisher: "Fabrikam",
    deviceIds: idsOf("ADA-LAPTOP", "LIAM-DESKTOP", "GRACE-SURFACE"),
  },
  {
    id: "a6595cb9-ec9b-43fc-8c5d-e75e76f57143",
    displayName: "Contoso Notes", version: "11.0", publisher: "Contoso",
    deviceIds: idsOf("ADA-LAPTOP", "НОУТБУК-МАРИИ", "LIAM-MACBOOK"),
  },
  {
    id: "b4c1fdac-8ede-4079-9c6f-e2494a55e210",
    displayName: "Woodgrove Bank", version: "2026.10", publisher: "Woodgrove",
    deviceIds: idsOf("ADA-PHONE", "MARIA-PHONE", "LIAM-TABLET"),
  },
  {
    id: "b63e6d3b-17c9-42bd-affd-07d99480260f",
    displayName: "Northwind Kiosk", version: "1.0.3", publisher: "Northwind",
    deviceIds: idsOf("MARIA-KIOSK"),
  },
];

/** @param {string} name */
const idOf = (name) => idsOf(name)[0];

/** @type {Tenant} */
export const tenant = {
  id: "dbb3d901-2996-4d51-8528-5148fc407197",
  domain,
  client: {
    id: "f6ecaec6-c0d1-444d-98ee-2c9670959600",
    displayName: "Intune Remote Assistance",
    permissions: [
      "DeviceManagementManagedDevices.ReadWrite.All",
      "DeviceManagementManagedDevices.Read.All",
      "DeviceManagementServiceConfig.Read.All",
      "User.Read",
    ],
  },
  accounts,
  users: [...accounts, liam, maria, grace],
  devices,
  detectedApps,
  samples: [
    { label: "Ada's laptop (by user)", scope: "users", ids: { usersId: ada.userPrincipalName, managedDeviceId: idOf("ADA-LAPTOP") } },
    { label: "A guest's Surface (by user, name with #EXT#)", scope: "users", ids: { usersId: grace.userPrincipalName, managedDeviceId: idOf("GRACE-SURFACE") } },
    { label: "Liam's desktop (by device)", scope: "deviceManagement", ids: { managedDeviceId: idOf("LIAM-DESKTOP") } },
    { label: "Ada's laptop (by its VPN app)", scope: "detectedApps", ids: { detectedAppId: detectedApps[0].id, managedDeviceId: idOf("ADA-LAPTOP") } },
    { label: "A device that is not there (404)", scope: "deviceManagement", ids: { managedDeviceId: "6b5192da-d757-4aca-a898-30f7ca995d12" } },
  ],
};
