/** How far a request has come, in four steps, with the time that it takes, and what came of it. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { CardContext, CardProps } from "./context.js";
import { Ending } from "./ending.js";
import type { Entry, Stage } from "./entry.js";
import { useKeptFocus } from "./focus.js";
import { seconds, stopwatch, timeOfDay } from "./format.js";
import { useNow } from "./now.js";
import { Button } from "./parts.js";
import { POLL_TIMEOUT_MS, type TrackedRequest } from "./tracked-request.js";
import type { CardWords } from "./words/en.js";

const STEPS = ["checked", "requested", "waiting", "ready"] as const;
type Step = (typeof STEPS)[number];
type StepState = keyof CardWords["session"]["stepStates"];

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

export function SessionCard(props: CardProps): JSX.Element {
  const { context, tracked } = props;
  const element = useRef<HTMLElement>(null);
  const { entry, isRunning, isBusy } = tracked;
  // Whoever waits here by keyboard goes on with what came of it, and not at the top of the page.
  useKeptFocus(
    element,
    () =>
      element.current?.querySelector<HTMLElement>("a") ??
      element.current?.querySelector<HTMLElement>(".notice > :first-child") ??
      element.current?.querySelector<HTMLElement>(".head > :first-child"),
    isBusy,
  );
  const Heading = `h${context.headingLevel}` as const;
  const { session } = context.words;
  return (
    <section ref={element} class="session" part="session">
      <div class="head">
        <Heading tabIndex={-1}>{session.title}</Heading>
        <Elapsed {...props} />
      </div>
      {/* What came of it stands above how it came to be: it is what everybody waits for. */}
      {!isBusy && <Ending key={entry.stage} {...props} />}
      <ol class="steps" part="steps">
        {STEPS.map((step, index) => (
          <StepItem
            key={step}
            words={context.words}
            step={step}
            entry={entry}
            planned={STATES[entry.stage][index] ?? "upcoming"}
          />
        ))}
      </ol>
      {isBusy && !isRunning && <p class="hint">{session.elsewhere}</p>}
      {isRunning && <UnderWay {...props} />}
    </section>
  );
}

interface StepProps {
  readonly words: CardWords;
  readonly step: Step;
  readonly entry: Entry;
  readonly planned: StepState;
}

function StepItem({ words, ...props }: StepProps): JSX.Element {
  const state = stateOf(props.step, props.entry, props.planned);
  return (
    <li data-state={state} {...(state === "current" && { "aria-current": "step" })}>
      <span>{labelOf(words, props.step, state)}</span> <span class="unseen">{words.session.stepStates[state]}</span>
    </li>
  );
}

function Elapsed({ context: { words, locale }, tracked }: CardProps): JSX.Element {
  const now = useNow(tracked.isBusy);
  const { requestedAt } = tracked.entry;
  const text = tracked.isBusy
    ? words.session.elapsed(stopwatch(now - requestedAt))
    : words.session.requestedAt(timeOfDay(locale, requestedAt));
  return <p class="elapsed">{text}</p>;
}

function UnderWay({ context, tracked }: CardProps): JSX.Element {
  const now = useNow(true);
  const { session } = context.words;
  return (
    <div class="under-way">
      <progress
        max={POLL_TIMEOUT_MS}
        value={Math.min(Math.max(0, now - tracked.waitsSince), POLL_TIMEOUT_MS)}
        aria-label={session.limit}
      />
      <p class="hint">{situationOf(context, tracked, now)}</p>
      {tracked.canStop && (
        <p>
          <Button
            label={tracked.entry.stage === "waiting" ? session.stop : session.cancel}
            onClick={() => tracked.stop()}
          />
        </p>
      )}
    </div>
  );
}

function situationOf({ words, locale }: CardContext, { entry, now }: TrackedRequest, time: number): string {
  const { session, request } = words;
  const left = now.waitsUntil - time;
  if (left > 0) {
    const wait = seconds(locale, left);
    return entry.stage === "requesting" ? request.waits(wait) : session.waits(wait);
  }
  if (now.problem !== null && entry.stage === "requesting") return session.notChecked;
  if (now.problem !== null) return session.lookFailed(words.failures[now.problem].headline);
  if (entry.stage !== "waiting") return "";
  return entry.isResumed ? session.resumed : session.waitingHint;
}

/** What a stage alone does not tell: whether the device was read, and whether anything was sent at all. */
function stateOf(step: Step, { stage, isCompared, facts }: Entry, planned: StepState): StepState {
  if (step === "checked" && planned === "done" && isCompared !== true) return "skipped";
  if (step === "requested" && stage === "refused" && facts?.outcome === "notSent") return "skipped";
  return planned;
}

function labelOf({ session, request }: CardWords, step: Step, state: StepState): string {
  if (step === "checked" && state === "skipped") return session.notCheckedStep;
  if (step === "requested" && state === "skipped") return request.nothingSent;
  if (step === "checked" && state === "current") return session.during.checked;
  if (step === "requested" && state === "current") return session.during.requested;
  if (step === "ready" && state === "failed") return session.noLinkStep;
  if (step === "requested" && state === "failed") return session.refusedStep;
  return session.steps[step];
}
