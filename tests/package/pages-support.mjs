// @ts-check
/** Helpers of the tests of paged collections. */
import { findDevices, json, stubFetch, TOKEN } from "./support.mjs";

/** The address of another page. */
export const pageUrl = (/** @type {string | number} */ skipToken) =>
  `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?$skiptoken=${skipToken}`;

export const findFirstPage = (
  /** @type {unknown} */ token = TOKEN,
  /** @type {object | undefined} */ options = undefined,
) => findDevices({ deviceName: "a" }, token, options);

/** Graph's reply with one page. */
export const pageReply = (/** @type {unknown[]} */ value, /** @type {unknown} */ nextLink = undefined) =>
  json({ value, "@odata.nextLink": nextLink });

export const idsOf = (/** @type {any[]} */ items) => items.map(({ id }) => id);

export async function collect(/** @type {AsyncIterable<any>} */ iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}

/** A `fetch` that returns these replies in order, for any address. */
export const stubPages = (
  /** @type {import("node:test").TestContext} */ t,
  /** @type {(() => Response)[]} */ ...replies
) => stubFetch(t, async (index) => (replies[index] ?? (() => new Response(null, { status: 501 })))());
