/** The search that was made last, and what it found. */

import { computed, signal } from "@preact/signals";
import type { DetectedApp, RemoteAssistanceError } from "intune-remote-assistance";
import { FoundList } from "./found-list.js";
import type { Graph } from "./graph.js";
import type { Query } from "./query.js";
import { entriesOf } from "./query.js";
import type { Found } from "./search.js";
import { searchAny, searchList } from "./search.js";
import { needsSignIn } from "./sign-in.js";

export interface FinderOptions {
  /** Called right before devices are asked for. */
  readonly onAsk: () => void;
  /** This device is all that was found. */
  readonly onOnly: (device: Found) => void;
  /** Only a new sign-in helps. */
  readonly onSignIn: () => void;
}

export class Finder {
  readonly #graph: Graph;
  readonly #options: FinderOptions;
  readonly query = signal<Query | undefined>(undefined);
  readonly list = signal<"devices" | "apps">("devices");
  readonly devices: FoundList<Found>;
  readonly apps: FoundList<DetectedApp>;
  /** Whether the devices of an app are listed. */
  readonly isOfApp = signal(false);
  /** The entries of a pasted list that no device was found for. */
  readonly missing = signal<readonly string[]>([]);
  /** The devices that were listed, over several searches. */
  readonly #known = new Map<string, Found>();
  readonly isLoading = computed(() => this.devices.state.value === "loading");

  constructor(graph: Graph, options: FinderOptions) {
    this.#graph = graph;
    this.#options = options;
    const onFailed = (error: RemoteAssistanceError): boolean => {
      const isSignIn = error.code === "tokenProviderFailed" && needsSignIn(error.cause);
      if (isSignIn) options.onSignIn();
      return isSignIn;
    };
    this.devices = new FoundList<Found>({
      count: (count, isAll) => (words) => words.results.count(count, isAll),
      onLoaded: (devices) => {
        for (const device of devices) this.#known.set(device.id.toLowerCase(), device);
      },
      onOnly: options.onOnly,
      onFailed,
    });
    this.apps = new FoundList<DetectedApp>({
      count: (count, isAll) => (words) => words.results.appCount(count, isAll),
      onFailed,
    });
    this.devices.title.value = (words) => words.results.devices;
  }

  /** The device of that id, if it was listed. */
  known(id: string): Found | undefined {
    return this.#known.get(id.toLowerCase());
  }

  search(query: Query): Promise<void> {
    this.query.value = query;
    this.missing.value = [];
    this.isOfApp.value = false;
    const { kind, text } = query;
    if (kind === "app") {
      this.list.value = "apps";
      return this.apps.load(
        (words) => words.results.apps,
        (signal) => this.#graph.findDetectedApps(text, signal),
        (words) => words.results.noneAdvice.app,
      );
    }
    const isList = kind === "any" && entriesOf(text).length > 1;
    return this.#loadDevices(
      (words) => words.results.devices,
      (signal) => {
        if (isList) {
          return searchList(this.#graph, text, signal, (entries) => {
            if (!signal.aborted) this.missing.value = entries;
          });
        }
        return kind === "any"
          ? searchAny(this.#graph, text, signal)
          : this.#graph.findDevices({ [kind]: text }, signal);
      },
      (words) => words.results.noneAdvice[kind],
    );
  }

  searchDevicesWith(app: DetectedApp): void {
    this.isOfApp.value = true;
    void this.#loadDevices(
      (words) =>
        words.results.devicesWith([app.displayName ?? words.results.unnamedApp, app.version].filter(Boolean).join(" ")),
      (signal) => this.#graph.devicesWithApp(app.id, signal),
      (words) => words.results.noneAdvice.devicesOfApp,
    );
  }

  showApps(): void {
    this.list.value = "apps";
    this.isOfApp.value = false;
  }

  #loadDevices(...[title, first, none]: Parameters<FoundList<Found>["load"]>): Promise<void> {
    this.list.value = "devices";
    const counted = (signal: AbortSignal): ReturnType<typeof first> => {
      this.#options.onAsk();
      return first(signal);
    };
    return this.devices.load(title, counted, none);
  }
}
