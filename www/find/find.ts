/** The view for finding devices: the search, what it found, and the panel of what was chosen. */

import type { DetectedApp, Device, DeviceQuery, RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, make, retell } from "../dom.js";
import { keepDraft } from "../draft.js";
import type { Graph } from "../graph.js";
import { BatchPanel } from "../many/batch-panel.js";
import { Connector } from "../request/connector.js";
import { isTaken } from "../request/entry.js";
import type { Watch } from "../request/watch.js";
import type { Watches } from "../request/watches.js";
import { needsSignIn } from "../session.js";
import type { Request } from "../unsettled.js";
import { DevicePanel } from "./device-panel.js";
import { PagedList } from "./paged-list.js";
import type { Query } from "./query.js";
import { appRow, deviceRow } from "./rows.js";
import { SearchForm } from "./search-form.js";
import { Selection } from "./selection.js";
import { SelectionBar } from "./selection-bar.js";

export interface Surroundings {
  readonly graph: Graph;
  readonly watches: Watches;
  readonly isSandbox: boolean;
  readonly onUnsettled: () => void;
  readonly signInAgain: () => void;
  readonly onSignInExpired: (advice: Said) => void;
}

export class Find {
  readonly list = make("div", "", { id: "find" });
  readonly panel = make("div", "", { id: "panel" });
  readonly #around: Surroundings;
  readonly #search: SearchForm;
  readonly #selection = new Selection();
  readonly #devices: PagedList<Device>;
  readonly #apps: PagedList<DetectedApp>;
  readonly #device: DevicePanel;
  readonly #batch: BatchPanel;
  readonly #bar: SelectionBar;
  readonly #back = button(
    (words) => words.results.backToApps,
    () => this.#showApps(),
    "quiet back-to-apps",
  );
  readonly #empty = make(
    "section",
    [
      make("h2", (words) => words.device.none),
      make("p", (words) => words.device.noneAdvice, { className: "placeholder" }),
    ],
    { className: "card empty-panel" },
  );
  #query: Query | undefined;
  /** How often something was put in the panel: by now, and when the list was asked for. */
  #put = 0;
  #putBefore = 0;

  constructor(around: Surroundings) {
    this.#around = around;
    const { graph, watches, onUnsettled } = around;
    const connector = new Connector(graph);
    this.#device = new DevicePanel({
      watches,
      connector,
      read: (id) => graph.getDevice(id),
      onClose: () => this.#leaveDevice(),
      onUnsettled,
      signInAgain: (device) => this.#signIn(device),
    });
    this.#batch = new BatchPanel({
      graph,
      connector,
      onUnsettled,
      onClose: () => this.#leaveBatch(),
      onSent: () => this.#selection.clear(),
      wasTaken: ({ id }) => {
        const watch = watches.of(id);
        return watch !== undefined && isTaken(watch.entry);
      },
      // Kept over a reload, so that nobody is asked again unawares. An earlier request's session is no longer the device's:
      // its link must not be taken for the new one's.
      onTaken: ({ device, request }, sentAt) => void watches.adopt(request, device, sentAt),
      onShow: ({ device, request, result }, sentAt) => {
        // The list of recent requests may have been cleared.
        if (typeof result !== "string" && result.error === null && watches.of(device.id) === undefined)
          watches.adopt(request, device, sentAt);
        this.open(device);
      },
    });
    this.#search = new SearchForm(around.isSandbox, (query) => this.search(query));
    this.#bar = new SelectionBar(this.#selection, () => this.#showBatch());
    const signIn = {
      onSignIn: () => this.#signIn(),
      needsSignIn: (error: RemoteAssistanceError) => error.code === "tokenProviderFailed" && needsSignIn(error.cause),
    };
    this.#devices = new PagedList<Device>(
      {
        ...signIn,
        count: (count, isAll) => (words) => words.results.count(count, isAll),
        row: (device) => deviceRow(device, this.#selection, (picked) => this.open(picked)),
        onShown: (devices) => this.#bar.shown(devices),
        // A serial number leads to one device, and the caller is on the phone. What was opened since the search stays.
        onOnly: (device) => {
          if (this.#put === this.#putBefore) this.open(device);
        },
      },
      this.#back,
      this.#bar.element,
    );
    this.#apps = new PagedList<DetectedApp>({
      ...signIn,
      count: (count, isAll) => (words) => words.results.appCount(count, isAll),
      row: (app) => appRow(app, (picked) => this.#searchDevicesWith(picked)),
      onShown: () => {},
      onOnly: () => {},
    });
    this.#apps.element.hidden = true;
    this.#back.hidden = true;
    this.#devices.showBefore(
      (words) => words.results.devices,
      (words) => words.results.before,
    );
    this.list.append(
      make("div", [this.#search.element], { className: "card" }),
      make("div", [this.#devices.element, this.#apps.element], { className: "card results" }),
    );
    this.panel.append(this.#empty);
  }

  tellsOf(request: Request): boolean {
    return this.#device.tellsOf(request);
  }

  /** Whether that device's request is one of many that are under way. */
  isSending(request: Request): boolean {
    return this.#batch.isSending(request);
  }

  /** Sends no more of the many requests that may be under way. */
  cancel(): void {
    this.#batch.cancel();
  }

  /** The admin has checked devices: what can be done with the one shown has changed. */
  refresh(): void {
    this.#device.refresh();
  }

  search(query: Query): void {
    this.#query = query;
    this.#search.show(query);
    this.#back.hidden = true;
    const { graph } = this.#around;
    if (query.kind === "app") {
      this.#switchTo(this.#apps);
      void this.#apps.load(
        (words) => words.results.apps,
        (signal) => graph.findDetectedApps(query.text, signal),
        (words) => words.results.noneAdvice.app,
      );
      return;
    }
    const { kind } = query;
    const deviceQuery: DeviceQuery = { [kind]: query.text };
    this.#loadDevices(
      (words) => words.results.devices,
      (signal) => graph.findDevices(deviceQuery, signal),
      (words) => words.results.noneAdvice[kind],
    );
  }

  /** Shows a device, with the request that there may be for it. */
  open(device: Device): void {
    this.#put += 1;
    this.panel.replaceChildren(this.#device.element);
    this.#mark(device);
    this.#device.open(device, this.#batch.hasResults);
    this.#around.onUnsettled();
  }

  /** Comes back to a device from the login form. */
  resume(device: Device, justSignedIn: boolean): void {
    this.open(device);
    if (!justSignedIn) return;
    const taken = this.#takenFrom(device);
    // Looking sends nothing; a request is the admin's to send.
    void taken?.look();
    this.#device.welcomeBack((words) => (taken === undefined ? words.session.notAsked : words.expert.stillLooking));
  }

  /** The request of that device that Graph took, and whose link could not be looked for any more. */
  #takenFrom({ id }: Device): Watch | undefined {
    const watch = this.#around.watches.of(id);
    return watch?.entry.stage === "unreadable" ? watch : undefined;
  }

  #searchDevicesWith(app: DetectedApp): void {
    const { graph } = this.#around;
    this.#back.hidden = false;
    const title = (words: Parameters<Exclude<Said, string>>[0]): string =>
      words.results.devicesWith([app.displayName ?? words.results.unnamedApp, app.version].filter(Boolean).join(" "));
    this.#loadDevices(
      title,
      (signal) => graph.devicesWithApp(app.id, signal),
      (words) => words.results.noneAdvice.devicesOfApp,
    );
  }

  #loadDevices(...[title, first, none]: Parameters<PagedList<Device>["load"]>): void {
    this.#switchTo(this.#devices);
    this.#bar.reset();
    const counted = (signal: AbortSignal): ReturnType<typeof first> => {
      this.#putBefore = this.#put;
      return first(signal);
    };
    void this.#devices.load(title, counted, none);
  }

  #showApps(): void {
    this.#switchTo(this.#apps);
    this.#apps.heading.focus();
  }

  #switchTo(list: PagedList<Device> | PagedList<DetectedApp>): void {
    this.#devices.element.hidden = list !== this.#devices;
    this.#apps.element.hidden = list !== this.#apps;
  }

  #showBatch(): void {
    // One at a time: those under way are shown instead.
    if (this.#batch.isRunning) return this.#returnToBatch();
    this.#putBatch();
    this.#batch.open(this.#selection.devices);
  }

  #putBatch(): void {
    this.#put += 1;
    this.#device.close();
    this.#mark(undefined);
    this.panel.replaceChildren(this.#batch.element);
    this.panel.dataset["open"] = "";
    this.#around.onUnsettled();
  }

  #returnToBatch(): void {
    const { device } = this.#device;
    this.#putBatch();
    this.#batch.return(device);
  }

  #leaveBatch(): void {
    this.#batch.close();
    this.#leaveDevice();
  }

  #leaveDevice(): void {
    if (this.#batch.hasResults) return this.#returnToBatch();
    const from = this.#device.device;
    this.#device.close();
    this.#mark(undefined);
    this.panel.replaceChildren(this.#empty);
    retell(this.#empty);
    const row = from && this.#rowOf(from);
    (row?.querySelector<HTMLElement>(".pick") ?? this.#devices.heading).focus();
    this.#around.onUnsettled();
  }

  /** Marks the row of the device that is shown; on a narrow screen the panel takes the list's place. */
  #mark(device: Device | undefined): void {
    if (device === undefined) delete this.panel.dataset["open"];
    else this.panel.dataset["open"] = "";
    for (const marked of this.list.querySelectorAll("[aria-current]")) marked.removeAttribute("aria-current");
    if (device !== undefined) this.#rowOf(device)?.querySelector(".pick")?.setAttribute("aria-current", "true");
  }

  #rowOf({ id }: Device): HTMLElement | null {
    return this.list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  }

  #signIn(device?: Device): void {
    if (device !== undefined) keepDraft({ kind: "device", device });
    else if (this.#query !== undefined) keepDraft({ kind: "search", query: this.#query });
    const waits = device !== undefined && this.#takenFrom(device) !== undefined;
    this.#around.onSignInExpired((words) =>
      device === undefined ? words.expert.leavingSearch : waits ? words.expert.leavingTaken : words.expert.leaving,
    );
    this.#around.signInAgain();
  }
}
