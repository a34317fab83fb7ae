/** Requests for several devices: which are left out, which are sent, and what became of each. */

import type { Device, ManyResult } from "intune-remote-assistance";

import type { Graph } from "../graph.js";
import type { Request } from "../unsettled.js";
import { forget, note, noteAbout } from "../unsettled.js";

export type Result = "queued" | "held" | ManyResult;

export interface Item {
  readonly device: Device;
  readonly request: Request;
  result: Result;
}

export interface Listener {
  readonly onResult: (item: Item) => void;
  /** Graph lets nothing be sent for so many milliseconds. */
  readonly onWait: (milliseconds: number) => void;
}

export class Batch {
  readonly items: readonly Item[];
  readonly #graph: Graph;
  readonly #controller = new AbortController();
  #sentAt = 0;

  constructor(graph: Graph, devices: readonly Device[]) {
    this.#graph = graph;
    this.items = devices.map((device) => {
      const request: Request = { scope: "deviceManagement", ids: { managedDeviceId: device.id } };
      return { device, request, result: noteAbout(request) === undefined ? "queued" : "held" };
    });
  }

  get held(): number {
    return this.items.filter(({ result }) => result === "held").length;
  }

  get total(): number {
    return this.items.length - this.held;
  }

  get done(): number {
    return this.items.filter(({ result }) => typeof result !== "string").length;
  }

  get sentAt(): number {
    return this.#sentAt;
  }

  get isCancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  cancel(): void {
    this.#controller.abort();
  }

  /** Sends them. Rejects only if nothing was sent. */
  async send({ onResult, onWait }: Listener): Promise<void> {
    const queue = this.items.filter(({ result }) => result === "queued");
    this.#sentAt = Date.now();
    const settle = (item: Item | undefined, result: ManyResult): void => {
      if (item === undefined || typeof item.result !== "string") return;
      item.result = result;
      if (result.error?.outcome !== "unknown") forget(item.request);
      onResult(item);
    };
    const results = await this.#graph.requestForMany(
      queue.map(({ request }) => request),
      {
        signal: this.#controller.signal,
        onWait,
        onStart: (index) => this.#note(queue[index]),
        onProgress: ({ index, result }) => settle(queue[index], result),
      },
    );
    for (const [index, result] of results.entries()) settle(queue[index], result);
  }

  /** Noted before it is sent, so that a reload in the middle cannot make it be sent twice. Without a note it is not sent. */
  #note(item: Item | undefined): void {
    if (item === undefined) return;
    try {
      note(item.request, Date.now(), item.device.deviceName ?? undefined);
    } catch {
      this.cancel();
    }
  }
}

/** How many came to what. */
export function countOf(items: readonly Item[]): Record<"taken" | "refused" | "unknown" | "notSent", number> {
  const count = { taken: 0, refused: 0, unknown: 0, notSent: 0 };
  for (const { result } of items) {
    if (result === "queued" || result === "held") count.notSent += 1;
    else if (result.error === null) count.taken += 1;
    else if (result.error.outcome === "rejected") count.refused += 1;
    else count[result.error.outcome] += 1;
  }
  return count;
}
