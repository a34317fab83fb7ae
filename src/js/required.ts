/** The main entry for `require`: the module is read from the file beside it, as Node and jest can. */

import * as functions from "./functions.js";
import { internal } from "./internal.js";
import { supplied } from "./supplied.js";

declare const __dirname: string;

const { compile, explained, unusable } = internal;

async function filedModule(): Promise<WebAssembly.Module> {
  const read = async () => (await import("node:fs/promises")).readFile(`${__dirname}/remote_assistance.wasm`);
  return compile(new Uint8Array(await explained(read, unusable("is not beside index.cjs"))));
}

const offering = supplied(filedModule);

export { RemoteAssistanceError } from "./error.js";
export const init = offering(internal.preload);
export const requestRemoteAssistance = offering(functions.requestRemoteAssistance);
export const urlFor = offering(functions.urlFor);
export const getSession = offering(functions.getSession);
export const startSession = offering(functions.startSession);
export const resumeSession = offering(functions.resumeSession);
export const requestForMany = offering(functions.requestForMany);
export const findDevices = offering(functions.findDevices);
export const findDetectedApps = offering(functions.findDetectedApps);
export const devicesWithApp = offering(functions.devicesWithApp);
export const getConnectors = offering(functions.getConnectors);
