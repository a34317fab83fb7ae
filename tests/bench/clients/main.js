/** This package, by the entry that carries its module inside. */
import { requestRemoteAssistance } from "intune-remote-assistance";

export function createClient({ origin, getToken }) {
  const options = origin === undefined ? undefined : { origin };
  return (managedDeviceId) => requestRemoteAssistance("deviceManagement", { managedDeviceId }, getToken, options);
}
