/** The view of several requests: what is about to happen, how far it is, and a table with the link of each device. */

import type { Device } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, fill, innerNotice, inWords, make, retell, setText } from "../dom.js";
import { nameOf } from "../find/facts.js";
import { tell } from "../live.js";
import type { Connector } from "../request/connector.js";
import { isTaken } from "../request/entry.js";
import type { Watch } from "../request/watch.js";
import type { Watches } from "../request/watches.js";
import type { Request } from "../unsettled.js";
import { noteAbout } from "../unsettled.js";
import type { Words } from "../words/en.js";
import type { Item } from "./batch.js";
import { canRetry, countOf, hasEnded, stateOf } from "./batch.js";
import { csvOf, download } from "./csv.js";
import { rowsOf } from "./export.js";
import { Row, tableOf } from "./row.js";
import { Waits } from "./waits.js";

const KEY = "open-batch";

/** The batch whose table this tab showed when the page was left. */
export function openBatch(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

function keepOpenBatch(id: string | undefined): void {
  if (id === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, id);
}

export interface Surroundings {
  readonly watches: Watches;
  readonly connector: Connector;
  readonly onClose: () => void;
  /** The requests are on their way: what was ticked for them need not be ticked any more. */
  readonly onSent: () => void;
  readonly onShow: (device: Device) => void;
  readonly onUnsettled: () => void;
}

export class BatchPanel {
  readonly element = make("section", "", { className: "card batch-panel" });
  readonly #around: Surroundings;
  #controller: AbortController | undefined;
  #items: readonly Item[] = [];
  /** Brings the table and the count up to date for one device. */
  #update: (watch: Watch) => void = () => {};

  constructor(around: Surroundings) {
    this.#around = around;
    around.watches.listen((watch) => watch && this.#update(watch));
  }

  get isRunning(): boolean {
    return this.#items.some((item) => !hasEnded(item));
  }

  /** Whether that device's request is one of those under way. */
  isSending({ ids }: Request): boolean {
    const device = ids.managedDeviceId.toLowerCase();
    return this.#items.some((item) => item.device.id.toLowerCase() === device && !hasEnded(item));
  }

  /** Whether there is something to come back to. */
  get hasResults(): boolean {
    return this.#items.length > 0;
  }

  close(): void {
    this.#items = [];
    this.#update = () => {};
    keepOpenBatch(undefined);
  }

  /** Sends no more of them, and stops waiting for links. */
  cancel(): void {
    this.#controller?.abort();
  }

  /** Takes up the place where somebody left for a device. */
  return(device: Device | undefined): void {
    retell(this.element);
    const show = device && this.element.querySelector<HTMLElement>(`[data-shows="${CSS.escape(device.id)}"]`);
    (show ?? this.element.querySelector("h2"))?.focus();
  }

  /** Asks before forty people are rung. */
  open(devices: readonly Device[]): void {
    this.close();
    const isHeld = ({ id }: Device): boolean =>
      noteAbout({ scope: "deviceManagement", ids: { managedDeviceId: id } }) !== undefined ||
      this.#around.watches.of(id)?.isBusy === true;
    const held = devices.filter(isHeld).length;
    const total = devices.length - held;
    const askedBefore = devices.filter((device) => {
      const watch = this.#around.watches.of(device.id);
      return !isHeld(device) && watch !== undefined && isTaken(watch.entry);
    }).length;
    const heading = make("h2", (words) => words.many.title(total), { tabIndex: -1 });
    const start = button(
      (words) => words.many.start(total),
      () => void this.#run(devices),
      "primary",
    );
    const back = button((words) => words.many.back, this.#around.onClose);
    const names = make(
      "ul",
      devices.map((device) => make("li", (words) => nameOf(words, device))),
    );
    this.element.replaceChildren(heading);
    fill(this.element, [
      make("p", (words) => words.many.advice(total)),
      make("details", [make("summary", (words) => words.many.which), names], { className: "names" }),
      held > 0 && make("p", (words) => words.many.heldBack(held), { className: "caution" }),
      askedBefore > 0 && make("p", (words) => words.many.askedBefore(askedBefore), { className: "caution" }),
      this.#around.connector.element(),
      make("div", total > 0 ? [start, back] : [back], { className: "buttons" }),
    ]);
    heading.focus();
  }

  /** Shows the requests that were sent together before the page was reloaded. */
  restore(watches: readonly Watch[]): void {
    this.#show(watches.map((watch) => ({ device: watch.entry.device, watch })));
  }

  async #run(devices: readonly Device[]): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    const waits = new Waits();
    const { watches, ended } = await this.#around.watches.requestMany(devices, {
      controller,
      onWait: (milliseconds) => waits.wait(milliseconds),
    });
    this.#show(
      devices.map((device, index) => ({ device, watch: watches[index] })),
      waits.element,
    );
    this.#around.onSent();
    try {
      await ended;
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      const { code } = error;
      fill(this.element, [
        innerNotice(
          "bad",
          (words) => words.many.taskFailed,
          (words) => words.failures[code].headline,
          (words) => words.failures[code].advice,
        ),
      ]);
    } finally {
      this.#around.onUnsettled();
      waits.end();
    }
  }

  /** The progress and the table. */
  #show(items: readonly Item[], ...notes: readonly HTMLElement[]): void {
    this.#items = items;
    keepOpenBatch(items.map(({ watch }) => watch?.entry.batch?.id).find((id) => id !== undefined));
    const total = items.filter((item) => item.watch !== undefined).length;
    const heading = make("h2", (words) => words.many.title(items.length), { tabIndex: -1 });
    const bar = make("progress", "", { max: total, value: 0 }, { "aria-label": (words) => words.many.progress });
    const line = make("p", "", { className: "count" });
    const control = make("div", "", { className: "batch-control" });
    const filter = make("input", "", { type: "checkbox" });
    const rows = new Map(items.map((item) => [item.device.id.toLowerCase(), new Row(item, this.#around.onShow)]));
    const table = tableOf([...rows.values()].map(({ element }) => element));
    const hide = (): void => {
      for (const row of rows.values()) row.element.hidden = filter.checked && row.isReady;
    };
    filter.addEventListener("change", hide);
    const count = (): void => {
      bar.value = items.filter((item) => item.watch !== undefined && hasEnded(item)).length;
      setText(line, (words) => words.many.done(bar.value, total));
    };
    this.element.replaceChildren(
      heading,
      bar,
      line,
      ...notes,
      control,
      make("label", [filter, " ", make("span", (words) => words.many.onlyOpen)], { className: "filter" }),
      table,
    );
    let isFinished = false;
    const finish = (): void => {
      if (isFinished || this.isRunning) return;
      isFinished = true;
      setText(line, "");
      this.#finish(items, control);
    };
    this.#update = ({ entry }) => {
      const row = rows.get(entry.device.id.toLowerCase());
      if (row === undefined) return;
      row.update();
      hide();
      count();
      finish();
    };
    control.append(this.#cancelButton());
    count();
    heading.focus();
    finish();
  }

  #cancelButton(): HTMLElement {
    const cancel = button(
      (words) => words.many.cancel,
      () => {
        this.cancel();
        cancel.setAttribute("aria-disabled", "true");
        setText(cancel, (words) => words.many.cancelling);
      },
    );
    return make("div", [cancel], { className: "buttons" });
  }

  #finish(items: readonly Item[], control: HTMLElement): void {
    const count = countOf(items);
    const isCancelled = this.#controller?.signal.aborted === true;
    const summary = (words: Words): string => words.many.summary(count);
    const headline: Said = (words) => (isCancelled ? words.many.cancelled : words.many.finished);
    const again = items.filter(canRetry).map(({ device }) => device);
    const save = button(
      (words) => words.many.export,
      () => this.#export(items),
      "primary",
    );
    const retry = button(
      (words) => words.many.retry(again.length),
      () => this.open(again),
    );
    const back = button((words) => words.many.back, this.#around.onClose);
    const hadFocus = this.element.contains(document.activeElement);
    const box = innerNotice(
      count.ready === items.length ? "good" : "warn",
      headline,
      (words) => `${summary(words)}.`,
      make("div", again.length > 0 ? [save, retry, back] : [save, back], { className: "buttons" }),
    );
    control.replaceChildren(box);
    if (hadFocus) box.querySelector<HTMLElement>("h3")?.focus();
    tell((words) => `${inWords(headline)}: ${summary(words)}.`);
  }

  #export(items: readonly Item[]): void {
    const date = new Date().toISOString().slice(0, 10);
    download(`remote-assistance-${date}.csv`, csvOf(rowsOf(items.map((item) => ({ ...item, state: stateOf(item) })))));
    tell((words) => words.many.exported);
  }
}
