// @ts-check
import { intuneError, notFound } from "./errors.mjs";

/**
 * Finds what the ids in an address lead to, if each of them belongs to the one before.
 *
 * @param {import("../tenant.mjs").Tenant} tenant
 * @param {import("./routes.mjs").Ids} ids
 * @returns {import("../tenant.mjs").ManagedDevice}
 */
export function findDevice(tenant, { usersId, detectedAppId, managedDeviceId }) {
  const device = tenant.deviceById(managedDeviceId);

  if (usersId !== undefined) {
    const user = tenant.users.find(
      ({ id, userPrincipalName }) => same(id, usersId) || same(userPrincipalName, usersId),
    );
    if (user === undefined) throw notFound(`There is no user '${usersId}'.`);
    if (device?.userId !== user.id) throw deviceNotFound();
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
 * @param {string} detectedAppId
 */
export function findApp(tenant, detectedAppId) {
  const app = tenant.detectedApps.find(({ id }) => same(id, detectedAppId));
  if (app === undefined) throw intuneError(404, "ResourceNotFound", "The detected app was not found");
  return app;
}

const deviceNotFound = () => intuneError(404, "ResourceNotFound", "The managed device was not found");

/**
 * Ids and user principal names are compared without regard to case.
 *
 * @param {string} one
 * @param {string} other
 */
const same = (one, other) => one.toLowerCase() === other.toLowerCase();
