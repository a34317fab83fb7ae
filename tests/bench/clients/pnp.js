/** The package @pnp/graph with its browser preset. It has no method for the action, so this file names the path. */
import { GraphBrowser, GraphQueryable, graphfi, graphPost } from "@pnp/graph";

/** Calls `getToken` for every request, like the MSAL behaviour of @pnp. */
const bearer = (getToken) => (instance) => {
  instance.on.auth.replace(async (url, init) => {
    init.headers = { ...init.headers, Authorization: `Bearer ${await getToken()}` };
    return [url, init];
  });
  return instance;
};

export function createClient({ origin = "https://graph.microsoft.com", getToken }) {
  const baseUrl = `${origin}/v1.0`;
  const graph = graphfi(baseUrl).using(GraphBrowser({ baseUrl }), bearer(getToken));
  return (managedDeviceId) =>
    graphPost(
      graph.create(GraphQueryable, `deviceManagement/managedDevices/${managedDeviceId}/requestRemoteAssistance`),
    );
}
