/** The custom element `<remote-assistance>`. */

import { styles } from "../generated/element-styles.js";
import type { Options, SessionProgress, Token } from "../types.js";
import { Controller, ID_ATTRIBUTES } from "./controller.js";

/** The options of the element. It sets the others itself. */
export type ElementOptions = Omit<Options, "cloud" | "signal" | "onWait">;

/** The base class. A server that renders pages has no `HTMLElement`. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<remote-assistance managed-device-id="…">`: a button that requests a session for one device, the steps of the request,
 * and the link or the reason why there is none.
 *
 * Attributes: `managed-device-id` (required), `scope` (`deviceManagement` if it is missing), `users-id`,
 * `detected-app-id`, `cloud` and `lang`. Events: {@link RemoteAssistanceEventMap}.
 *
 * All elements of a page share the requests, one a device. A request goes on when its element is moved or removed, and an
 * element for the same device shows it again. An element never sends by itself: the admin presses its button, or the
 * portal calls {@link RemoteAssistanceElement.request}.
 */
export class RemoteAssistanceElement extends Base {
  /** The attributes that the element follows. */
  static get observedAttributes(): string[] {
    return ["scope", ...Object.values(ID_ATTRIBUTES), "cloud", "lang"];
  }

  readonly #controller = new Controller(this, openRoot(this));

  /** The access token, or a function that gives one, as for `startSession`. Without it the element asks to sign in. */
  get token(): Token | undefined {
    return this.#controller.token;
  }
  /** Null and undefined are no token. */
  set token(token: Token | null | undefined) {
    this.#controller.token = token ?? undefined;
    this.#controller.update();
  }

  /** Further options of `startSession`, such as `origin`, `timeoutMs` and `fetch`. */
  get options(): ElementOptions {
    return this.#controller.options;
  }
  /** Null and undefined are no options. */
  set options(options: ElementOptions | null | undefined) {
    this.#controller.options = options ?? {};
    this.#controller.changed();
  }

  /**
   * Sends the request, as the button does. It does nothing where there is no button: outside the document, while a request for
   * the device is under way, while its result is unknown, without a token, and while the element says that it is not set up.
   * Beside a link it does nothing either: only the admin can confirm that the user is asked again.
   */
  request(): void {
    this.#controller.request();
  }

  /** Ends the waiting for the link. A request that Graph has taken stays taken. */
  stop(): void {
    this.#controller.stop();
  }

  /**
   * Goes on with a request that was sent before a reload. Nothing is sent but reads.
   *
   * @param progress the last one of a `remote-assistance-progress` event
   * @throws TypeError if it is anything else, or if `managed-device-id` or `token` is not set yet
   */
  resume(progress: SessionProgress): void {
    this.#controller.resume(progress);
  }

  /** @internal */
  connectedCallback(): void {
    this.#upgrade("token");
    this.#upgrade("options");
    this.#controller.connect();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#controller.disconnect();
  }

  /** @internal */
  attributeChangedCallback(): void {
    this.#controller.changed();
  }

  /** A property that was set before the element was defined hides the accessor of the class. */
  #upgrade(name: "token" | "options"): void {
    if (!Object.hasOwn(this, name)) return;
    const { [name]: value } = this;
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}

/** One style sheet for all elements. */
let sheet: CSSStyleSheet | undefined;

function openRoot(element: HTMLElement): ShadowRoot {
  const root = element.attachShadow({ mode: "open" });
  // A test environment such as jsdom has no constructable style sheets.
  if ("replaceSync" in CSSStyleSheet.prototype) {
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    root.adoptedStyleSheets = [sheet];
  }
  return root;
}
