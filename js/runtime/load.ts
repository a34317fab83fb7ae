/** Loads the module once for the portal: at the first call or `init`, and again after it has failed. */

import { __wbg_reset_state, initSync } from "../generated/bindings.js";
import { identity } from "../generated/identity.js";
import { requirePermission } from "./compile.js";
import { notSent } from "./failures.js";
import { Instance } from "./instance.js";
import { requireInterfaces, unusableModule } from "./load-errors.js";
import { withTimeout } from "./with-timeout.js";

/** Gives the compiled module, or throws a RemoteAssistanceError. It is called again if it failed. */
export type ModuleSource = () => Promise<WebAssembly.Module>;

/** The interfaces of the environment without which the module cannot run. */
const INTERFACES = ["WebAssembly.Module", "WebAssembly.compile", "WebAssembly.Instance", "TextDecoder", "TextEncoder"];

let source: ModuleSource | undefined;
let compiled: WebAssembly.Module | undefined;
let hasStarted = false;
let loading: Promise<Instance> | undefined;
let running: Instance | undefined;

/** Sets where the module comes from, unless an earlier source is in use or being loaded. */
export function setModuleSource(given: ModuleSource): void {
  if (compiled === undefined && loading === undefined) source = given;
}

/** The running instance, if there is one. A call then need not wait. */
export function runningInstance(): Instance | undefined {
  return running;
}

/** The running instance. Concurrent loads are shared, and a failed load is forgotten. */
export function load(): Promise<Instance> {
  if (loading !== undefined) return loading;
  const attempt = start().catch((error: unknown) => {
    if (loading === attempt) loading = undefined;
    throw error;
  });
  loading = attempt;
  return attempt;
}

/** Loads the module ahead of the first call, within the default time limit. */
export async function preload(): Promise<void> {
  const attempt = load();
  try {
    await withTimeout(attempt, undefined);
  } catch (error) {
    // A source that never answers must not block the next one.
    if (loading === attempt && running === undefined) loading = undefined;
    throw error;
  }
}

async function start(): Promise<Instance> {
  if (source === undefined) {
    throw notSent("notInitialised", "The module was not handed in: call init with it first.");
  }
  try {
    // The bindings would report these two in the words of the engine.
    await requireInterfaces("TextDecoder", "TextEncoder");
    const module = compiled ?? (await source());
    try {
      instantiate(module);
    } catch {
      await requirePermission();
      throw notSent("internal", unusableModule("is of another version, or memory ran out"));
    }
    // Only a module that has started is known to be the one of this package.
    compiled = module;
    running ??= new Instance(discard);
    return running;
  } catch (error) {
    // Checked only after a failure, because the check takes longer than the load where everything is there.
    await requireInterfaces(...INTERFACES);
    throw error;
  }
}

function instantiate(module: WebAssembly.Module): void {
  // Checked before anything in the module runs. The build marks the module with a custom section of this name.
  if (!WebAssembly.Module.customSections(module, identity)[0]) throw undefined;
  // wasm-bindgen compiles and instantiates the first time. After a trap it makes a fresh instance of the same module.
  if (hasStarted) __wbg_reset_state();
  else initSync({ module });
  hasStarted = true;
}

/** The next call starts a fresh instance of the compiled module. */
function discard(failed: Instance): void {
  if (running !== failed) return;
  running = undefined;
  loading = undefined;
}
