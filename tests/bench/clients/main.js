/** The main entry of this package, which contains the module. */
import { requestRemoteAssistance } from "intune-remote-assistance";

export function createClient({ origin, getToken }) {
  const options = origin === undefined ? undefined : { origin };
  return (managedDeviceId) => requestRemoteAssistance("deviceManagement", { managedDeviceId }, getToken, options);
}
