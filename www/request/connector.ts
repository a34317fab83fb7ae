/** Whether TeamViewer is connected to the tenant, said before anybody is asked for anything. */

import type { Connectors } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { httpsAddress } from "../address.js";
import type { Said, Tone } from "../dom.js";
import { button, make } from "../dom.js";
import { momentOf } from "../find/facts.js";
import type { Graph } from "../graph.js";
import { ago } from "../language.js";
import { tell } from "../live.js";

/** The answer is the tenant's: it is asked for once, and shown wherever a request can be made. */
export class Connector {
  readonly #graph: Graph;
  readonly #elements = new Set<WeakRef<HTMLElement>>();
  #answer: Connectors | "failed" | undefined;
  #isAsking = false;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** An element that shows the state, now and when it changes. */
  element(): HTMLElement {
    const element = make(
      "div",
      "",
      { className: "connector" },
      { role: "group", "aria-label": (words) => words.connector.title },
    );
    this.#elements.add(new WeakRef(element));
    this.#show(element);
    if (this.#answer === undefined) void this.#ask();
    return element;
  }

  /** Whether it is known that no connector works. */
  get isMissing(): boolean {
    return typeof this.#answer === "object" && this.#answer.isOnboarded === false;
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      this.#answer = await this.#graph.getConnectors();
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      // Without consent Entra ID gives no token for it, and that is an answer too. Nobody is sent to the login form for it.
      const isConsent = error.code === "tokenProviderFailed" || error.code === "forbidden";
      this.#answer = isConsent ? { isPermitted: false, isOnboarded: null, connectors: [] } : "failed";
    } finally {
      this.#isAsking = false;
    }
    this.#showAll();
  }

  #showAll(): void {
    for (const reference of this.#elements) {
      const element = reference.deref();
      if (element === undefined) this.#elements.delete(reference);
      else this.#show(element);
    }
  }

  #show(element: HTMLElement): void {
    const { tone, said, more } = this.#told();
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    const isOpen = element.querySelector("details")?.open ?? false;
    element.dataset["tone"] = tone;
    // What can be done about it is out of the way until it is wanted: the answer comes late, and must not push anything down.
    element.replaceChildren(
      more.length === 0 ? make("p", said) : make("details", [make("summary", said), ...more], { open: isOpen }),
    );
    if (focused === null) return;
    // Where there is nothing left to press, the group keeps the place of whoever pressed.
    element.tabIndex = -1;
    (element.querySelector<HTMLElement>(focused.localName) ?? element).focus();
  }

  #told(): { tone: Tone; said: Said; more: readonly Node[] } {
    const answer = this.#answer;
    if (answer === undefined) return { tone: "plain", said: (words) => words.connector.asking, more: [] };
    if (answer === "failed") {
      return { tone: "plain", said: (words) => words.connector.failed, more: [this.#retry()] };
    }
    if (!answer.isPermitted) return { tone: "plain", said: (words) => words.connector.notPermitted, more: [] };
    const { connectors } = answer;
    if (answer.isOnboarded) {
      const onboarded = connectors.filter(({ onboardingStatus }) => onboardingStatus === "onboarded");
      const names = onboarded.flatMap(({ displayName }) => displayName ?? []);
      const last = onboarded
        .map(({ lastConnectionDateTime }) => momentOf(lastConnectionDateTime))
        .find((at) => typeof at === "number");
      return {
        tone: "good",
        said: (words) =>
          [words.connector.onboarded(names), last === undefined ? "" : words.connector.lastUsed(ago(last as number))]
            .join(" ")
            .trim(),
        more: [],
      };
    }
    const underWay = connectors.find(({ onboardingStatus }) => onboardingStatus === "onboarding");
    const state = underWay ? "onboarding" : connectors.length > 0 ? "notOnboarded" : "none";
    const advice = make("p", (words) => words.connector.advice, { className: "hint" });
    return {
      tone: "warn",
      said: (words) => words.connector[state],
      more: [advice, ...setUpLink(underWay?.onboardingUrl ?? null), this.#retry()],
    };
  }

  /** It stays while it works, and says so: whoever pressed it has the focus on it. */
  #retry(): HTMLElement {
    const isAsking = this.#isAsking;
    const retry = button(
      (words) => (isAsking ? words.connector.retrying : words.connector.retry),
      () => void this.#again(),
    );
    retry.setAttribute("aria-disabled", String(isAsking));
    return make("p", [retry]);
  }

  async #again(): Promise<void> {
    if (this.#isAsking) return;
    const asked = this.#ask();
    this.#showAll();
    await asked;
    tell(this.#told().said);
  }
}

/** The address comes from Graph, and is shown for what it is only if it is one. */
function setUpLink(url: string | null): Node[] {
  const address = httpsAddress(url);
  if (address === undefined) return [];
  const link = make("a", (words) => words.connector.setUp(address.host), {
    href: address.href,
    target: "_blank",
    rel: "noopener noreferrer",
    referrerPolicy: "no-referrer",
  });
  return [make("p", [link])];
}
