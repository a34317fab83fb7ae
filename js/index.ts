/** The main entry: the slim entry, with the module inside. */

// For `require`, the build takes `file-module.js` instead.
import { ownModule } from "./runtime/inlined-module.js";
import * as slim from "./slim.js";

export * from "./entities.js";
export type { ErrorCode, Outcome, RemoteAssistanceFailure } from "./errors.js";
export type { CompiledModule, Connectors, DeviceQuery } from "./slim.js";
export * from "./types.js";

/**
 * A function that first sets where the module comes from. It does that when it is called and not when the package is
 * imported, so that bundlers can leave out what a portal does not use.
 */
function withModule<F extends (...given: any[]) => unknown>(call: F): F {
  const source = () => ownModule(slim.internal);
  return ((...given) => {
    slim.internal.setModuleSource(source);
    return call(...given);
  }) as F;
}

/** {@inheritDoc slim.RemoteAssistanceError} */
export { RemoteAssistanceError } from "./slim.js";

/**
 * Loads the module ahead of the first call. Optional: every function loads it by itself.
 *
 * @returns once the module runs
 * @throws {@link RemoteAssistanceError}, always as a rejection: `internal` if the module cannot be loaded (the message
 *   says why: a Content-Security-Policy, a missing interface, a damaged file), `timeout` after 30,000 ms. Nothing was
 *   sent. The next call or `init` tries again.
 */
export const init: () => Promise<void> = /* @__PURE__ */ withModule(slim.internal.preload);

/** {@inheritDoc slim.requestRemoteAssistance} */
export const requestRemoteAssistance = /* @__PURE__ */ withModule(slim.requestRemoteAssistance);
/** {@inheritDoc slim.urlFor} */
export const urlFor = /* @__PURE__ */ withModule(slim.urlFor);
/** {@inheritDoc slim.startSession} */
export const startSession = /* @__PURE__ */ withModule(slim.startSession);
/** {@inheritDoc slim.resumeSession} */
export const resumeSession = /* @__PURE__ */ withModule(slim.resumeSession);
/** {@inheritDoc slim.getSession} */
export const getSession = /* @__PURE__ */ withModule(slim.getSession);
/** {@inheritDoc slim.getDevice} */
export const getDevice = /* @__PURE__ */ withModule(slim.getDevice);
/** {@inheritDoc slim.requestForMany} */
export const requestForMany = /* @__PURE__ */ withModule(slim.requestForMany);
/** {@inheritDoc slim.startSessions} */
export const startSessions = /* @__PURE__ */ withModule(slim.startSessions);
/** {@inheritDoc slim.findDevices} */
export const findDevices = /* @__PURE__ */ withModule(slim.findDevices);
/** {@inheritDoc slim.findDetectedApps} */
export const findDetectedApps = /* @__PURE__ */ withModule(slim.findDetectedApps);
/** {@inheritDoc slim.devicesWithApp} */
export const devicesWithApp = /* @__PURE__ */ withModule(slim.devicesWithApp);
/** {@inheritDoc slim.findUsers} */
export const findUsers = /* @__PURE__ */ withModule(slim.findUsers);
/** {@inheritDoc slim.devicesOfUser} */
export const devicesOfUser = /* @__PURE__ */ withModule(slim.devicesOfUser);
/** {@inheritDoc slim.getConnectors} */
export const getConnectors = /* @__PURE__ */ withModule(slim.getConnectors);
