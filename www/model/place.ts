/** Where the admin is on the page, in the address: the search and the device. Back and Forward lead through it. */

import type { Kind, Query } from "./query.js";
import { KINDS } from "./query.js";

export interface Place {
  readonly query: Query | undefined;
  /** The id of the device that is open. */
  readonly device: string | undefined;
}

/** Longer addresses are cut off by some servers and proxies. A list is not kept in the address. */
const LONGEST = 256;

export function currentPlace(): Place {
  const parameters = new URLSearchParams(location.search);
  const text = parameters.get("search") ?? "";
  const kind = KINDS.find((known) => known === parameters.get("in")) ?? "any";
  const device = parameters.get("device") ?? "";
  return {
    query: text === "" || text.length > LONGEST ? undefined : { kind, text },
    device: device === "" ? undefined : device,
  };
}

/** Removes everything else from the address, such as what Entra ID appended to it. */
export function cleanAddress(): void {
  history.replaceState(null, "", addressOf(currentPlace()));
}

/** Adds the place to the browser's history, unless the admin is there already. */
export function goTo(place: Place): void {
  const address = addressOf(place);
  if (address !== location.pathname + location.search) history.pushState(null, "", address);
}

export function addressOf({ query, device }: Place): string {
  const parameters = new URLSearchParams();
  if (query !== undefined && query.text.length <= LONGEST) {
    parameters.set("search", query.text);
    if (query.kind !== ("any" satisfies Kind)) parameters.set("in", query.kind);
  }
  if (device !== undefined) parameters.set("device", device);
  const search = parameters.toString();
  return search === "" ? location.pathname : `${location.pathname}?${search}`;
}
