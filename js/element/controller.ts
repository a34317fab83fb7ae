/** What an element does behind its attributes, properties and methods. */

import { h, render } from "preact";
import type { Request } from "../card/entry.js";
import { type Cloud, GRAPH_ORIGINS } from "../generated/contract.js";
import { urlFor } from "../index.js";
import { tryOr } from "../runtime/try-or.js";
import type { Options, SessionProgress, Token } from "../types.js";
import { languageOf, loadWords } from "./language.js";
import * as requests from "./requests.js";
import { View } from "./view.js";

/** The ids of a request, and the attribute of each. */
export const ID_ATTRIBUTES = {
  usersId: "users-id",
  managedDeviceId: "managed-device-id",
  detectedAppId: "detected-app-id",
} as const;

export class Controller implements requests.Follower {
  token: Token | undefined;
  options: Options = {};
  readonly element: HTMLElement;
  readonly #root: ShadowRoot;
  /** Why nothing can be sent with the present attributes and options. */
  #problem: string | undefined;
  #isCheckPlanned = false;
  #checks = 0;
  #announcement = "";
  #stage: string | undefined;

  constructor(element: HTMLElement, root: ShadowRoot) {
    this.element = element;
    this.#root = root;
  }

  get deviceKey(): string | undefined {
    const id = this.element.getAttribute(ID_ATTRIBUTES.managedDeviceId);
    if (id === null) return undefined;
    const { origin } = this.options;
    const cloud = this.element.getAttribute("cloud") ?? "global";
    // A cloud and its origin are the same Graph, in which a device has one request.
    const where = origin === undefined ? GRAPH_ORIGINS[cloud as Cloud] : tryOr(() => new URL(origin).origin, origin);
    return `${where} ${id.toLowerCase()}`;
  }

  get callOptions(): Options {
    const cloud = this.element.getAttribute("cloud");
    return { ...this.options, ...(cloud !== null && { cloud: cloud as NonNullable<Options["cloud"]> }) };
  }

  connect(): void {
    requests.connect(this);
    this.changed();
  }

  disconnect(): void {
    requests.disconnect(this);
    render(null, this.#root);
  }

  /** Next to a link, another request is the admin's to confirm. */
  request(): void {
    if (requests.trackedFor(this)?.hasLink !== true) this.#send();
  }

  #send(): void {
    const canSend = this.element.isConnected && this.token !== undefined && this.#problem === undefined;
    if (canSend) requests.start(this, this.#request);
  }

  stop(): void {
    requests.trackedFor(this)?.stop();
  }

  resume(progress: SessionProgress): void {
    requests.resume(this, this.#request, progress);
  }

  /** An attribute or a property has changed. */
  changed(): void {
    this.update();
    // A framework sets several attributes one after the other.
    if (this.#isCheckPlanned) return;
    this.#isCheckPlanned = true;
    queueMicrotask(() => void this.#check());
  }

  /** Shows what is true now. */
  update(): void {
    if (!this.element.isConnected) return;
    const language = languageOf(this.element);
    if (language === undefined) return this.#loadWords();
    const tracked = requests.trackedFor(this);
    const stage = tracked?.entry.stage;
    if (stage !== this.#stage) this.#announcement = stage === undefined ? "" : language.words.stages[stage];
    this.#stage = stage;
    const view = h(View, {
      language,
      scheme: schemeOf(this.element),
      problem: this.#problem,
      hasToken: this.token !== undefined,
      tracked,
      announcement: this.#announcement,
      announce: (text) => {
        this.#announcement = text;
        this.update();
      },
      onRequest: () => this.#send(),
      onLook: (request) => requests.look(this, request),
      onChecked: () => requests.forget(this),
    });
    render(view, this.#root);
  }

  /** The request that the attributes describe. Rust judges it. */
  get #request(): Request {
    const ids: Record<string, string> = {};
    for (const [name, attribute] of Object.entries(ID_ATTRIBUTES)) {
      const id = this.element.getAttribute(attribute);
      if (id !== null) ids[name] = id;
    }
    return { scope: this.element.getAttribute("scope") ?? "deviceManagement", ids } as unknown as Request;
  }

  #loadWords(): void {
    loadWords(this.element).then(
      () => this.update(),
      () => render(h("p", null, "Remote assistance could not be loaded. Reload this page."), this.#root),
    );
  }

  /** Checks attributes and options before anybody presses the button. It sends nothing. */
  async #check(): Promise<void> {
    this.#isCheckPlanned = false;
    if (!this.element.isConnected) return;
    const check = ++this.#checks;
    const { scope, ids } = this.#request;
    const problem = await urlFor(scope, ids, this.callOptions).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (check !== this.#checks) return;
    this.#problem = problem;
    this.update();
  }
}

/** Light text around the element means that the page is dark. */
function schemeOf(element: HTMLElement): "light" | "dark" {
  const { color } = getComputedStyle(element);
  const [red = 0, green = 0, blue = 0] = /^rgb/.test(color) ? (color.match(/\d+/g) ?? []).map(Number) : [];
  return red + green + blue > 1.5 * 255 ? "dark" : "light";
}
