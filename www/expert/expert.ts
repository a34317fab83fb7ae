/** The view for raw ids: one press, one POST, and what became of it. */

import { RemoteAssistanceError } from "intune-remote-assistance";

import type { Config } from "../config.js";
import { notice } from "../dom.js";
import { keepDraft } from "../draft.js";
import type { Graph } from "../graph.js";
import { tryLock } from "../model/device-locks.js";
import { needsSignIn } from "../session.js";
import type { Request } from "../unsettled.js";
import { deviceOf, forget, freshNoteAbout, isSameDevice, note } from "../unsettled.js";
import { RequestForm } from "./form.js";
import { Progress } from "./progress.js";
import { accepted, failed, held, say, underWay } from "./report.js";

export interface Surroundings {
  readonly config: Config;
  readonly graph: Graph;
  /** The requests whose fate is open have changed, or which of them this view tells of by itself. */
  readonly onUnsettled: () => void;
  /** Whether that device is being asked from elsewhere on the page. */
  readonly isUnderWay: (request: Request) => boolean;
  /** Leaves for the login form. */
  readonly signInAgain: () => void;
  /** Graph took a request. */
  readonly onTaken: (request: Request) => void;
  /** The admin wants to see the session of a request that Graph took. */
  readonly onFollow: (request: Request) => void;
}

export class Expert {
  readonly #form: RequestForm;
  readonly #around: Surroundings;
  /** The request that the status region is about: its fate is told there and nowhere else. */
  #current: Request | undefined;
  #isSending = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#form = new RequestForm(around.config.sandbox?.samples ?? [], (request) => void this.#send(request));
  }

  tellsOf(request: Request): boolean {
    return this.#current !== undefined && isSameDevice(request, this.#current);
  }

  isSending(request: Request): boolean {
    return this.#isSending && this.tellsOf(request);
  }

  /** Takes up what was typed before a sign-in. */
  resume(draft: Request, justSignedIn: boolean): void {
    this.#form.fill(draft);
    // Never sent by itself: between the press and now lies a sign-in, and the caller may have hung up.
    if (justSignedIn)
      say(
        notice(
          "plain",
          (words) => words.expert.signedInAgain,
          (words) => words.expert.notAsked,
        ),
      );
  }

  /** The admin has checked the device: what is said of its request here is settled. */
  settled(request: Request): void {
    if (!this.tellsOf(request)) return;
    this.#current = undefined;
    say();
  }

  async #send(request: Request): Promise<void> {
    this.#form.clearErrors();
    this.#current = undefined;
    this.#around.onUnsettled();
    const release = await tryLock(deviceOf(request));
    if (release === undefined) return say(underWay());
    if (freshNoteAbout(request) !== undefined) {
      release();
      return say(this.#around.isUnderWay(request) ? underWay() : held());
    }
    try {
      note(request, Date.now());
    } catch {
      release();
      return say(
        notice(
          "bad",
          (words) => words.expert.nothingSent,
          (words) => words.expert.noNotes,
        ),
      );
    }
    this.#current = request;
    this.#isSending = true;
    this.#form.busy(true);
    const controller = new AbortController();
    const progress = new Progress(request, () => controller.abort());
    say(progress.element);
    try {
      const receipt = await this.#around.graph.request(request, {
        signal: controller.signal,
        onWait: (milliseconds) => progress.wait(milliseconds),
      });
      forget(request);
      this.#around.onTaken(request);
      say(accepted(request, receipt, () => this.#around.onFollow(request)));
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      this.#explain(request, error);
    } finally {
      this.#isSending = false;
      release();
      progress.end();
      this.#form.busy(false);
      this.#around.onUnsettled();
    }
  }

  #explain(request: Request, error: RemoteAssistanceError): void {
    if (error.outcome !== "unknown") forget(request);
    if (error.code === "tokenProviderFailed" && needsSignIn(error.cause)) {
      keepDraft({ kind: "ids", request });
      say(
        notice(
          "plain",
          (words) => words.expert.expired,
          (words) => words.expert.leaving,
        ),
      );
      this.#around.signInAgain();
      return;
    }
    say(
      failed(request, error, () => {
        forget(request);
        this.settled(request);
        this.#around.onUnsettled();
      }),
    );
    this.#form.showError(error.field);
  }
}
