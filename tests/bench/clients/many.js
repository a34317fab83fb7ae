/** Requests for many devices, with this package and with a pool that a portal would write. */
import { requestForMany } from "intune-remote-assistance";

export function main(devices, getToken, concurrency) {
  const requests = devices.map((managedDeviceId) => ({ scope: "deviceManagement", ids: { managedDeviceId } }));
  return requestForMany(requests, getToken, { concurrency });
}

/** All workers wait as long as Retry-After says. The pool has no other features. */
export async function pool(devices, getToken, concurrency) {
  const results = new Array(devices.length);
  let next = 0;
  let pause = Promise.resolve();
  const send = async (device) => {
    for (let attempt = 0; ; attempt += 1) {
      await pause;
      const response = await fetch(
        `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${device}/requestRemoteAssistance`,
        {
          method: "POST",
          headers: { Authorization: `Bearer ${await getToken()}`, Accept: "application/json" },
        },
      );
      if (response.status !== 429 || attempt === 2) return response.status;
      const milliseconds = Number(response.headers.get("retry-after")) * 1_000;
      pause = new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  };
  const work = async () => {
    while (next < devices.length) {
      const index = next++;
      results[index] = await send(devices[index]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}
