// @ts-check
import { jsonReply } from "../http.mjs";
import { CONNECTORS, NEVER } from "../tenant/connectors.mjs";
import { PERMISSIONS } from "../tenant/people.mjs";
import { findApp, findDevice, findUser } from "./directory.mjs";
import { DETECTED_APP, MANAGED_DEVICE, REMOTE_ASSISTANCE_PARTNER, USER } from "./entity-types.mjs";
import { badRequest } from "./errors.mjs";
import { pageOf } from "./odata/pages.mjs";
import {
  COLLECTION_OPTIONS,
  ENTITY_OPTIONS,
  FILTERED_COLLECTION_OPTIONS,
  SEARCHED_COLLECTION_OPTIONS,
} from "./odata/query.mjs";

/**
 * The read operations: one device, and the collections. A reply contains only the properties that `$select` names, and
 * `id`.
 *
 * @typedef {import("./operation.mjs").Operation} Operation
 * @typedef {import("./operation.mjs").Call} Call
 * @typedef {import("../tenant.mjs").ManagedDevice} ManagedDevice
 */

/** The properties of a device that Graph does not fill in when it lists the devices of an app. */
const STUB = {
  userId: "",
  userDisplayName: null,
  userPrincipalName: null,
  emailAddress: null,
  serialNumber: null,
  lastSyncDateTime: NEVER,
};

/** Either permission suffices. The less privileged permission comes first. */
const READ_DEVICES = [PERMISSIONS.readDevices, PERMISSIONS.readWriteDevices];
const SESSION_URL = "remoteAssistanceSessionUrl";

/** @type {Operation} */
export const getManagedDevice = {
  permissions: READ_DEVICES,
  rolePermissions: ["Managed devices: Read"],
  query: { options: ENTITY_OPTIONS, type: MANAGED_DEVICE },
  perform(call) {
    const { select } = call.query;
    const device = findDevice(call.tenant, call.ids);
    call.simulator.read(device);
    const entity = deviceEntity(call, device);
    // Graph returns the value of this property only if `$select` names it.
    if (select === undefined) blankSessionUrl(entity);
    const context = contextUrl(call.origin, "deviceManagement/managedDevices", select);
    const document = {
      "@odata.context": `${context}/$entity`,
      ...selectProperties(entity, select, MANAGED_DEVICE),
    };
    return jsonReply(200, call.simulator.documentOf(device, document));
  },
};

/** @type {Operation} */
export const listManagedDevices = {
  permissions: READ_DEVICES,
  rolePermissions: ["Managed devices: Read"],
  query: { options: FILTERED_COLLECTION_OPTIONS, type: MANAGED_DEVICE },
  perform: (call) =>
    collection(call, MANAGED_DEVICE, {
      context: "deviceManagement/managedDevices",
      all: () => call.tenant.devices,
      entity: (device) => deviceInList(call, device),
    }),
};

/** @type {Operation} */
export const listDetectedApps = {
  permissions: READ_DEVICES,
  rolePermissions: ["Managed devices: Read"],
  query: { options: FILTERED_COLLECTION_OPTIONS, type: DETECTED_APP },
  perform: (call) =>
    collection(call, DETECTED_APP, {
      context: "deviceManagement/detectedApps",
      all: () => call.tenant.detectedApps,
      entity: (app) => ({ ...app, sizeInByte: 0, deviceCount: app.deviceIds.length }),
    }),
};

/** @type {Operation} */
export const listDevicesOfApp = {
  permissions: READ_DEVICES,
  rolePermissions: ["Managed devices: Read"],
  query: { options: COLLECTION_OPTIONS, type: MANAGED_DEVICE },
  perform: (call) =>
    collection(call, MANAGED_DEVICE, {
      context: `deviceManagement/detectedApps('${call.ids.detectedAppId}')/managedDevices`,
      all: () => findApp(call.tenant, call.ids.detectedAppId).deviceIds,
      entity: (id) => ({ ...deviceInList(call, findDevice(call.tenant, { managedDeviceId: id })), ...STUB }),
    }),
};

