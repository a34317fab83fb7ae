// @ts-check
import { intuneError, notFound } from "./errors.mjs";

/**
 * Finds the device that the ids in a URL identify. The device must belong to the user or have the app that the URL
 * names.
 *
 * @param {import("../tenant.mjs").Tenant} tenant
 * @param {import("./operation.mjs").Ids} ids
 * @returns {import("../tenant.mjs").ManagedDevice}
 */
export function findDevice(tenant, { usersId, detectedAppId, managedDeviceId }) {
  const device = tenant.deviceById(managedDeviceId);

  if (usersId !== undefined) {
    if (device?.userId !== findUser(tenant, usersId).id) throw deviceNotFound();
  }
  if (detectedAppId !== undefined) {
    const app = findApp(tenant, detectedAppId);
    if (device === undefined || !app.deviceIds.includes(device.id)) throw deviceNotFound();
  }
  if (device === undefined) throw deviceNotFound();
  return device;
}

/**
 * @param {import("../tenant.mjs").Tenant} tenant
 * @param {string} usersId  the id or the user principal name
 */
export function findUser(tenant, usersId) {
  const user = tenant.users.find(
    ({ id, userPrincipalName }) => equalIgnoringCase(id, usersId) || equalIgnoringCase(userPrincipalName, usersId),
  );
  if (user === undefined) throw notFound(`There is no user '${usersId}'.`);
  return user;
}

/**
 * @param {import("../tenant.mjs").Tenant} tenant
 * @param {string} detectedAppId
 */
export function findApp(tenant, detectedAppId) {
  const app = tenant.detectedApps.find(({ id }) => equalIgnoringCase(id, detectedAppId));
  if (app === undefined) throw intuneError(404, "ResourceNotFound", "The detected app was not found");
  return app;
}

const deviceNotFound = () => intuneError(404, "ResourceNotFound", "The managed device was not found");

/**
 * Graph ignores the case of ids and user principal names.
 *
 * @param {string} one
 * @param {string} other
 */
const equalIgnoringCase = (one, other) => one.toLowerCase() === other.toLowerCase();
