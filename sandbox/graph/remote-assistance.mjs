// @ts-check
import { PERMISSIONS } from "../tenant/people.mjs";
import { findDevice } from "./directory.mjs";

/**
 * The action `requestRemoteAssistance`, bound to a managed device. All three routes use it.
 *
 * @type {import("./operation.mjs").Operation}
 */
export const requestRemoteAssistance = {
  permissions: [PERMISSIONS.readWriteDevices],
  rolePermissions: ["Remote tasks: Offer remote assistance", "Remote Assistance Connector: Read"],

  perform({ tenant, ids, simulator, account }) {
    simulator.request(findDevice(tenant, ids), account);
    return { status: 204 };
  },
};
