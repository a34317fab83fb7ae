/** The main entry for `import`: the module travels inside. */

import * as functions from "./functions.js";
import { inlinedModule } from "./inlined.js";
import { internal } from "./internal.js";
import { supplied } from "./supplied.js";

const offering = /* @__PURE__ */ supplied(inlinedModule);

export { RemoteAssistanceError } from "./error.js";
export const init = /* @__PURE__ */ offering(internal.preload);
export const requestRemoteAssistance = /* @__PURE__ */ offering(functions.requestRemoteAssistance);
export const urlFor = /* @__PURE__ */ offering(functions.urlFor);
export const getSession = /* @__PURE__ */ offering(functions.getSession);
export const startSession = /* @__PURE__ */ offering(functions.startSession);
export const resumeSession = /* @__PURE__ */ offering(functions.resumeSession);
export const requestForMany = /* @__PURE__ */ offering(functions.requestForMany);
export const findDevices = /* @__PURE__ */ offering(functions.findDevices);
export const findDetectedApps = /* @__PURE__ */ offering(functions.findDetectedApps);
export const devicesWithApp = /* @__PURE__ */ offering(functions.devicesWithApp);
export const getConnectors = /* @__PURE__ */ offering(functions.getConnectors);
