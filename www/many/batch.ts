/** Requests for several devices: which are left out, which are sent, and what became of each. */

import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Device, ManyResult } from "intune-remote-assistance";

import type { Graph } from "../graph.js";
import { forget, noteAbout, noteAll } from "../unsettled.js";
import type { Request } from "../unsettled.js";

export type Result = "queued" | "held" | ManyResult;

export interface Item {
  readonly device: Device;
  readonly request: Request;
  result: Result;
}

export interface Listener {
  readonly onResult: (index: number) => void;
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
    const indices = [...this.items.keys()].filter((index) => this.items[index]?.result === "queued");
    const requests = indices.flatMap((index) => this.items[index]?.request ?? []);
    const sentAt = Date.now();
    this.#sentAt = sentAt;
    // Noted before anything is sent, so that a reload in the middle cannot make one be sent twice.
    noteAll(requests.map((request, index) => ({ request, sentAt, name: this.items[indices[index] ?? 0]?.device.deviceName ?? undefined })));
    const settle = (index: number, result: ManyResult): void => {
      const item = this.items[indices[index] ?? -1];
      if (item === undefined || typeof item.result !== "string") return;
      item.result = result;
      if (result.error?.outcome !== "unknown") forget(item.request);
      onResult(indices[index] ?? -1);
    };
    try {
      const results = await this.#graph.requestForMany(requests, {
        signal: this.#controller.signal,
        onWait,
        onProgress: ({ index, result }) => settle(index, result),
      });
      results.forEach((result, index) => settle(index, result));
    } catch (error) {
      if (error instanceof RemoteAssistanceError && error.outcome !== "unknown") forget(...requests);
      throw error;
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
