/** What a tab takes up again after a reload: the view, what is selected, and how far it was scrolled. */

import { isDevice } from "./entry.js";
import type { Found } from "./search.js";
import { readTab, writeTab } from "./tab-store.js";

/** The two ways to name a device. */
export type View = "find" | "expert";

const VIEW = "view";
const WORK = "work";
const ACCOUNT = "account";

interface Work {
  readonly selected: readonly Found[];
  readonly search: string;
  readonly shown: number;
  readonly scrolled: number;
}

export function keptView(): View {
  return readTab(VIEW) === "expert" ? "expert" : "find";
}

export function keepView(view: View): void {
  writeTab(VIEW, view);
}

/** Called when the page is left. @param shown how many devices the list shows */
export function keepWork(selected: readonly Found[], shown: number): void {
  const work: Work = { selected, search: location.search, shown, scrolled: scrollY };
  writeTab(WORK, work);
}

/** Whether the work that the tab keeps is that of the account. If not, it is forgotten. */
export function isOwnWork(account: string): boolean {
  const isOwn = readTab(ACCOUNT) === account;
  if (!isOwn) forgetWork();
  writeTab(ACCOUNT, account);
  return isOwn;
}

export function forgetWork(): void {
  writeTab(WORK, undefined);
}

export function keptSelection(): readonly Found[] {
  return keptWork()?.selected ?? [];
}

/** How many devices the list showed, and how far the page was scrolled, if the list is the same again. */
export function keptPosition(): Pick<Work, "shown" | "scrolled"> | undefined {
  const work = keptWork();
  return work?.search === location.search ? work : undefined;
}

function keptWork(): Work | undefined {
  const work = (readTab(WORK) ?? {}) as Partial<Work>;
  const isWork =
    Array.isArray(work.selected) &&
    work.selected.every(isDevice) &&
    typeof work.shown === "number" &&
    typeof work.scrolled === "number";
  return isWork ? (work as Work) : undefined;
}
