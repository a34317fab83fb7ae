/**
 * A search in one box: the input decides what is read. What several reads find is one list, each device once, with the
 * reason why it matches.
 */

import type { Device, Page } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Request } from "../../js/card/entry.js";
import type { Words } from "../words/en.js";
import type { Graph } from "./graph.js";
import { entriesOf, lookOf } from "./query.js";

/** Why a device was found. */
export type Match = keyof Words["results"]["matches"];

export interface Found extends Device {
  readonly match?: Match;
  /** The person that it was found by. The request then takes the users route. */
  readonly usersId?: string;
}

/** The request for a device, by the route that it was found on. */
export function requestOf({ id, usersId }: Found): Request {
  return usersId === undefined
    ? { scope: "deviceManagement", ids: { managedDeviceId: id } }
    : { scope: "users", ids: { usersId, managedDeviceId: id } };
}

/** The devices of more people than this are not read: the name says too little. */
const MOST_PEOPLE = 5;
/** Entries of a list that are searched for at once. */
const AT_ONCE = 3;

type Source = () => Promise<Page<Found>>;

/** Searches for one text in everything. */
export function searchAny(graph: Graph, text: string, signal: AbortSignal): Promise<Page<Found>> {
  const find = (query: Parameters<Graph["findDevices"]>[0], match: Match): Source => {
    return async () => matched(await graph.findDevices(query, signal), match);
  };
  switch (lookOf(text)) {
    case "id":
      return merged([() => byId(graph, text)]);
    case "user":
      return merged([find({ userPrincipalName: text }, "user"), find({ emailAddress: text }, "email")]);
    case "name":
      return merged([
        find({ deviceName: text }, "name"),
        find({ serialNumber: text }, "serial"),
        () => devicesOfPeople(graph, text, signal),
      ]);
  }
}

/** Searches for each entry of a list. `onMissing` is told the entries without a device. */
export async function searchList(
  graph: Graph,
  text: string,
  signal: AbortSignal,
  onMissing: (entries: readonly string[]) => void,
): Promise<Page<Found>> {
  const entries = entriesOf(text);
  const found: Found[][] = entries.map(() => []);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < entries.length) {
      const index = next;
      next += 1;
      const entry = entries[index] ?? "";
      const { items } = await searchAny(graph, entry, signal);
      // A whole name or serial number means that device, and not every device whose name contains it.
      const exact = items.filter(({ deviceName, serialNumber }) =>
        [deviceName, serialNumber].some((value) => value?.toLowerCase() === entry.toLowerCase()),
      );
      found[index] = exact.length > 0 ? exact : [...items];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  onMissing(entries.filter((_, index) => found[index]?.length === 0));
  return pageOf(unique(found.flat()), 0, null);
}

async function byId(graph: Graph, id: string): Promise<Page<Found>> {
  try {
    return pageOf([{ ...(await graph.getDevice(id)), match: "id" }], 0, null);
  } catch (error) {
    if (error instanceof RemoteAssistanceError && error.code === "notFound") return pageOf([], 0, null);
    throw error;
  }
}

/** The devices of the people with that name. Without the permission to read people there are none. */
async function devicesOfPeople(graph: Graph, name: string, signal: AbortSignal): Promise<Page<Found>> {
  const people = await graph.findPeople(name, signal);
  const pages = await Promise.all(
    people.slice(0, MOST_PEOPLE).map(async ({ id }) => {
      const { items } = await graph.devicesOfUser(id, signal);
      return items.map((device): Found => ({ ...device, match: "person", usersId: id }));
    }),
  );
  return pageOf(pages.flat(), 0, null);
}

/** The reads as one page. If only some of them fail, the others count. */
async function merged(sources: readonly Source[]): Promise<Page<Found>> {
  const results = await Promise.allSettled(sources.map((source) => source()));
  const pages = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (pages.length === 0 && failed !== undefined) throw failed.reason;
  return join(pages);
}

function join(pages: readonly Page<Found>[]): Page<Found> {
  const more = pages.flatMap(({ next }) => (next === null ? [] : [next]));
  const next = more.length === 0 ? null : async () => join(await Promise.all(more.map((read) => read())));
  const omitted = pages.reduce((sum, page) => sum + page.omitted, 0);
  return pageOf(unique(pages.flatMap(({ items }) => items)), omitted, next);
}

function matched({ items, omitted, next }: Page<Device>, match: Match): Page<Found> {
  const found = items.map((device) => ({ ...device, match }));
  return pageOf(found, omitted, next && (async () => matched(await next(), match)));
}

function unique(devices: readonly Found[]): Found[] {
  const byId = new Map<string, Found>();
  for (const device of devices) if (!byId.has(device.id.toLowerCase())) byId.set(device.id.toLowerCase(), device);
  return [...byId.values()];
}

function pageOf(items: readonly Found[], omitted: number, next: Page<Found>["next"]): Page<Found> {
  const page: Page<Found> = {
    items,
    omitted,
    next,
    async *[Symbol.asyncIterator]() {
      yield* items;
      if (next !== null) yield* await next();
    },
  };
  return page;
}
