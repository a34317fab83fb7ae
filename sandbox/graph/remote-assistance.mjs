// @ts-check
import { PERMISSIONS } from "../tenant/people.mjs";
import { findDevice } from "./directory.mjs";

/**
 * The action `requestRemoteAssistance`, bound to a managed device that any of the three routes leads to.
 *
 * @type {import("./routes.mjs").Operation}
 */
export const requestRemoteAssistance = {
  permissions: [PERMISSIONS.readWriteDevices],
  rolePermissions: ["Remote tasks: Offer remote assistance", "Remote Assistance Connector: Read"],

  perform({ tenant, ids, simulator, account }) {
    simulator.request(findDevice(tenant, ids), account);
    return { status: 204 };
  },
};
