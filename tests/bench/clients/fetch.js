/** The code that a portal would write: one `fetch`, and an error with Graph's fields. */

class GraphError extends Error {
  name = "GraphError";

  constructor(status, error, requestId) {
    super(error?.message ?? `Graph answered ${status}`);
    this.status = status;
    this.code = error?.code ?? null;
    this.requestId = requestId;
  }
}

export function createClient({ origin = "https://graph.microsoft.com", getToken }) {
  return async (managedDeviceId) => {
    const path = `/v1.0/deviceManagement/managedDevices/${encodeURIComponent(managedDeviceId)}/requestRemoteAssistance`;
    const response = await fetch(origin + path, {
      method: "POST",
      headers: { Authorization: `Bearer ${await getToken()}`, Accept: "application/json" },
    });
    if (response.status === 204) return;
    const body = await response.json().catch(() => null);
    throw new GraphError(response.status, body?.error, response.headers.get("request-id"));
  };
}
