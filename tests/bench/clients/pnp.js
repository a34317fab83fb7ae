/** @pnp/graph, with the behaviours of its browser preset; the action itself it has no method for. */
import { GraphBrowser, GraphQueryable, graphfi, graphPost } from "@pnp/graph";

/** As its own MSAL behaviour does it: asked for with every request. */
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
