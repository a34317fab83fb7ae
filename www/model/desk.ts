/** What the admin works with: the search, the list, the device that is open, and the way between them. */

import { computed, effect, signal, untracked } from "@preact/signals";
import type { Device } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { deviceOf, isInProgress, type Request } from "../../js/card/entry.js";
import type { Said } from "../words/language.js";
import type { Config } from "./config.js";
import { Connector } from "./connector.js";
import { isElsewhere, refreshLocks } from "./device-locks.js";
import { keepDraft, takeDraft } from "./draft.js";
import { deviceOfId } from "./entry.js";
import { Expert } from "./expert.js";
import { isStub } from "./facts.js";
import { Finder } from "./finder.js";
import { Graph } from "./graph.js";
import {
  forgetWork,
  isOwnWork,
  keepView,
  keepWork,
  keptPosition,
  keptSelection,
  keptView,
  type View,
} from "./kept-work.js";
import { tell } from "./live.js";
import { Many, type Plan } from "./many.js";
import { currentPlace, goTo, type Place } from "./place.js";
import type { Query } from "./query.js";
import { askToNotify, Ready } from "./ready.js";
import type { Found } from "./search.js";
import { requestOf } from "./search.js";
import { Selection } from "./selection.js";
import type { SignIn } from "./sign-in.js";
import type { Note } from "./unsettled.js";
import { forget, listenToNotes, noteAbout, unsettled } from "./unsettled.js";
import type { Watch } from "./watch.js";
import { Watches } from "./watches.js";

/** A longer list is not loaded again by a reload. */
const MOST_STEPS = 10;

export class Desk {
  readonly config: Config;
  readonly #signIn: SignIn;
  readonly #graph: Graph;
  readonly watches: Watches;
  readonly connector: Connector;
  readonly selection = new Selection();
  readonly many: Many;
  readonly expert: Expert;
  readonly ready: Ready;

  readonly view = signal<View>(keptView());
  readonly finder: Finder;

  /** The device that is open. */
  readonly device = signal<Found | undefined>(undefined);
  /** Another search was made meanwhile: the request is followed, but no other one can be sent from here. */
  readonly isDetached = signal(false);
  /** What is said after a sign-in, until another device is opened. */
  readonly welcome = signal<Said | undefined>(undefined);
  /** A request was not sent because the browser keeps no notes. */
  readonly cannotKeepNotes = signal(false);
  /** What is said while the page is left for the login form. */
  readonly leaving = signal<Said | undefined>(undefined);
  readonly panel = computed(() =>
    this.device.value !== undefined ? "device" : this.many.hasResults ? "many" : "none",
  );

  /** Whether the address is already the one that is gone to. */
  #isGoing = false;
  /** How often something was put in the panel: by now, and when the list was asked for. */
  #put = 0;
  #putBefore = 0;
  #isSignedOut = false;
  /** The row that the admin came from. */
  #cameFrom: string | undefined;

