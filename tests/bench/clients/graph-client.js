/** @microsoft/microsoft-graph-client, with its default middleware. */
import { Client } from "@microsoft/microsoft-graph-client";

export function createClient({ origin, getToken }) {
  const client = Client.initWithMiddleware({
    authProvider: { getAccessToken: getToken },
    // It sends no token to a host that is neither Graph's nor listed here.
    ...(origin && { baseUrl: origin, customHosts: new Set([new URL(origin).hostname]) }),
  });
  return (managedDeviceId) =>
    client.api(`/deviceManagement/managedDevices/${managedDeviceId}/requestRemoteAssistance`).post(undefined);
}
