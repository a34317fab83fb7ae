// @ts-check
import { createHash } from "node:crypto";
import { badRequest } from "../errors.mjs";

/**
 * Server-driven paging (OData 4.0 part 1, section 11.2.5.7). A skip token contains the start of the next page. It is
 * opaque to clients and valid only for the resource and the query for which it was issued.
 */

/** The page size is small, so that a search in the sample tenant has several pages. */
export const DEFAULT_PAGE_SIZE = 25;

/**
 * @template T
 * @param {readonly T[]} entities  all matching entities
 * @param {object} context
 * @param {string} context.resource  the URL of the collection
 * @param {import("./query.mjs").Query} context.query
 * @param {number} context.pageSize
 * @returns {{ page: readonly T[], nextLink: string | undefined }}
 */
export function pageOf(entities, { resource, query: { top, skipToken, text }, pageSize }) {
  // As in most of Graph, `$top` is the size of a page, not a limit on the total.
  const size = top ?? pageSize;
  const fingerprint = createHash("sha256").update(`${resource}?${text}`).digest("base64url").slice(0, 12);
  const start = skipToken === undefined ? 0 : parseSkipToken(skipToken, fingerprint);
  const end = start + size;
  const token = Buffer.from(`${end}.${fingerprint}`).toString("base64url");
  const nextLink = `${resource}?${text === "" ? "" : `${text}&`}$skiptoken=${token}`;
  return { page: entities.slice(start, end), nextLink: end < entities.length ? nextLink : undefined };
}

/**
 * @param {string} token
 * @param {string} expected
 */
function parseSkipToken(token, expected) {
  const [, start, fingerprint] = /^(\d+)\.(.+)$/.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  if (start === undefined || fingerprint !== expected)
    throw badRequest("The $skiptoken is not one that was given for this query.");
  return Number(start);
}
