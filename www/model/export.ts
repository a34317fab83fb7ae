/** The results of many requests as rows of a file. */

import { words as currentWords } from "../words/language.js";
import type { Item } from "./batch.js";
import { reasonIn, stateIn, stateOf } from "./batch.js";
import { nameOf } from "./facts.js";

export function rowsOf(items: readonly Item[]): string[][] {
  const words = currentWords();
  const head = Object.values(words.many.csv);
  const rows = items.map((item) => {
    const { device, watch } = item;
    const entry = watch?.entry;
    const facts = entry?.facts;
    return [
      nameOf(words, device),
      device.userPrincipalName ?? "",
      device.serialNumber ?? "",
      device.id,
      stateIn(words, stateOf(item)),
      entry?.url ?? "",
      reasonIn(words, item),
      facts?.code ?? "",
      facts?.outcome ?? "",
      String(facts?.status ?? ""),
      facts?.requestId ?? "",
      facts?.activityId ?? "",
    ];
  });
  return [head, ...rows];
}
