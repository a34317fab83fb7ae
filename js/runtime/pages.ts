/** Collections, page by page. */

import type { Page } from "../entities.js";
import type { Options, Token } from "../types.js";
import { callModule, type ModuleFunction } from "./call-module.js";
import { notSent } from "./failures.js";
import type { HostCall } from "./host-call.js";
import { plainSnapshot } from "./snapshot.js";
import { TokenMemory } from "./token-memory.js";

/** More pages than any tenant has. Pages that never end are not followed for ever. */
const MAX_PAGES = 10_000;

/**
 * The first page of a collection.
 *
 * @param start the export that reads it
 * @param own the arguments that only this function has
 * @param fields the fields of each item
 */
export function firstPage<T>(
  start: ModuleFunction,
  own: Record<string, unknown>,
  fields: readonly string[],
  token: Token,
  options: Options | undefined,
): Promise<Page<T>> {
  const given = plainSnapshot(options);
  const tokens = new TokenMemory();
  /** The number of the page that each link leads to. A link that comes again leads in a circle. */
  const pageNumbers = new Map<unknown, number>();

  const nextOf = (link: unknown, number: number): Page<T>["next"] => {
    if (link === "") return null;
    const nextNumber = pageNumbers.get(link) ?? number + 1;
    pageNumbers.set(link, nextNumber);
    if (nextNumber !== number + 1 || number >= MAX_PAGES) {
      return () => Promise.reject(notSent("unexpectedResponse", "Graph's pages lead in a circle, or never end."));
    }
    // The module judges the link.
    return () => callModule(start, { ...own, link }, token, given, pageOf(nextNumber), tokens);
  };
  const pageOf =
    (number: number) =>
    (document: any, { omittedItems }: HostCall): Page<T> => {
      const values = document.value.filter((_: unknown, index: number) => !omittedItems.has(index));
      const next = nextOf(document["@odata.nextLink"] ?? "", number);
      const page: Page<T> = {
        // An entity without the id that it should have is left out.
        items: values
          .map((value: unknown) => entityOf<T>(fields, value))
          .filter((entity: any) => !fields.includes("id") || entity.id),
        omitted: omittedItems.size,
        next,
        [Symbol.asyncIterator]: () => itemsFrom(page),
      };
      return page;
    };
  return callModule(start, own, token, given, pageOf(1), tokens);
}

async function* itemsFrom<T>(first: Page<T>): AsyncGenerator<T> {
  for (let page = first; ; page = await page.next()) {
    yield* page.items;
    if (page.next === null) return;
  }
}

/** The entity with these fields. A field of another type than Graph documents is null. */
export function entityOf<T>(fields: readonly string[], document: any): T {
  const read = (field: string): unknown => {
    const value: unknown = document?.[field];
    // Intune writes a date of the year 1 where none is set.
    if (field.endsWith("DateTime") && String(value).startsWith("0001-")) return null;
    return typeof value === (field === "deviceCount" ? "number" : "string") ? value : null;
  };
  return Object.fromEntries(fields.map((field) => [field, read(field)])) as T;
}
