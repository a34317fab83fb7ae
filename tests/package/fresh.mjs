// @ts-check
/**
 * Loader hooks (Node's `module.register`). The main entry imports `./slim.js`. When a test imports the main entry with
 * a query, `./slim.js` gets the same query, so that the copy shares no state with other copies.
 */

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  const query =
    context.parentURL === undefined || !specifier.startsWith("./slim.js") ? "" : new URL(context.parentURL).search;
  return { ...resolved, url: resolved.url + query };
}