  constructor(config: Config, signIn: SignIn) {
    this.config = config;
    this.#signIn = signIn;
    this.#graph = new Graph(config, signIn);
    this.watches = new Watches(this.#graph, signIn.account?.homeAccountId ?? "");
    this.connector = new Connector(this.#graph);
    this.many = new Many(this.watches, () => this.selection.clear());
    this.expert = new Expert(this.#graph, {
      isUnderWay: (request) => this.isUnderWay(request),
      signInAgain: () => void signIn.leave(() => signIn.signInAgain()),
      onTaken: (request) => void this.watches.adopt(request, deviceOfId(request.ids.managedDeviceId), Date.now()),
    });
    this.ready = new Ready(this.watches, {
      isOnScreen: (watch) => this.#isOnScreen(watch),
      show: ({ entry }) => this.show(entry.device),
    });
    this.finder = new Finder(this.#graph, {
      onAsk: () => {
        this.#putBefore = this.#put;
      },
      // A serial number leads to one device, and the caller is on the phone. What was opened since the search stays.
      onOnly: (device) => {
        if (this.#put === this.#putBefore) this.open(device);
      },
      onSignIn: () => this.signInFor(undefined),
    });
    this.watches.listen((watch) => watch && this.#followed(watch));
    // The page reads the device for itself to find out what became of a request with an unknown result.
    effect(() => {
      const watch = this.watch;
      if (watch?.entry.stage === "unknown") untracked(() => void this.watches.investigate(watch));
    });
  }

  /** Begins where the page was left. */
  start(justSignedIn: boolean): void {
    const draft = takeDraft();
    // Somebody else may have signed in.
    if (!isOwnWork(this.#signIn.account?.homeAccountId ?? "")) this.many.close();
    this.selection.set(keptSelection(), true);
    addEventListener("popstate", () => void this.go(currentPlace()));
    addEventListener("pagehide", () =>
      this.#isSignedOut ? forgetWork() : keepWork(this.selection.devices, this.finder.devices.shown.peek()),
    );
    addEventListener("beforeunload", (event) => {
      if (this.#isSending) event.preventDefault();
    });
    listenToNotes(() => void refreshLocks());
    if (draft?.kind === "ids") {
      this.setView("expert");
      this.expert.resume(draft.request, justSignedIn);
    } else if (draft?.kind === "device") {
      this.#resume(draft.device, justSignedIn);
    } else if (draft?.kind === "search") {
      void this.search(draft.query);
    } else {
      const listed = this.go(currentPlace());
      if (listed !== undefined) void this.#restorePosition(listed);
      if (this.device.value === undefined) this.#showWaiting();
    }
    void this.watches.resume();
  }

  /** Shows as many devices as before the reload, and scrolls to where the admin was. */
  async #restorePosition(listed: Promise<void>): Promise<void> {
    const kept = keptPosition();
    if (kept === undefined) return;
    await listed;
    const { devices } = this.finder;
    for (let tries = 0; tries < MOST_STEPS && devices.shown.value < kept.shown; tries += 1) {
      if (devices.isAll.value || devices.message.value !== undefined) break;
      await devices.showMore();
    }
    queueMicrotask(() => scrollTo(0, kept.scrolled));
  }

  /** Whoever waited for a link when the page was left still does. */
  #showWaiting(): void {
    const waiting = this.watches.all.find(({ entry }) => isInProgress(entry));
    if (!this.many.restore(waiting) && waiting !== undefined) this.open(waiting.entry.device);
  }

  /** The request for the device that is open, if there is one. */
  get watch(): Watch | undefined {
    const device = this.device.value;
    return device && this.watches.of(device.id);
  }

  setView(view: View): void {
    this.view.value = view;
    keepView(view);
  }

  search(query: Query): Promise<void> {
    this.#leaveOpenDevice();
    const listed = this.finder.search(query);
    this.#remember();
    return listed;
  }

  /** Another search: the device of the one before is no longer what the admin looks for. Its request goes on. */
  #leaveOpenDevice(): void {
    if (this.device.value === undefined) return;
    if (this.watch?.isBusy === true) this.isDetached.value = true;
    else this.#close();
  }

  /** Shows a device, with the request that there may be for it. */
  open(device: Found): void {
    this.#put += 1;
    this.#cameFrom = device.id;
    this.device.value = device;
    this.isDetached.value = false;
    this.welcome.value = undefined;
    this.cannotKeepNotes.value = false;
    if (this.watch?.entry.stage === "ready") this.ready.forget(device.id);
    this.#remember();
    this.connector.askOnce();
    if (isStub(device)) void this.#readWhole(device);
  }

  /** Shows a device of the list of requests. */
  show(device: Found): void {
    this.setView("find");
    this.open(this.finder.known(device.id) ?? device);
  }

  /** A list of the devices of an app does not say whose they are. A read by the id does. */
  async #readWhole(device: Found): Promise<void> {
    try {
      const whole = await this.#graph.getDevice(device.id);
      if (this.device.value === device) this.device.value = { ...device, ...whole };
    } catch (error) {
      // What the list gave stays on the screen, and says that it is not all.
      if (!(error instanceof RemoteAssistanceError)) throw error;
    }
  }

  /** Leaves the device for the list, or for the results of many requests. Gives the id of the row that led to it. */
  leaveDevice(): string | undefined {
    this.#close();
    this.#remember();
    return this.#cameFrom;
  }

  #close(): void {
    this.device.value = undefined;
    this.isDetached.value = false;
    this.welcome.value = undefined;
  }

  /** Opens the dialog for the devices that are ticked. One batch at a time: the one under way is shown instead. */
  proposeMany(devices: readonly Found[], isAgain = false): void {
    this.#put += 1;
    if (this.many.isRunning.value) this.#close();
    else {
      this.connector.askOnce();
      this.many.propose(devices, isAgain);
    }
  }

  startMany({ devices, isAgain }: Plan): void {
    askToNotify();
    this.#close();
    void this.many.run(devices, isAgain);
  }

  /** Asks Graph for a session with the device that is open. */
  async request(): Promise<void> {
    const device = this.device.value;
    if (device === undefined) return;
    askToNotify();
    this.cannotKeepNotes.value = false;
    this.welcome.value = undefined;
    try {
      await this.watches.request(requestOf(device), device);
    } catch {
      this.cannotKeepNotes.value = true;
    }
  }

  look(watch: Watch): void {
    void this.watches.look(watch);
  }

