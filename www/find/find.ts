/** The view for finding devices: the search, what it found, and the panel of what was chosen. */

import type { DetectedApp, Device, DeviceQuery, RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, innerNotice, make, retell } from "../dom.js";
import { keepDraft } from "../draft.js";
import type { Graph } from "../graph.js";
import { BatchPanel } from "../many/batch-panel.js";
import { goTo, type Place } from "../place.js";
import { Connector } from "../request/connector.js";
import { deviceOfId } from "../request/entry.js";
import type { Watch } from "../request/watch.js";
import type { Watches } from "../request/watches.js";
import { needsSignIn } from "../session.js";
import type { Request } from "../unsettled.js";
import { DevicePanel } from "./device-panel.js";
import { PagedList } from "./paged-list.js";
import type { Query } from "./query.js";
import { entriesOf } from "./query.js";
import { appRow, deviceRow } from "./rows.js";
import type { Found } from "./search.js";
import { searchAny, searchList } from "./search.js";
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
  readonly #devices: PagedList<Found>;
  readonly #apps: PagedList<DetectedApp>;
  readonly #device: DevicePanel;
  readonly #batch: BatchPanel;
  readonly #bar: SelectionBar;
  readonly #missing = make("div");
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
  /** The devices that were listed. */
  readonly #known = new Map<string, Device>();
  /** Whether the address is already the one that is gone to. */
  #isGoing = false;
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
      watches,
      connector,
      onUnsettled,
      onClose: () => this.#leaveBatch(),
      onSent: () => this.#selection.clear(),
      onShow: (device) => this.open(device),
    });
    this.#search = new SearchForm(around.isSandbox, (query) => this.search(query));
    this.#bar = new SelectionBar(this.#selection, () => this.#showBatch());
    const signIn = {
      onSignIn: () => this.#signIn(),
      needsSignIn: (error: RemoteAssistanceError) => error.code === "tokenProviderFailed" && needsSignIn(error.cause),
    };
    this.#devices = new PagedList<Found>(
      {
        ...signIn,
        count: (count, isAll) => (words) => words.results.count(count, isAll),
        row: (device) => deviceRow(device, this.#selection, (picked) => this.open(picked)),
        onShown: (devices) => {
          this.#bar.shown(devices);
          if (this.#device.device !== undefined) this.#mark(this.#device.device);
          for (const device of devices) this.#known.set(device.id.toLowerCase(), device);
        },
        // A serial number leads to one device, and the caller is on the phone. What was opened since the search stays.
        onOnly: (device) => {
          if (this.#put === this.#putBefore) this.open(device);
        },
      },
      this.#back,
      this.#missing,
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
    this.#leaveOpenDevice();
    this.#remember();
    this.#missing.replaceChildren();
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
    const { kind, text } = query;
    const deviceQuery: DeviceQuery = { [kind]: text };
    const isList = kind === "any" && entriesOf(text).length > 1;
    this.#loadDevices(
      (words) => words.results.devices,
      (signal) => {
        if (isList) return searchList(graph, text, signal, (entries) => this.#showMissing(entries));
        return kind === "any" ? searchAny(graph, text, signal) : graph.findDevices(deviceQuery, signal);
      },
      (words) => words.results.noneAdvice[kind],
    );
  }

  /** Names the entries of a list that no device was found for. */
  #showMissing(entries: readonly string[]): void {
    if (entries.length === 0) return;
    this.#missing.replaceChildren(
      innerNotice(
        "warn",
        (words) => words.results.missing(entries.length),
        make(
          "ul",
          entries.map((entry) => make("li", entry)),
        ),
      ),
    );
  }

  /** Another search: the device of the one before is no longer what the admin looks for. Its request goes on. */
  #leaveOpenDevice(): void {
    const { device } = this.#device;
    if (device === undefined) return;
    if (this.#around.watches.of(device.id)?.isBusy === true) return this.#device.detach();
    this.#device.close();
    this.#mark(undefined);
    this.panel.replaceChildren(this.#empty);
    retell(this.#empty);
    this.#around.onUnsettled();
  }

  /** Shows the requests that were sent together before the page was reloaded. */
  restoreBatch(watches: readonly Watch[]): void {
    this.#putBatch();
    this.#batch.restore(watches);
  }

  /** Goes to a place of the browser's history, or of a bookmark. */
  async go({ query, device }: Place): Promise<void> {
    this.#isGoing = true;
    try {
      if (query !== undefined && (query.text !== this.#query?.text || query.kind !== this.#query.kind)) {
        this.search(query);
      }
      if (device === undefined) {
        if (this.#device.device !== undefined) this.#leaveDevice();
      } else if (device.toLowerCase() !== this.#device.device?.id.toLowerCase()) {
        const id = device.toLowerCase();
        // What is not known of it is read when it is opened.
        this.open(this.#known.get(id) ?? this.#around.watches.of(id)?.entry.device ?? deviceOfId(device));
      }
    } finally {
      this.#isGoing = false;
    }
  }

  /** Keeps the place in the address. */
  #remember(): void {
    if (!this.#isGoing) goTo({ query: this.#query, device: this.#device.device?.id });
  }

  /** Shows a device, with the request that there may be for it. */
  open(device: Device): void {
    this.#put += 1;
    this.panel.replaceChildren(this.#device.element);
    this.#mark(device);
    this.#device.open(device, this.#batch.hasResults);
    this.#remember();
    this.#around.onUnsettled();
  }

  /** Comes back to a device from the login form. */
  resume(device: Device, justSignedIn: boolean): void {
    this.open(device);
    if (!justSignedIn) return;
    const taken = this.#takenFrom(device);
    // Looking sends nothing; a request is the admin's to send.
    if (taken !== undefined) void this.#around.watches.look(taken);
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

  #loadDevices(...[title, first, none]: Parameters<PagedList<Found>["load"]>): void {
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

  #switchTo(list: PagedList<Found> | PagedList<DetectedApp>): void {
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
    this.#remember();
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
