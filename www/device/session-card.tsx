/** How far a request has come, in four steps, with the time that it takes, and what came of it. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Desk } from "../model/desk.js";
import type { Entry, Stage } from "../model/entry.js";
import type { Watch } from "../model/watch.js";
import { POLL_TIMEOUT_MS } from "../model/watch.js";
import { useKeptFocus } from "../ui/focus.js";
import { useNow } from "../ui/now.js";
import { Button } from "../ui/parts.js";
import { problemOf } from "../ui/read-failed.js";
import type { Words } from "../words/en.js";
import { seconds, stopwatch, timeOfDay, words } from "../words/language.js";
import { Ending } from "./ending.js";

const STEPS = ["checked", "requested", "waiting", "ready"] as const;
type Step = (typeof STEPS)[number];
type StepState = keyof Words["session"]["stepStates"];

/** How each step stands at each stage. What the first came to is the entry's to say. */
const STATES: Record<Stage, readonly [StepState, StepState, StepState, StepState]> = {
  queued: ["upcoming", "upcoming", "upcoming", "upcoming"],
  notSent: ["skipped", "skipped", "upcoming", "upcoming"],
  checking: ["current", "upcoming", "upcoming", "upcoming"],
  requesting: ["done", "current", "upcoming", "upcoming"],
  waiting: ["done", "done", "current", "upcoming"],
  ready: ["done", "done", "done", "done"],
  // Whether it ever reached the user is not known.
  failed: ["done", "done", "skipped", "failed"],
  timeout: ["done", "done", "paused", "upcoming"],
  unreadable: ["done", "done", "paused", "upcoming"],
  stopped: ["done", "done", "paused", "upcoming"],
  taken: ["skipped", "done", "paused", "upcoming"],
  refused: ["done", "failed", "upcoming", "upcoming"],
  unknown: ["done", "paused", "upcoming", "upcoming"],
};

interface Props {
  readonly desk: Desk;
  readonly watch: Watch;
}

export function SessionCard({ desk, watch }: Props): JSX.Element {
  const element = useRef<HTMLElement>(null);
  const { entry, isRunning, isBusy } = watch;
  // Whoever waits here by keyboard goes on with what came of it, and not at the top of the page.
  useKeptFocus(
    element,
    () =>
      element.current?.querySelector<HTMLElement>("a") ??
      element.current?.querySelector<HTMLElement>("h4") ??
      element.current?.querySelector<HTMLElement>("h3"),
    isBusy,
  );
  const { session } = words();
  return (
    <section ref={element} class="session">
      <div class="head">
        <h3 tabIndex={-1}>{session.title}</h3>
        <Elapsed watch={watch} />
      </div>
      {/* What came of it stands above how it came to be: it is what everybody waits for. */}
      {!isBusy && <Ending key={entry.stage} desk={desk} watch={watch} />}
      <ol class="steps">
        {STEPS.map((step, index) => (
          <StepItem key={step} step={step} entry={entry} planned={STATES[entry.stage][index] ?? "upcoming"} />
        ))}
      </ol>
      {isBusy && !isRunning && <p class="hint">{session.elsewhere}</p>}
      {isRunning && <UnderWay watch={watch} />}
    </section>
  );
}

function StepItem(props: { readonly step: Step; readonly entry: Entry; readonly planned: StepState }): JSX.Element {
  const state = stateOf(props.step, props.entry, props.planned);
  return (
    <li data-state={state} {...(state === "current" && { "aria-current": "step" })}>
      <span>{labelOf(words(), props.step, state)}</span> <span class="unseen">{words().session.stepStates[state]}</span>
    </li>
  );
}

function Elapsed({ watch }: { readonly watch: Watch }): JSX.Element {
  const now = useNow(watch.isBusy);
  const { session } = words();
  const { requestedAt } = watch.entry;
  const said = watch.isBusy
    ? session.elapsed(stopwatch(now - requestedAt))
    : session.requestedAt(timeOfDay(requestedAt));
  return <p class="elapsed">{said}</p>;
}

function UnderWay({ watch }: { readonly watch: Watch }): JSX.Element {
  const now = useNow(true);
  const { session } = words();
  return (
    <div class="under-way">
      <progress
        max={POLL_TIMEOUT_MS}
        value={Math.min(Math.max(0, now - watch.waitsSince), POLL_TIMEOUT_MS)}
        aria-label={session.limit}
      />
      <p class="hint">{situationOf(words(), watch, now)}</p>
      {watch.canStop && (
        <p>
          <Button
            label={watch.entry.stage === "waiting" ? session.stop : session.cancel}
            onClick={() => watch.stop()}
          />
        </p>
      )}
    </div>
  );
}

function situationOf(words: Words, { entry, now }: Watch, time: number): string {
  const { session, expert } = words;
  const left = now.waitsUntil - time;
  if (left > 0) return entry.stage === "requesting" ? expert.waits(seconds(left)) : session.waits(seconds(left));
  if (now.problem !== null && entry.stage === "requesting") return session.notChecked;
  if (now.problem !== null) return session.lookFailed(problemOf(words, now.problem).headline);
  if (entry.stage !== "waiting") return "";
  return entry.isResumed ? session.resumed : session.waitingHint;
}

/** What a stage alone does not tell: whether the device was read, and whether anything was sent at all. */
function stateOf(step: Step, { stage, isCompared, facts }: Entry, planned: StepState): StepState {
  if (step === "checked" && planned === "done" && isCompared !== true) return "skipped";
  if (step === "requested" && stage === "refused" && facts?.outcome === "notSent") return "skipped";
  return planned;
}

function labelOf({ session, expert }: Words, step: Step, state: StepState): string {
  if (step === "checked" && state === "skipped") return session.notCheckedStep;
  if (step === "requested" && state === "skipped") return expert.nothingSent;
  if (step === "checked" && state === "current") return session.during.checked;
  if (step === "requested" && state === "current") return session.during.requested;
  if (step === "ready" && state === "failed") return session.noLinkStep;
  if (step === "requested" && state === "failed") return session.refusedStep;
  return session.steps[step];
}
