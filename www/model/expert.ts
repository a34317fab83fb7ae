/** The form for raw ids: one press, one POST, and what became of it. */

import { signal } from "@preact/signals";
import type { Receipt } from "intune-remote-assistance";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { deviceOf, type Request } from "../../js/card/entry.js";
import { tryLock } from "./device-locks.js";
import { keepDraft } from "./draft.js";
import type { Graph } from "./graph.js";
import { needsSignIn } from "./sign-in.js";
import { forget, freshNoteAbout, isSameDevice, note } from "./unsettled.js";

/** A status that needs no more than a sentence. */
export interface PlainStatus {
  readonly kind: "none" | "signedInAgain" | "underWay" | "held" | "cannotKeepNotes" | "leaving";
}

/** What the status region says. */
export type Status =
  | PlainStatus
  | { readonly kind: "sending"; readonly request: Request; readonly since: number; readonly cancel: () => void }
  | { readonly kind: "accepted"; readonly request: Request; readonly receipt: Receipt; readonly at: number }
  | { readonly kind: "failed"; readonly request: Request; readonly error: RemoteAssistanceError; readonly at: number };

export interface ExpertOptions {
  /** Whether that device is being asked from elsewhere on the page. */
  readonly isUnderWay: (request: Request) => boolean;
  /** Leaves for the login form. */
  readonly signInAgain: () => void;
  /** Graph took a request. */
  readonly onTaken: (request: Request) => void;
}

export class Expert {
  readonly #graph: Graph;
  readonly #options: ExpertOptions;
  readonly status = signal<Status>({ kind: "none" });
  /** Until when Graph lets nothing be sent, in milliseconds since the epoch. */
  readonly waitsUntil = signal(0);
  /** What the form is filled with. */
  readonly draft = signal<Request | undefined>(undefined);
  /** The request that the status is about: its result is told there and nowhere else. */
  readonly #current = signal<Request | undefined>(undefined);
  readonly isBusy = signal(false);

  constructor(graph: Graph, options: ExpertOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  tellsOf(request: Request): boolean {
    const current = this.#current.value;
    return current !== undefined && isSameDevice(request, current);
  }

  isSending(request: Request): boolean {
    return this.isBusy.value && this.tellsOf(request);
  }

  /** Takes up what was typed before a sign-in. */
  resume(draft: Request, justSignedIn: boolean): void {
    this.draft.value = draft;
    // Never sent by itself: between the press and now lies a sign-in, and the caller may have hung up.
    if (justSignedIn) this.status.value = { kind: "signedInAgain" };
  }

  /** The admin has checked the device: what is said of its request here is settled. */
  settled(request: Request): void {
    if (!this.tellsOf(request)) return;
    this.#current.value = undefined;
    this.status.value = { kind: "none" };
  }

  async send(request: Request): Promise<void> {
    // Ignored while one is under way.
    if (this.isBusy.value) return;
    this.#current.value = undefined;
    const release = await tryLock(deviceOf(request));
    if (release === undefined) return this.#say("underWay");
    if (freshNoteAbout(request) !== undefined) {
      release();
      return this.#say(this.#options.isUnderWay(request) ? "underWay" : "held");
    }
    try {
      note(request, Date.now());
    } catch {
      release();
      return this.#say("cannotKeepNotes");
    }
    this.#current.value = request;
    this.isBusy.value = true;
    this.waitsUntil.value = 0;
    const controller = new AbortController();
    this.status.value = { kind: "sending", request, since: Date.now(), cancel: () => controller.abort() };
    try {
      const receipt = await this.#graph.request(request, {
        signal: controller.signal,
        onWait: (milliseconds) => {
          this.waitsUntil.value = Date.now() + milliseconds;
        },
      });
      forget(request);
      this.#options.onTaken(request);
      this.status.value = { kind: "accepted", request, receipt, at: Date.now() };
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      this.#explain(request, error);
    } finally {
      this.isBusy.value = false;
      release();
    }
  }

  #say(kind: PlainStatus["kind"]): void {
    this.status.value = { kind };
  }

  #explain(request: Request, error: RemoteAssistanceError): void {
    if (error.outcome !== "unknown") forget(request);
    if (error.code === "tokenProviderFailed" && needsSignIn(error.cause)) {
      keepDraft({ kind: "ids", request });
      this.#say("leaving");
      this.#options.signInAgain();
      return;
    }
    this.status.value = { kind: "failed", request, error, at: Date.now() };
  }
}
