/** This package, by the entry that is handed its module, which is asked for as early as can be. */
import { init, requestRemoteAssistance } from "intune-remote-assistance/slim";

const ready = init(fetch(new URL("./remote_assistance.wasm", import.meta.url)));

export function createClient({ origin, getToken }) {
  const options = origin === undefined ? undefined : { origin };
  return async (managedDeviceId) => {
    await ready;
    return requestRemoteAssistance("deviceManagement", { managedDeviceId }, getToken, options);
  };
}
