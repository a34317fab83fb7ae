/** How far a request has come, in four steps, with the time that it takes. */

import type { Said } from "../dom.js";
import { button, make, setText } from "../dom.js";
import { seconds, stopwatch, timeOfDay } from "../language.js";
import type { Words } from "../words/en.js";
import type { Actions } from "./ending.js";
import { endingOf } from "./ending.js";
import type { Entry, Stage } from "./entry.js";
import { problemOf } from "./problem.js";
import type { Watch } from "./watch.js";
import { POLL_TIMEOUT_MS } from "./watch.js";

const TICK_MS = 500;
const STEPS = ["checked", "requested", "waiting", "ready"] as const;
type StepState = keyof Words["session"]["stepStates"];

/** How each step stands at each stage; what the first came to is the watch's to say. */
const STATES: Record<Stage, readonly [StepState, StepState, StepState, StepState]> = {
  queued: ["upcoming", "upcoming", "upcoming", "upcoming"],
  notSent: ["skipped", "skipped", "upcoming", "upcoming"],
  checking: ["current", "upcoming", "upcoming", "upcoming"],
  requesting: ["done", "current", "upcoming", "upcoming"],
  waiting: ["done", "done", "current", "upcoming"],
  ready: ["done", "done", "done", "done"],
  failed: ["done", "done", "done", "failed"],
  timeout: ["done", "done", "paused", "upcoming"],
  unreadable: ["done", "done", "paused", "upcoming"],
  stopped: ["done", "done", "paused", "upcoming"],
  taken: ["skipped", "done", "paused", "upcoming"],
  refused: ["done", "failed", "upcoming", "upcoming"],
  unknown: ["done", "paused", "upcoming", "upcoming"],
};

export class Timeline {
  readonly element = make("section", "", { className: "session" });
  readonly #watch: Watch;
  readonly #actions: Actions;
  readonly #heading = make("h3", (words) => words.session.title, { tabIndex: -1 });
  readonly #elapsed = make("p", "", { className: "elapsed" });
  readonly #bar = make("progress", "", { max: POLL_TIMEOUT_MS }, { "aria-label": (words) => words.session.limit });
  readonly #line = make("p", "", { className: "hint" });
  readonly #stop = button("", () => this.#watch.stop());
  readonly #ending = make("div");
  readonly #elsewhere = make("p", (words) => words.session.elsewhere, { className: "hint" });
  readonly #steps = STEPS.map(() => ({
    item: make("li"),
    label: make("span"),
    state: make("span", "", { className: "unseen" }),
  }));
  #timer: number | undefined;
  #shown: string | undefined;

  constructor(watch: Watch, actions: Actions) {
    this.#watch = watch;
    this.#actions = actions;
    for (const { item, label, state } of this.#steps) item.append(label, " ", state);
    const steps = make(
      "ol",
      this.#steps.map(({ item }) => item),
      { className: "steps" },
    );
    const head = make("div", [this.#heading, this.#elapsed], { className: "head" });
    // What came of it stands above how it came to be: it is what everybody waits for.
    this.element.append(
      head,
      this.#ending,
      steps,
      this.#elsewhere,
      make("div", [this.#bar, this.#line, make("p", [this.#stop])], { className: "under-way" }),
    );
    this.update();
  }

  focus(): void {
    this.#heading.focus();
  }

  update(): void {
    const { entry, isRunning, isBusy, canStop } = this.#watch;
    const { stage } = entry;
    // Whoever waits here, by keyboard or screen reader, goes on with what came of it, and not at the top of the page.
    const hadFocus = this.element.contains(document.activeElement);
    for (const [index, { item, label, state }] of this.#steps.entries()) {
      const step = STEPS[index] ?? "ready";
      const stands = stateOf(step, entry, STATES[stage][index] ?? "upcoming");
      item.dataset["state"] = stands;
      if (stands === "current") item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
      setText(label, labelOf(step, stands));
      setText(state, (words) => words.session.stepStates[stands]);
    }
    const underWay = this.#stop.closest<HTMLElement>(".under-way");
    if (underWay !== null) underWay.hidden = !isRunning;
    this.#stop.hidden = !canStop;
    setText(this.#stop, (words) => (stage === "waiting" ? words.session.stop : words.session.cancel));
    setText(this.#line, this.#situation());
    this.#elsewhere.hidden = isRunning || !isBusy;
    this.#tickWhile(isBusy);
    this.#showEnding(hadFocus);
  }

  #situation(): Said {
    const { entry, now } = this.#watch;
    return (words) => {
      const left = now.waitsUntil - Date.now();
      if (left > 0)
        return entry.stage === "requesting" ? words.expert.waits(seconds(left)) : words.session.waits(seconds(left));
      if (now.problem !== null && entry.stage === "requesting") return words.session.notChecked;
      if (now.problem !== null) return words.session.lookFailed(problemOf(words, now.problem).headline);
      if (entry.stage !== "waiting") return "";
      return entry.isResumed ? words.session.resumed : words.session.waitingHint;
    };
  }

  #showEnding(hadFocus: boolean): void {
    const { entry, isBusy } = this.#watch;
    const ended = isBusy
      ? undefined
      : `${entry.stage} ${entry.finding?.kind ?? ""} ${this.#watch.isInvestigating ? "?" : ""}`;
    if (ended === this.#shown) return;
    this.#shown = ended;
    this.#ending.replaceChildren(...(ended === undefined ? [] : [endingOf(this.#watch, this.#actions)]));
    if (hadFocus) (this.#ending.querySelector("a") ?? this.#ending.querySelector("h4") ?? this.#heading).focus();
  }

  #tickWhile(isBusy: boolean): void {
    this.#tick();
    if (!isBusy) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else {
      // Ends by itself when another view has taken this one's place.
      this.#timer ??= window.setInterval(
        () => (this.element.isConnected ? this.#tick() : clearInterval(this.#timer)),
        TICK_MS,
      );
    }
  }

  #tick(): void {
    const { entry, isBusy } = this.#watch;
    const passed = Date.now() - entry.requestedAt;
    this.#bar.value = Math.min(Date.now() - this.#watch.waitsSince, POLL_TIMEOUT_MS);
    setText(this.#elapsed, (words) =>
      isBusy ? words.session.elapsed(stopwatch(passed)) : words.session.requestedAt(timeOfDay(entry.requestedAt)),
    );
    setText(this.#line, this.#situation());
  }
}

/** What a stage alone does not tell: whether the device was read, and whether anything was sent at all. */
function stateOf(step: (typeof STEPS)[number], { stage, isCompared, facts }: Entry, planned: StepState): StepState {
  if (step === "checked" && planned === "done" && isCompared !== true) return "skipped";
  if (step === "requested" && stage === "refused" && facts?.outcome === "notSent") return "skipped";
  return planned;
}

function labelOf(step: (typeof STEPS)[number], state: StepState): Said {
  return (words) => {
    if (step === "checked" && state === "skipped") return words.session.notCheckedStep;
    if (step === "requested" && state === "skipped") return words.expert.nothingSent;
    if (state === "current" && step === "checked") return words.session.during.checked;
    if (state === "current" && step === "requested") return words.session.during.requested;
    if (state === "failed" && step === "ready") return words.session.noLinkStep;
    if (state === "failed" && step === "requested") return words.session.refusedStep;
    return words.session.steps[step];
  };
}
