// @ts-check
/**
 * Loader hooks (Node's `module.register`): a copy of the package that was imported with a query of its own gets a face of its own
 * as well, because the main entry imports the slim one.
 */

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const query =
    context.parentURL === undefined || !specifier.startsWith("./slim.js") ? "" : new URL(context.parentURL).search;
  return { ...resolved, url: resolved.url + query };
}
