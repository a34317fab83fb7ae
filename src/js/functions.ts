/** The public functions and their types, the same for both entries. */

export { requestRemoteAssistance, urlFor } from "./api.js";
export type { Connector, DetectedApp, Device } from "./entities.js";
export type { Connectors } from "./find.js";
export { devicesWithApp, findDetectedApps, findDevices, getConnectors } from "./find.js";
export { requestForMany } from "./many.js";
export type { Page } from "./pages.js";
export type { DeviceQuery } from "./query.js";
export { getSession, resumeSession, startSession } from "./session.js";