/** @type {Operation} */
export const listUsers = {
  permissions: [PERMISSIONS.readUsers],
  rolePermissions: [],
  query: { options: SEARCHED_COLLECTION_OPTIONS, type: USER },
  perform(call) {
    if (call.query.search !== undefined && call.consistencyLevel !== "eventual") {
      throw badRequest("Request with $search query parameter only works with ConsistencyLevel: eventual.");
    }
    return collection(call, USER, { context: "users", all: () => call.tenant.users, entity: (user) => ({ ...user }) });
  },
};

/** @type {Operation} */
export const listDevicesOfUser = {
  permissions: READ_DEVICES,
  rolePermissions: ["Managed devices: Read"],
  query: { options: COLLECTION_OPTIONS, type: MANAGED_DEVICE },
  perform(call) {
    const { id } = findUser(call.tenant, call.ids.usersId);
    return collection(call, MANAGED_DEVICE, {
      context: `users('${call.ids.usersId}')/managedDevices`,
      all: () => call.tenant.devices.filter(({ userId }) => userId === id),
      entity: (device) => deviceInList(call, device),
    });
  },
};

/** @type {Operation} */
export const listRemoteAssistancePartners = {
  permissions: [PERMISSIONS.readServiceConfig],
  rolePermissions: ["Remote Assistance Connector: Read"],
  query: { options: COLLECTION_OPTIONS, type: REMOTE_ASSISTANCE_PARTNER },
  perform: (call) =>
    collection(call, REMOTE_ASSISTANCE_PARTNER, {
      context: "deviceManagement/remoteAssistancePartners",
      all: () => CONNECTORS[call.account.connector ?? call.tenant.connector].partners,
      entity: (partner) => ({ ...partner }),
    }),
};

/**
 * @template T
 * @param {Call} call
 * @param {import("./entity-types.mjs").EntityType} type
 * @param {object} source
 * @param {string} source.context  the name of the collection in the metadata
 * @param {() => readonly T[]} source.all
 * @param {(item: T) => Record<string, unknown>} source.entity
 */
function collection(call, type, { context, all, entity }) {
  const { origin, path, pageSize, query } = call;
  const predicate = query.filter ?? query.search;
  const matching = predicate === undefined ? all() : all().filter(predicate);
  const { page, nextLink } = pageOf(matching, { resource: origin + path, query, pageSize });
  return jsonReply(200, {
    "@odata.context": contextUrl(origin, context, query.select),
    ...(nextLink !== undefined && { "@odata.nextLink": call.divertNextLink(nextLink) }),
    value: page.map((item) => selectProperties(entity(item), query.select, type)),
  });
}

/**
 * @param {Call} call
 * @param {ManagedDevice} device
 * @returns {Record<string, unknown>}
 */
const deviceEntity = ({ simulator }, device) => ({ ...device, ...simulator.properties(device) });

/**
 * @param {Call} call
 * @param {ManagedDevice} device
 */
function deviceInList(call, device) {
  const entity = deviceEntity(call, device);
  blankSessionUrl(entity);
  return entity;
}

/** @param {Record<string, unknown>} entity */
function blankSessionUrl(entity) {
  if (entity[SESSION_URL] !== undefined) entity[SESSION_URL] = "";
}

/**
 * @param {Record<string, unknown>} entity
 * @param {readonly string[] | undefined} select
 * @param {import("./entity-types.mjs").EntityType} type
 */
function selectProperties(entity, select, { properties }) {
  const wanted =
    select === undefined ? properties : properties.filter((property) => property === "id" || select.includes(property));
  return Object.fromEntries(wanted.map((property) => [property, entity[property]]));
}

/**
 * @param {string} origin
 * @param {string} name
 * @param {readonly string[] | undefined} select
 */
function contextUrl(origin, name, select) {
  return `${origin}/v1.0/$metadata#${name}${select === undefined ? "" : `(${select.join(",")})`}`;
}
