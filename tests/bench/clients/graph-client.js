/** @microsoft/microsoft-graph-client, with its default middleware. */
import { Client } from "@microsoft/microsoft-graph-client";

export function createClient({ origin, getToken }) {
  const client = Client.initWithMiddleware({
    authProvider: { getAccessToken: getToken },
    // The client sends a token only to Graph's hosts and to the hosts listed here.
    ...(origin && { baseUrl: origin, customHosts: new Set([new URL(origin).hostname]) }),
  });
  return (managedDeviceId) =>
    client.api(`/deviceManagement/managedDevices/${managedDeviceId}/requestRemoteAssistance`).post(undefined);
}
