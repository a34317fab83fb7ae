/** The device in the Intune admin center. */

import type { Config } from "../model/config.js";

/** Source: Microsoft's pages on the Intune admin center and on the national clouds. */
const PORTALS: Readonly<Record<Config["cloud"], string>> = {
  global: "https://intune.microsoft.com",
  usGov: "https://intune.microsoft.us",
  usGovDoD: "https://intune.microsoft.us",
  china: "https://intune.microsoftonline.cn",
};

export function intuneAddress(cloud: Config["cloud"], id: string): string {
  const blade = "view/Microsoft_Intune_Devices/DeviceSettingsMenuBlade/~/overview/mdmDeviceId";
  return `${PORTALS[cloud]}/#${blade}/${encodeURIComponent(id)}`;
}
