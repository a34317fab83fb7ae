/** The view of several requests: what is about to happen, how far it is, and a table of what came of it. */

import type { Device } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, fill, innerNotice, inWords, make, retell, setAttribute, setText } from "../dom.js";
import { nameOf, userOf } from "../find/facts.js";
import type { Graph } from "../graph.js";
import { words } from "../language.js";
import { tell } from "../live.js";
import type { Connector } from "../request/connector.js";
import type { Request } from "../unsettled.js";
import { isSameDevice } from "../unsettled.js";
import type { Words } from "../words/en.js";
import type { Item } from "./batch.js";
import { Batch, countOf } from "./batch.js";
import { csvOf, download } from "./csv.js";
import { Waits } from "./waits.js";

export interface Surroundings {
  readonly graph: Graph;
  readonly connector: Connector;
  readonly onClose: () => void;
  /** The requests are on their way: what was ticked for them need not be ticked any more. */
  readonly onSent: () => void;
  /** Whether Graph took an earlier request for that device. */
  readonly wasTaken: (device: Device) => boolean;
  /** Graph took one of the requests. */
  readonly onTaken: (item: Item, sentAt: number) => void;
  readonly onShow: (item: Item, sentAt: number) => void;
  readonly onUnsettled: () => void;
}

export class BatchPanel {
  readonly element = make("section", "", { className: "card batch-panel" });
  readonly #around: Surroundings;
  #running: Batch | undefined;
  #hasResults = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether that device's request is one of those under way. */
  isSending(request: Request): boolean {
    return (
      this.#running?.items.some((item) => item.result === "queued" && isSameDevice(item.request, request)) ?? false
    );
  }

  /** Whether there is something to come back to. */
  get hasResults(): boolean {
    return this.#hasResults;
  }

  close(): void {
    this.#hasResults = false;
  }

  /** Sends no more of them. */
  cancel(): void {
    this.#running?.cancel();
  }

  /** Takes up the place where somebody left for a device. */
  return(device: Device | undefined): void {
    retell(this.element);
    const show = device && this.element.querySelector<HTMLElement>(`[data-shows="${CSS.escape(device.id)}"]`);
    (show ?? this.element.querySelector("h2"))?.focus();
  }

