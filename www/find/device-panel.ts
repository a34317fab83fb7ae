/** One device: what it is, and the request for a session with what becomes of it. */

import type { Device } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, facts, fill, innerNotice, make, retell, setText } from "../dom.js";
import { tell } from "../live.js";
import { askToNotify } from "../ready.js";
import type { Connector } from "../request/connector.js";
import { Timeline } from "../request/timeline.js";
import type { Watch } from "../request/watch.js";
import type { Watches } from "../request/watches.js";
import type { Request } from "../unsettled.js";
import { noteAbout } from "../unsettled.js";
import type { Words } from "../words/en.js";
import { compliance, isOnlyId, isStub, lastSyncAt, nameOf, userOf } from "./facts.js";

export interface Surroundings {
  readonly watches: Watches;
  readonly connector: Connector;
  readonly read: (id: string) => Promise<Device>;
  readonly onClose: () => void;
  readonly onUnsettled: () => void;
  /** Leaves for the login form, keeping that device to come back to. */
  readonly signInAgain: (device: Device) => void;
}

export class DevicePanel {
  readonly element = make("section", "", { className: "card device-panel" });
  readonly #around: Surroundings;
  readonly #action = make("div", "", { className: "action" });
  readonly #facts = make("div");
  readonly #heading = make("h2", "", { tabIndex: -1 });
  #device: Device | undefined;
  /** What is said after a sign-in, until another device is opened. */
  #welcome: HTMLElement | undefined;
  /** Whether what can be done is shown for a request that is under way. */
  #isShownRunning = false;
  #isDetached = false;
  #timeline: { readonly watch: Watch; readonly view: Timeline } | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    around.watches.listen((watch) => this.#changed(watch));
  }

  get device(): Device | undefined {
    return this.#device;
  }

  tellsOf({ ids }: Request): boolean {
    return this.#device?.id.toLowerCase() === ids.managedDeviceId.toLowerCase();
  }

  /** @param isFromResults  whether there are results of many requests to go back to, instead of the list */
  open(device: Device, isFromResults: boolean): void {
    this.#device = device;
    this.#timeline = undefined;
    this.#welcome = undefined;
    this.#isDetached = false;
    this.#heading.replaceChildren();
    fill(this.#heading, (words) => nameOf(words, device));
    this.element.replaceChildren(
      isFromResults
        ? button((words) => words.device.backToResults, this.#around.onClose, "quiet back-to-results")
        : button((words) => words.device.back, this.#around.onClose, "back"),
      this.#heading,
      this.#facts,
      this.#around.connector.element(),
      this.#action,
    );
    this.#facts.replaceChildren(factsOf(device));
    if (isStub(device)) void this.#readWhole(device);
    this.refresh();
    this.#heading.focus();
  }

  /** A list of the devices of an app does not say whose they are. A read by the id does. */
  async #readWhole({ id }: Device): Promise<void> {
    try {
      const whole = await this.#around.read(id);
      if (this.#device?.id !== id) return;
      this.#device = whole;
      setText(this.#heading, (words) => nameOf(words, whole));
      this.#facts.replaceChildren(factsOf(whole));
    } catch (error) {
      // What the list gave stays on the screen, and says that it is not all.
      if (!(error instanceof RemoteAssistanceError)) throw error;
    }
  }

  /** Another search was made meanwhile: the request is followed, but no other one can be sent from here. */
  detach(): void {
    this.#isDetached = true;
    this.refresh();
  }

  close(): void {
    this.#device = undefined;
    this.#timeline = undefined;
    this.element.replaceChildren();
  }

  /** Says that the sign-in is renewed, and what that means for the request. */
  welcomeBack(advice: Said): void {
    this.#welcome = innerNotice("plain", (words) => words.session.signedInAgain, advice);
    this.#action.prepend(this.#welcome);
  }

  /** Shows anew what can be done with the device. */
  refresh(): void {
    const device = this.#device;
    if (device === undefined) return;
    const request: Request = { scope: "deviceManagement", ids: { managedDeviceId: device.id } };
    const watch = this.#around.watches.of(device.id);
    if (watch !== this.#timeline?.watch) {
      const signInAgain = (): void => this.#around.signInAgain(device);
      const look = (watch: Watch): Promise<void> => this.#around.watches.look(watch);
      const isConnectorMissing = (): boolean => this.#around.connector.isMissing;
      this.#timeline = watch && { watch, view: new Timeline(watch, { signInAgain, isConnectorMissing, look }) };
    }
    const view = this.#timeline?.view;
    if (watch?.entry.stage === "unknown") void this.#around.watches.investigate(watch);
    const open = noteAbout(request);
    const parts: Node[] = [];
    this.#isShownRunning = watch?.isBusy === true;
    if (!this.#isShownRunning && !this.#isDetached) {
      parts.push(open === undefined ? this.#requestButton(request, device, watch) : this.#openBox(request, watch));
    }
    // A link that waits to be opened comes before the way to ask again; so does whatever else has come of it.
    if (view !== undefined) parts.unshift(view.element);
    const hadFocus = this.#action.contains(document.activeElement);
    const focused = document.activeElement;
    if (this.#welcome !== undefined) parts.unshift(this.#welcome);
    this.#action.replaceChildren(...parts);
    retell(this.#action);
    if (!hadFocus) return;
    if (focused instanceof HTMLElement && this.#action.contains(focused)) focused.focus();
    else view?.focus();
  }

  #requestButton(request: Request, device: Device, watch: Watch | undefined): HTMLElement {
    const label: Said = (words) => (watch === undefined ? words.device.request : words.device.requestAgain);
    const press = button(label, () => void this.#request(request, device), watch === undefined ? "primary" : "quiet");
    const parts: Node[] = [make("p", [press])];
    if (watch?.entry.stage === "ready") return this.#confirmBox(press);
    if (watch === undefined) parts.push(make("p", (words) => words.device.requestHint, { className: "hint" }));
    return make("div", parts);
  }

  /** The link is there: another request would ring the user again, and is confirmed first. */
  #confirmBox(press: HTMLElement): HTMLElement {
    const confirm = make("div", [make("p", (words) => words.device.askAgain), make("p", [press])], { hidden: true });
    const ask = button(
      (words) => words.device.requestAgain,
      () => {
        ask.hidden = true;
        confirm.hidden = false;
        press.focus();
      },
    );
    setText(press, (words) => words.device.confirmAgain);
    return make("div", [make("p", [ask]), confirm]);
  }

  /** What holds another request back: the earlier one, told of here unless its own ending tells of it. */
  #openBox(request: Request, watch: Watch | undefined): HTMLElement {
    const checked = button(
      (words) => words.unsettled.checked,
      () => {
        this.#around.watches.settled(request);
        this.#around.onUnsettled();
        this.#heading.focus();
      },
    );
    if (watch?.entry.stage === "unknown") return make("p", [checked]);
    return innerNotice(
      "warn",
      (words) => words.unsettled.headline,
      (words) => words.outcomes.unknown,
      make("p", [checked]),
    );
  }

  async #request(request: Request, device: Device): Promise<void> {
    askToNotify();
    try {
      const watch = await this.#around.watches.request(request, device);
      if (watch === undefined) return this.refresh();
    } catch {
      this.#action.prepend(
        innerNotice(
          "bad",
          (words) => words.expert.nothingSent,
          (words) => words.expert.noNotes,
        ),
      );
      return;
    }
    this.#timeline?.view.focus();
  }

  #changed(watch: Watch | undefined): void {
    if (watch === undefined) return this.refresh();
    if (watch !== this.#timeline?.watch) return;
    const { entry, now, isBusy } = watch;
    this.#timeline.view.update();
    tellOf(watch);
    if (isBusy) {
      // A look has begun: what could be done until then cannot be done meanwhile.
      if (!this.#isShownRunning) this.refresh();
      return;
    }
    if (now.needsSignIn && entry.stage === "refused") {
      this.#around.watches.drop(watch);
      this.#around.signInAgain(entry.device);
      return;
    }
    this.refresh();
  }
}

/** A screen reader hears of each stage once. */
const told = new WeakMap<Watch, string>();

function tellOf(watch: Watch): void {
  const { stage } = watch.entry;
  if (told.get(watch) === stage) return;
  told.set(watch, stage);
  tell((words) => words.recent.states[stage]);
}

function factsOf(device: Device): HTMLElement {
  const id = [(words: Words) => words.device.id, device.id] as const;
  // Its id was typed: nobody has asked Graph for more.
  if (isOnlyId(device)) return facts([id]);
  const known = (value: string | null): Said => value || ((words) => words.device.unknown);
  const email =
    device.emailAddress?.toLowerCase() === device.userPrincipalName?.toLowerCase() ? null : device.emailAddress;
  const user = userOf(device);
  const signInName = device.userDisplayName ? device.userPrincipalName : null;
  return facts([
    [
      (words) => words.device.user,
      make("span", [
        user ?? ((words) => (isStub(device) ? words.results.notInList : words.results.noUser)),
        " ",
        signInName !== null && make("span", signInName, { className: "who" }),
      ]),
    ],
    [(words) => words.device.email, email],
    [(words) => words.device.system, known([device.operatingSystem, device.osVersion].filter(Boolean).join(" "))],
    [(words) => words.device.compliance, compliance(device)],
    [(words) => words.device.lastSync, lastSyncAt(device)],
    [(words) => words.device.model, known([device.manufacturer, device.model].filter(Boolean).join(" "))],
    [(words) => words.device.serial, known(device.serialNumber)],
    id,
  ]);
}
