/** The results of many requests as rows of a file. */

import { inWords } from "../dom.js";
import { nameOf } from "../find/facts.js";
import { words } from "../language.js";
import type { Item, State } from "./batch.js";
import { reasonIn, stateIn } from "./row.js";

export function rowsOf(items: readonly (Item & { readonly state: State })[]): string[][] {
  const head = Object.values(words().many.csv);
  const rows = items.map((item) => {
    const { device, watch, state } = item;
    const entry = watch?.entry;
    const facts = entry?.facts;
    return [
      inWords((words) => nameOf(words, device)),
      device.userPrincipalName ?? "",
      device.serialNumber ?? "",
      device.id,
      inWords((words) => stateIn(words, state)),
      entry?.url ?? "",
      inWords((words) => reasonIn(words, item)),
      facts?.code ?? "",
      facts?.outcome ?? "",
      String(facts?.status ?? ""),
      facts?.requestId ?? "",
      facts?.activityId ?? "",
    ];
  });
  return [head, ...rows];
}
