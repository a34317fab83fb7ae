// @ts-check
/**
 * The apps that Intune detected on the sample devices.
 *
 * @typedef {object} DetectedApp  properties as in Graph's detectedApp, and `deviceIds`
 * @property {string} id
 * @property {string} displayName
 * @property {string} version
 * @property {string} publisher
 * @property {"windows" | "ios" | "macOS" | "unknown"} platform
 * @property {readonly string[]} deviceIds  the devices that have the app
 */

/** @type {[id: string, displayName: string, version: string, publisher: string, platform: DetectedApp["platform"], installedOn: string[] | RegExp][]} */
const ROWS = [
  // The id of a detected app is a GUID or, as here, 64 hex digits.
  [
    "ad61f6af14a816faf1f161247d802a50fc5d48bb9dbdb9f3d1112112712ae9a2",
    "Fabrikam VPN",
    "4.2.1",
    "Fabrikam",
    "windows",
    ["ADA-LAPTOP", "LIAM-DESKTOP", "GRACE-SURFACE"],
  ],
  [
    "a6595cb9-ec9b-43fc-8c5d-e75e76f57143",
    "Contoso Notes",
    "11.0",
    "Contoso",
    "windows",
    ["ADA-LAPTOP", "НОУТБУК-МАРИИ", "LIAM-MACBOOK"],
  ],
  [
    "b4c1fdac-8ede-4079-9c6f-e2494a55e210",
    "Woodgrove Bank",
    "2026.10",
    "Woodgrove",
    "unknown",
    ["ADA-PHONE", "MARIA-PHONE", "LIAM-TABLET"],
  ],
  ["b63e6d3b-17c9-42bd-affd-07d99480260f", "Northwind Kiosk", "1.0.3", "Northwind", "windows", ["MARIA-KIOSK"]],
  ["76b4ab20-63c9-424d-af12-bf3a190d45a2", "Contoso Notes", "11.1", "Contoso", "windows", ["LIAM-DESKTOP"]],
  ["99aaeaac-e786-467c-ad36-d71dea05c5a3", "Office Browser", "131.0", "Fabrikam", "windows", /^OFFICE-PC-/],
  ["dd8d6be1-a7e4-46b5-891d-894515196398", "Demo Agent", "7.0", "Fabrikam", "windows", /^DEMO-/],
  [
    "64cdbe3c-ea68-487c-98fe-8d14f6149ea4",
    "O'Reilly's <i>Reader</i> & „Söhne“ 📚",
    "1.0",
    "O'Reilly",
    "windows",
    ["O'Brien's laptop"],
  ],
  ["fc70e1ef-1ddb-4674-b8c8-49ca356aff38", "Forgotten Tool", "0.1", "", "unknown", []],
];

/**
 * @param {readonly import("./managed-device.mjs").ManagedDevice[]} devices
 * @returns {DetectedApp[]}
 */
export function detectedApps(devices) {
  return ROWS.map(([id, displayName, version, publisher, platform, installedOn]) => {
    const isInstalledOn =
      installedOn instanceof RegExp
        ? (/** @type {string} */ name) => installedOn.test(name)
        : (/** @type {string} */ name) => installedOn.includes(name);
    const deviceIds = devices.filter(({ deviceName }) => isInstalledOn(deviceName)).map((device) => device.id);
    return { id, displayName, version, publisher, platform, deviceIds };
  });
}