  /** Asks before forty people are rung. */
  open(devices: readonly Device[]): void {
    const batch = new Batch(this.#around.graph, devices);
    const askedBefore = batch.items.filter(
      ({ device, result }) => result === "queued" && this.#around.wasTaken(device),
    ).length;
    this.#hasResults = false;
    const heading = make("h2", (words) => words.many.title(batch.items.length), { tabIndex: -1 });
    const start = button(
      (words) => words.many.start(batch.total),
      () => void this.#run(batch),
      "primary",
    );
    const back = button((words) => words.many.back, this.#around.onClose);
    this.element.replaceChildren(heading);
    fill(this.element, [
      make("p", (words) => words.many.advice(batch.total)),
      batch.held > 0 && make("p", (words) => words.many.heldBack(batch.held), { className: "caution" }),
      askedBefore > 0 && make("p", (words) => words.many.askedBefore(askedBefore), { className: "caution" }),
      this.#around.connector.element(),
      make("div", batch.total > 0 ? [start, back] : [back], { className: "buttons" }),
    ]);
    heading.focus();
  }

  async #run(batch: Batch): Promise<void> {
    const heading = make("h2", (words) => words.many.title(batch.items.length), { tabIndex: -1 });
    const bar = make("progress", "", { max: batch.total, value: 0 }, { "aria-label": (words) => words.many.progress });
    const line = make("p", "", { className: "count" });
    const waits = new Waits();
    const cancel = button(
      (words) => words.many.cancel,
      () => {
        batch.cancel();
        cancel.setAttribute("aria-disabled", "true");
        setText(cancel, (words) => words.many.cancelling);
      },
    );
    const rows = new Map(batch.items.map((item) => [item, this.#row(batch, item)]));
    const table = tableOf([...rows.values()].map(({ row }) => row));
    const control = make("div", [cancel], { className: "buttons" });
    this.element.replaceChildren(heading, bar, line, waits.element, control, table);
    const count = (): void => {
      bar.value = batch.done;
      setText(line, (words) => words.many.done(batch.done, batch.total));
    };
    count();
    heading.focus();
    this.#running = batch;
    this.#hasResults = true;
    this.#around.onSent();
    try {
      await batch.send({
        onResult: (item) => {
          rows.get(item)?.update();
          if (typeof item.result !== "string" && item.result.error === null) this.#around.onTaken(item, batch.sentAt);
          count();
        },
        onWait: (milliseconds) => waits.wait(milliseconds),
      });
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      const { code } = error;
      control.replaceChildren(button((words) => words.many.back, this.#around.onClose));
      fill(control, [
        innerNotice(
          "bad",
          (words) => words.many.taskFailed,
          (words) => words.failures[code].headline,
          (words) => words.failures[code].advice,
        ),
      ]);
      return;
    } finally {
      this.#running = undefined;
      this.#around.onUnsettled();
      waits.end();
    }
    this.#finish(batch, control, line);
  }

  #finish(batch: Batch, control: HTMLElement, line: HTMLElement): void {
    const { taken, refused, unknown, notSent } = countOf(batch.items);
    const summary = (words: Words): string => words.many.summary(taken, refused, unknown, notSent);
    const headline: Said = (words) => (batch.isCancelled ? words.many.cancelled : words.many.finished);
    setText(line, "");
    const isClean = taken === batch.items.length;
    const save = button(
      (words) => words.many.export,
      () => this.#export(batch),
      "primary",
    );
    const back = button((words) => words.many.back, this.#around.onClose);
    const hadFocus = this.element.contains(document.activeElement);
    const box = innerNotice(
      isClean ? "good" : "warn",
      headline,
      (words) => `${summary(words)}.`,
      make("div", [save, back], { className: "buttons" }),
    );
    control.replaceWith(box);
    if (hadFocus) box.querySelector<HTMLElement>("h3")?.focus();
    tell((words) => `${inWords(headline)}: ${summary(words)}.`);
  }

  #row(batch: Batch, item: Item): { row: HTMLElement; update: () => void } {
    const { device } = item;
    const result = make("td", [make("span", (words) => resultOf(words, item), { className: "state" })]);
    const name = make(
      "th",
      [
        make("span", (words) => nameOf(words, device), { className: "name" }),
        " ",
        make("span", userOf(device) ?? "", { className: "who" }),
      ],
      { scope: "row" },
    );
    const row = make("tr", [name, result]);
    const update = (): void => {
      const outcome = typeof item.result === "string" ? item.result : (item.result.error?.outcome ?? "taken");
      const state = make("span", (words) => resultOf(words, item), { className: "state" });
      state.dataset["state"] = outcome;
      result.replaceChildren(state);
      const reason = reasonOf(item);
      if (reason !== undefined) fill(result, [" ", make("span", reason, { className: "who" })]);
      if (outcome !== "taken" && outcome !== "unknown") return;
      fill(result, [" ", showButton(item, () => this.#around.onShow(item, batch.sentAt))]);
    };
    if (item.result === "held") update();
    return { row, update };
  }

  #export(batch: Batch): void {
    const date = new Date().toISOString().slice(0, 10);
    download(`remote-assistance-${date}.csv`, csvOf(rowsOf(batch.items)));
    tell((words) => words.many.exported);
  }
}

function showButton(item: Item, onShow: () => void): HTMLElement {
  const show = button((words) => words.many.show, onShow, "quiet small");
  show.dataset["shows"] = item.device.id;
  // Forty buttons that are all called the same are told apart by the device.
  setAttribute(show, "aria-label", (words) => words.many.showDevice(nameOf(words, item.device)));
  return show;
}

function tableOf(rows: readonly HTMLElement[]): HTMLElement {
  const head = make("tr", [
    make("th", (words) => words.many.columns.device, { scope: "col" }),
    make("th", (words) => words.many.columns.result, { scope: "col" }),
  ]);
  return make("table", [
    make("caption", (words) => words.many.table, { className: "unseen" }),
    make("thead", [head]),
    make("tbody", rows),
  ]);
}

function resultOf(words: Words, { result }: Item): string {
  if (typeof result === "string") return words.many[result];
  return result.error === null ? words.many.taken : words.shortOutcomes[result.error.outcome];
}

function reasonOf({ result }: Item): Said | undefined {
  if (typeof result === "string" || result.error === null) return undefined;
  const { code } = result.error;
  return (words) => words.failures[code].headline;
}

function rowsOf(items: readonly Item[]): string[][] {
  const head = Object.values(words().many.csv);
  const rows = items.map((item) => {
    const { device, result } = item;
    const error = typeof result === "string" ? null : result.error;
    const receipt = typeof result === "string" ? null : result.receipt;
    return [
      inWords((words) => nameOf(words, device)),
      device.userPrincipalName ?? "",
      device.serialNumber ?? "",
      device.id,
      inWords((words) => resultOf(words, item)),
      inWords(reasonOf(item) ?? ""),
      error?.code ?? "",
      error?.outcome ?? "",
      String(error?.status ?? receipt?.status ?? ""),
      error?.requestId ?? receipt?.requestId ?? "",
      error?.activityId ?? "",
    ];
  });
  return [head, ...rows];
}
