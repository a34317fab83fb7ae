/** Collections, page by page. */

import { entitiesOf } from "./entities.js";
import { notSent } from "./failure.js";
import { Function } from "./function.js";
import type { Options, Token } from "./generated/types.js";
import { invoke } from "./invoke.js";
import type { Snapshot } from "./snapshot.js";
import { copyOf, plainSnapshot } from "./snapshot.js";

/** A page of what was found; `for await` gives every item from this page on, page after page. */
export interface Page<T> extends AsyncIterable<T> {
  /** What is on this page; it may be empty although more pages follow. */
  readonly items: readonly T[];
  /**
   * Asks for the next page; null on the last one. It rejects as the function that gave this page
   * does, and as `unexpectedResponse` with nothing sent if Graph's link leads to another origin,
   * in a circle, or is none.
   */
  readonly next: (() => Promise<Page<T>>) | null;
}

/** More than any tenant has: pages that go on for ever are not followed for ever. */
const MAX_PAGES = 10_000;

/**
 * @internal The first page of a collection.
 * @param path below the version segment, with the ids as `{placeholder}` segments
 * @param filter the `$filter`, not encoded; empty for none
 * @param select the `$select`: what each item has
 */
export function firstPage<T>(
  path: string,
  ids: Snapshot,
  filter: string,
  select: string,
  token: Token,
  options: Options | undefined,
): Promise<Page<T>> {
  const chosen = plainSnapshot(options);
  /** The number of the page that each address is of: one that comes again leads in a circle. */
  const numbers = new Map<string, number>();
  const pageOf =
    (number: number) =>
    (document: any): Page<T> => {
      // Of another type than it has, it is refused where any other address is that is none of Graph's.
      const link: any = document["@odata.nextLink"] ?? "";
      let next: Page<T>["next"] = null;
      if (link !== "") {
        const known = numbers.get(link) ?? number + 1;
        numbers.set(link, known);
        next =
          known === number + 1 && number < MAX_PAGES
            ? () => invoke(Function.NextPage, link, undefined, token, copyOf(chosen), pageOf(known))
            : () => Promise.reject(notSent("unexpectedResponse", "Graph's pages lead in a circle, or never end."));
      }
      const page: Page<T> = {
        items: entitiesOf(select, document.value),
        next,
        [Symbol.asyncIterator]: () => itemsFrom(page),
      };
      return page;
    };
  const query = `?$select=${select}${filter && `&$filter=${encodeURIComponent(filter)}`}`;
  return invoke(Function.List, path + query, ids, token, copyOf(chosen), pageOf(1));
}

async function* itemsFrom<T>(page: Page<T>): AsyncGenerator<T> {
  for (;;) {
    yield* page.items;
    if (page.next === null) return;
    page = await page.next();
  }
}
