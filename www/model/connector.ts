/** Whether TeamViewer is connected to the tenant. The answer is the tenant's: it is asked for once. */

import { signal } from "@preact/signals";
import type { Connectors } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Graph } from "./graph.js";

export class Connector {
  readonly #graph: Graph;
  /** Undefined until Graph has answered. */
  readonly answer = signal<Connectors | "failed" | undefined>(undefined);
  readonly isAsking = signal(false);
  #wasAsked = false;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Whether it is known that no connector works. */
  get isMissing(): boolean {
    const answer = this.answer.value;
    return typeof answer === "object" && answer.isOnboarded === false;
  }

  /** Asks unless it has been asked. */
  askOnce(): void {
    if (!this.#wasAsked) void this.ask();
  }

  async ask(): Promise<void> {
    if (this.isAsking.peek()) return;
    this.#wasAsked = true;
    this.isAsking.value = true;
    try {
      this.answer.value = await this.#graph.getConnectors();
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      // Without consent Entra ID gives no token for it, and that is an answer too. Nobody is sent to the login form for it.
      const isConsent = error.code === "tokenProviderFailed" || error.code === "forbidden";
      this.answer.value = isConsent ? { isPermitted: false, isOnboarded: null, connectors: [] } : "failed";
    } finally {
      this.isAsking.value = false;
    }
  }
}
