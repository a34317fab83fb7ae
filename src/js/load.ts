/** Loads the module once for the page: lazily, and again if it failed. */

import { bounded } from "./bounded.js";
import { explained, need, notSent, unusable } from "./failure.js";
import { identity } from "./generated/identity.js";
import { Instance } from "./instance.js";

/** Gives the compiled module, or throws what the caller is told; asked again if it failed. */
export type Source = () => Promise<WebAssembly.Module>;

let source: Source | undefined;
let compiled: WebAssembly.Module | undefined;
let loading: Promise<Instance> | undefined;
let ready: Instance | undefined;

/** Says where the module comes from, unless an earlier source is in use or under way. */
export function provide(given: Source): void {
  if (compiled === undefined && loading === undefined) source = given;
}

/** The running instance, if there is one: then a call need not wait. */
export function current(): Instance | undefined {
  return ready;
}

/** The running instance; two that ask at once wait for one load, and a failed load is forgotten. */
export function load(): Promise<Instance> {
  if (loading !== undefined) return loading;
  const attempt = start().catch((failure: unknown) => {
    if (loading === attempt) loading = undefined;
    throw failure;
  });
  loading = attempt;
  return attempt;
}

/** Loads the module ahead of the first call, within the default time. */
export async function preload(): Promise<void> {
  const own = load();
  try {
    await bounded(own, undefined);
  } catch (failure) {
    // A source that never answers must not stand in the way of the next one.
    if (loading === own && ready === undefined) loading = undefined;
    throw failure;
  }
}

async function start(): Promise<Instance> {
  if (source === undefined) {
    throw notSent("notInitialised", "The module was not handed in: call init with it first.");
  }
  try {
    const module = compiled ?? (await source());
    const instance = await explained(() => {
      // Looked at before anything in it runs.
      if (!WebAssembly.Module.customSections(module, identity)[0]) throw undefined;
      return new Instance(module, forget);
    }, unusable("is of another version, or memory ran out"));
    // Only now is it known to be this package's module, and not just any.
    compiled = module;
    return (ready ??= instance);
  } catch (failure) {
    // Looked for only now: it takes longer than to load where all is there.
    await need("WebAssembly.Module", "WebAssembly.compile", "WebAssembly.Instance", "TextDecoder", "TextEncoder");
    throw failure;
  }
}

/** The next call starts a fresh instance of the module that is compiled already. */
function forget(failed: Instance): void {
  if (ready !== failed) return;
  ready = undefined;
  loading = undefined;
}
