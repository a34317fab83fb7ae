/** The slim entry of this package. The page starts to fetch the module as early as possible. */
import { init, requestRemoteAssistance } from "intune-remote-assistance/slim";

const ready = init(fetch(new URL("./remote_assistance.wasm", import.meta.url)));

export function createClient({ origin, getToken }) {
  const options = origin === undefined ? undefined : { origin };
  return async (managedDeviceId) => {
    await ready;
    return requestRemoteAssistance("deviceManagement", { managedDeviceId }, getToken, options);
  };
}
