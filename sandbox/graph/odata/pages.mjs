// @ts-check
import { createHash } from "node:crypto";
import { badRequest } from "../errors.mjs";

/**
 * Server-driven paging (OData 4.0 part 1, section 11.2.5.7). A skip token says where the next page begins; it is opaque
 * to clients, and good only for the resource and the query that it was given for.
 */

/** Small, so that a search in the sample tenant does have pages. */
export const DEFAULT_PAGE_SIZE = 25;

/**
 * @template T
 * @param {readonly T[]} entities  all that match
 * @param {object} context
 * @param {string} context.resource  its address
 * @param {import("./query.mjs").Query} context.query
 * @param {number} context.pageSize
 * @returns {{ page: readonly T[], nextLink: string | undefined }}
 */
export function pageOf(entities, { resource, query: { top, skipToken, text }, pageSize }) {
  // As with most of Graph, `$top` is the size of a page and not an end to them.
  const size = top ?? pageSize;
  const fingerprint = createHash("sha256").update(`${resource}?${text}`).digest("base64url").slice(0, 12);
  const start = skipToken === undefined ? 0 : startOf(skipToken, fingerprint);
  const end = start + size;
  const token = Buffer.from(`${end}.${fingerprint}`).toString("base64url");
  const nextLink = `${resource}?${text === "" ? "" : `${text}&`}$skiptoken=${token}`;
  return { page: entities.slice(start, end), nextLink: end < entities.length ? nextLink : undefined };
}

/**
 * @param {string} token
 * @param {string} expected
 */
function startOf(token, expected) {
  const [, start, fingerprint] = /^(\d+)\.(.+)$/.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  if (start === undefined || fingerprint !== expected)
    throw badRequest("The $skiptoken is not one that was given for this query.");
  return Number(start);
}