  /** Goes to a place of the browser's history, or of a bookmark. */
  go({ query, device }: Place): Promise<void> | undefined {
    this.#isGoing = true;
    let listed: Promise<void> | undefined;
    const last = this.finder.query.value;
    if (query !== undefined && (query.text !== last?.text || query.kind !== last.kind)) listed = this.search(query);
    if (device === undefined) this.#close();
    else if (device.toLowerCase() !== this.device.value?.id.toLowerCase()) {
      const id = device.toLowerCase();
      // What is not known of it is read when it is opened.
      this.open(this.finder.known(id) ?? this.watches.of(id)?.entry.device ?? deviceOfId(device));
    }
    this.#isGoing = false;
    return listed;
  }

  /** Keeps the place in the address. */
  #remember(): void {
    if (!this.#isGoing) goTo({ query: this.finder.query.value, device: this.device.value?.id });
  }

  /** Comes back to a device from the login form. */
  #resume(device: Device, justSignedIn: boolean): void {
    this.open(device);
    if (!justSignedIn) return;
    const { watch } = this;
    const isTaken = watch?.entry.stage === "unreadable";
    // Looking sends nothing; a request is the admin's to send.
    if (isTaken) this.look(watch);
    this.welcome.value = (words) => (isTaken ? words.expert.stillLooking : words.expert.notAsked);
  }

  /** Leaves for the login form. The device, or else the search, is there again afterwards. */
  signInFor(device: Device | undefined): void {
    const query = this.finder.query.value;
    if (device !== undefined) keepDraft({ kind: "device", device });
    else if (query !== undefined) keepDraft({ kind: "search", query });
    const isTaken = device !== undefined && this.watches.of(device.id)?.entry.stage === "unreadable";
    this.leaving.value = (words) =>
      device === undefined ? words.expert.leavingSearch : isTaken ? words.expert.leavingTaken : words.expert.leaving;
    void this.#signIn.leave(() => this.#signIn.signInAgain());
  }

  /** What this tab knows of devices and sessions goes with whoever signs out; open requests stay, whoever comes next. */
  signOut(): void {
    this.forgetAll();
    void this.#signIn.leave(() => this.#signIn.signOut());
  }

  switchAccount(): void {
    void this.#signIn.leave(() => this.#signIn.signIn());
  }

  /** Nobody is signed in any more. */
  forgetAll(): void {
    this.#isSignedOut = true;
    this.many.cancel();
    this.many.close();
    this.selection.clear();
    this.watches.forgetAll();
  }

  /** The requests with an unknown result that nothing else on the screen tells of. */
  readonly untold = computed((): readonly Note[] => unsettled().filter(({ request }) => !this.#isTold(request)));

  #isTold(request: Request): boolean {
    if (this.isUnderWay(request) || this.expert.isSending(request)) return true;
    if (this.view.value === "expert") return this.expert.tellsOf(request);
    return this.device.value?.id.toLowerCase() === deviceOf(request);
  }

  /** Whether the request is under way, here or in another tab. */
  isUnderWay(request: Request): boolean {
    return (
      this.watches.of(request.ids.managedDeviceId)?.isSending === true ||
      isElsewhere(deviceOf(request)) ||
      this.many.isSending(request)
    );
  }

  /** The admin has checked the devices. */
  settled(requests: readonly Request[]): void {
    forget(...requests);
    for (const request of requests) {
      this.expert.settled(request);
      this.watches.settled(request);
    }
  }

  /** Whether an earlier request holds another one back. */
  isHeld(device: Found): boolean {
    return noteAbout(requestOf(device)) !== undefined;
  }

  /** Whether leaving the page now would leave a request unsent, or its result unknown. */
  get #isSending(): boolean {
    return this.watches.all.some(
      (watch) => watch.isRunning && ["queued", "checking", "requesting"].includes(watch.entry.stage),
    );
  }

  #isOnScreen({ entry }: Watch): boolean {
    if (this.view.value !== "find") return false;
    const { id } = entry.device;
    if (this.device.value !== undefined) return this.device.value.id.toLowerCase() === id.toLowerCase();
    return this.many.items.value.some(({ device }) => device.id.toLowerCase() === id.toLowerCase());
  }

  /** A request has got further. */
  #followed(watch: Watch): void {
    const { entry, now, isBusy } = watch;
    // What is said of an earlier request for that device would lead to this one.
    if (entry.stage === "checking") this.expert.settled(entry.request);
    if (watch !== this.watch) return;
    this.#tellStage(watch);
    if (!isBusy && now.needsSignIn && entry.stage === "refused") {
      this.watches.drop(watch);
      this.signInFor(entry.device);
    }
  }

  /** A screen reader hears of each stage once. */
  readonly #told = new WeakMap<Watch, string>();

  #tellStage(watch: Watch): void {
    const { stage } = watch.entry;
    if (this.#told.get(watch) === stage) return;
    this.#told.set(watch, stage);
    tell((words) => words.stages[stage]);
  }
}
