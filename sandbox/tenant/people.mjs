// @ts-check
/**
 * The people of the sample tenant: the administrators, who can sign in, and the users, whose devices they support.
 *
 * @typedef {"Managed devices: Read" | "Remote Assistance Connector: Read" | "Remote tasks: Offer remote assistance"} RolePermission
 *   a permission of an Intune role, spelt as in Intune's role editor
 *
 * @typedef {object} Account  an administrator, who can sign in to the page
 * @property {string} id  the Entra object id
 * @property {string} displayName
 * @property {string} userPrincipalName
 * @property {string} mail
 * @property {readonly string[]} consentedTo  the page's permissions that have consent for this account
 * @property {readonly RolePermission[]} rolePermissions  the permissions of the account's Intune roles
 * @property {import("./connectors.mjs").ConnectorState} [connector]
 *   replaces the tenant's connector state for this account
 * @property {false} [hasLicence]  present if Intune answers every call of this account as in a tenant without licence
 * @property {string} note  a description of the account for the sign-in form and the console
 *
 * @typedef {object} User
 * @property {string} id
 * @property {string} displayName
 * @property {string} userPrincipalName
 * @property {string} mail
 */

export const domain = "fabrikam.onmicrosoft.com";

/** The delegated permissions that the page's app registration lists. */
export const PERMISSIONS = {
  readWriteDevices: "DeviceManagementManagedDevices.ReadWrite.All",
  readDevices: "DeviceManagementManagedDevices.Read.All",
  readServiceConfig: "DeviceManagementServiceConfig.Read.All",
  readUser: "User.Read",
  readUsers: "User.ReadBasic.All",
};
const EVERY_PERMISSION = Object.values(PERMISSIONS);

/** @type {readonly RolePermission[]} */
const READER = ["Managed devices: Read", "Remote Assistance Connector: Read"];
/** @type {readonly RolePermission[]} */
const HELP_DESK = [...READER, "Remote tasks: Offer remote assistance"];

/**
 * @param {string} id
 * @param {string} displayName
 * @param {string} name  the part of the user principal name before the `@`
 * @param {string} [mail]
 */
const person = (id, displayName, name, mail = `${name}@fabrikam.example`) => ({
  id,
  displayName,
  userPrincipalName: `${name}@${domain}`,
  mail,
});

/** @type {readonly Account[]} */
export const accounts = [
  {
    ...person("1a6d585a-07dd-43aa-b2ee-09ba93b5b7bb", "Ada Winter", "ada"),
    consentedTo: EVERY_PERMISSION,
    rolePermissions: HELP_DESK,
    note: "Intune administrator: everything works",
  },
  {
    ...person("cc4c94f8-ef39-4e2d-a9e2-4f87ea5ad3e2", "Борис Петров", "boris"),
    consentedTo: EVERY_PERMISSION,
    rolePermissions: [],
    note: "no Intune role: signs in, but Graph refuses to read devices and to request",
  },
  {
    ...person("6339923c-d297-46be-bca7-29e052e440d7", "Nora Lind", "nora"),
    consentedTo: [],
    rolePermissions: HELP_DESK,
    note: "no consent: Entra ID refuses the sign-in",
  },
  {
    ...person("1c6695f6-efee-48f1-926e-7c2c3fa57313", "Priya Raman", "priya"),
    consentedTo: EVERY_PERMISSION,
    rolePermissions: READER,
    note: "may read devices, but not offer remote assistance: Graph refuses the request",
  },
  {
    ...person("e0e88e04-8759-48f3-9196-91f296ae8a75", "Jonas Weber", "jonas"),
    consentedTo: EVERY_PERMISSION,
    rolePermissions: HELP_DESK,
    connector: "notOnboarded",
    note: "TeamViewer is not connected: requests are taken, and then fail",
  },
  {
    ...person("af10cde3-79d5-488a-8778-d187428697ba", "Vera Holm", "vera"),
    consentedTo: [PERMISSIONS.readWriteDevices, PERMISSIONS.readUser],
    rolePermissions: HELP_DESK,
    note: "everything works but reading the connector and people: these permissions were not granted",
  },
  {
    ...person("3a0e4d51-7c1b-4a8e-9f25-6f5f3f0f7c10", "Lena Fischer", "lena"),
    consentedTo: EVERY_PERMISSION,
    rolePermissions: HELP_DESK,
    hasLicence: false,
    note: "the tenant has no Intune licence: Graph refuses every call with 400",
  },
];

const liam = person("bdb29512-d6b5-4061-b2f3-b5bb86f09abf", "Liam Novak", "liam");
const maria = person("6c081c08-1a69-4c30-801d-189c9641d135", "Мария Иванова", "maria");
// A guest's user principal name contains `#`. A URL must encode it as `%23`, once and not twice.
const grace = person(
  "bc21e230-6fd8-46d3-b1c1-28714db246d0",
  "Grace Contoso (guest)",
  "grace_contoso.com#EXT#",
  "grace@contoso.com",
);
/** Dana owns the devices that demonstrate the behaviours. */
const dana = person("2ccf584b-a39f-4567-996b-3c8c2944cb33", "Dana Demir", "dana");
const siobhan = person("f70feb68-f0a5-47fb-bc87-029501b10415", "Siobhán O'Brien", "siobhan.o'brien");
const zoe = person("d6d4ed96-add6-4596-a551-8976b1dcc21b", "Zoë 🌻 Müller", "zoe.mueller");
const [ada, boris, nora] = accounts;

/** The people by first name, for the table of devices. */
export const people = { ada, boris, nora, liam, maria, grace, dana, siobhan, zoe };

/** The owners of the generated devices. */
export const officeUsers = [
  person("e76b73c2-79d8-4cec-94c0-ec153cdd861f", "Łukasz Żak", "lukasz.zak"),
  person("05ab5974-b792-45cc-9afb-21ed61b8fc9a", "Ólafur Þórsson", "olafur.thorsson"),
  person("5402f476-a0a1-49db-9c46-f997382b386b", "李 娜", "li.na"),
  person("fd95d6bc-e04e-476c-be3f-ba5bae17d8e6", "Amélie Dupont-d'Arc", "amelie.dupont"),
  person("318f6eac-273c-400d-b68c-359b521855b7", "Иван Щукин", "ivan.shchukin"),
  person("432d4c50-2e18-4b6e-a289-fa782f8da144", "Jürgen Weiß", "juergen.weiss"),
  person("5bb14d07-091c-41ce-8c06-d45d1ca92f0b", "Noor de Vries", "noor.devries"),
  person("944673a5-5f42-4feb-9de4-65494583217d", "Tom Smith", "tom.smith"),
];

/** @type {readonly User[]} */
export const users = [...accounts, liam, maria, grace, dana, siobhan, zoe, ...officeUsers];
