// @ts-check
import { header } from "../http.mjs";
import { badRequest, GraphError, intuneError, notFound, unknownIntuneError } from "./errors.mjs";

/**
 * The action `requestRemoteAssistance`, bound to a managed device that any of the three routes leads to.
 *
 * @type {import("./routes.mjs").Operation}
 */
export const requestRemoteAssistance = {
  permission: "DeviceManagementManagedDevices.ReadWrite.All",

  authorise(account) {
    if (account.mayOfferRemoteAssistance) return;
    throw unknownIntuneError(403, "Forbidden", "The account has no Intune role with the remote task 'Offer remote assistance'");
  },

  checkForm(request) {
    // Browsers and node send `Content-Length: 0` with an empty POST, which is no body at all.
    const length = header(request, "content-length") ?? "0";
    if (length !== "0" || header(request, "transfer-encoding") !== undefined || request.body.length > 0) {
      throw badRequest("This action takes no request body.");
    }
    if (header(request, "content-type") !== undefined) throw badRequest("A request without a body has no Content-Type.");
    if (header(request, "accept") !== "application/json") {
      throw new GraphError(406, "NotAcceptable", "The Accept header must be application/json.");
    }
  },

  perform(tenant, ids) {
    findDevice(tenant, ids);
    return { status: 204 };
  },
};

/**
 * The device that the ids lead to, if each of them belongs to the one before.
 *
 * @param {import("../tenant.mjs").Tenant} tenant
 * @param {import("./routes.mjs").Ids} ids
 * @returns {import("../tenant.mjs").ManagedDevice}
 */
function findDevice(tenant, { usersId, detectedAppId, managedDeviceId }) {
  const device = tenant.devices.find(({ id }) => same(id, managedDeviceId));

  if (usersId !== undefined) {
    const user = tenant.users.find(({ id, userPrincipalName }) => same(id, usersId) || same(userPrincipalName, usersId));
    if (user === undefined) throw notFound(`There is no user '${usersId}'.`);
    if (device?.userId !== user.id) throw deviceNotFound();
  }
  if (detectedAppId !== undefined) {
    const app = tenant.detectedApps.find(({ id }) => same(id, detectedAppId));
    if (app === undefined) throw intuneError(404, "ResourceNotFound", "The detected app was not found");
    if (device === undefined || !app.deviceIds.includes(device.id)) throw deviceNotFound();
  }
  if (device === undefined) throw deviceNotFound();
  return device;
}

const deviceNotFound = () => intuneError(404, "ResourceNotFound", "The managed device was not found");

/**
 * Ids and user principal names are compared without regard to case.
 *
 * @param {string} one
 * @param {string} other
 */
const same = (one, other) => one.toLowerCase() === other.toLowerCase();
