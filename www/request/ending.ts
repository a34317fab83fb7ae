/** What came of a request: the link, or why there is none and what to do. */

import { httpsAddress } from "../address.js";
import type { Said, Tone } from "../dom.js";
import { button, details, innermostNotice, make } from "../dom.js";
import { copyButton } from "../expert/copy-button.js";
import { countdown } from "../expert/progress.js";
import { supportDetails } from "../expert/support.js";
import { timeOfDay } from "../language.js";
import type { Entry, Stage } from "./entry.js";
import type { Watch } from "./watch.js";

export interface Actions {
  readonly signInAgain: () => void;
  /** Whether TeamViewer is known not to be connected. */
  readonly isConnectorMissing: () => boolean;
  /** Looks for the link of a request that was accepted. */
  readonly look: (watch: Watch) => Promise<void>;
}

/** The latest of each watch, to know which are still looked at. */
const shown = new WeakMap<Watch, HTMLElement>();

/** Whether what came of it is before the admin. */
export function isOnScreen(watch: Watch): boolean {
  return shown.get(watch)?.isConnected ?? false;
}

export function endingOf(watch: Watch, actions: Actions): HTMLElement {
  const ending = makeEnding(watch, actions);
  shown.set(watch, ending);
  return ending;
}

function makeEnding(watch: Watch, actions: Actions): HTMLElement {
  const { entry, now } = watch;
  switch (entry.stage) {
    case "ready":
      return ready(watch);
    case "failed":
      return failed(entry);
    case "refused":
      return refused(entry, actions);
    case "unknown":
      return unconfirmed(watch, actions);
    case "unreadable":
      return now.needsSignIn ? mustSignIn(actions) : unreadable(watch, actions);
    case "notSent":
      return innermostNotice("warn", (words) => words.expert.nothingSent);
    case "timeout":
    case "stopped":
    case "taken":
      return open(watch, entry.stage, actions);
    default:
      return make("div");
  }
}

function ready(watch: Watch): HTMLElement {
  const { entry } = watch;
  const { url } = entry;
  // The module gives nothing but https; a link that was kept by an older page is looked at once more.
  const address = httpsAddress(url);
  if (address === undefined)
    return innermostNotice(
      "bad",
      (words) => words.session.failed,
      (words) => words.session.reasons.badUrl,
    );
  const openLink = make("a", (words) => words.session.open, {
    href: address.href,
    target: "_blank",
    rel: "noopener noreferrer",
    referrerPolicy: "no-referrer",
    className: "button primary",
  });
  openLink.addEventListener("click", () => watch.opened());
  const linkText = (): string => {
    watch.opened();
    return address.href;
  };
  const copy = copyButton(linkText, {
    label: (words) => words.session.copy,
    copied: (words) => words.session.copied,
    notCopied: (words) => words.session.notCopied,
  });
  return innermostNotice(
    "good",
    (words) => words.session.ready,
    (words) => words.session.readyAdvice,
    entry.isCompared === false ? make("p", (words) => words.session.notCompared, { className: "caution" }) : "",
    make("div", [openLink, copy], { className: "buttons" }),
    make("p", (words) => words.session.opensAt(address.host), { className: "hint" }),
  );
}

function failed({ reason, errorDetails }: Entry): HTMLElement {
  const why = reason ?? "failed";
  return innermostNotice(
    "bad",
    (words) => words.session.failed,
    (words) => words.session.reasons[why],
    // Graph's own words; the module's are no more than the sentence above says.
    why === "reported" && errorDetails !== null ? details([[(words) => words.session.error, errorDetails]]) : "",
  );
}

function refused({ request, facts }: Entry, { isConnectorMissing }: Actions): HTMLElement {
  // After a reload in mid-flight nothing is known but that it was sent.
  if (facts === null)
    return innermostNotice(
      "warn",
      (words) => words.unsettled.headline,
      (words) => words.outcomes.unknown,
    );
  const { code, outcome, retryAfterMs, at, graphMessage } = facts;
  return innermostNotice(
    outcome === "unknown" ? "warn" : "bad",
    (words) => words.failures[code].headline,
    (words) => (graphMessage === null ? "" : words.support.graphSays(graphMessage)),
    (words) => words.outcomes[outcome],
    (words) => (outcome === "rejected" && isConnectorMissing() ? words.connector.likelyCause : ""),
    (words) => words.failures[code].advice,
    code === "throttled" && retryAfterMs !== null ? countdown(at + retryAfterMs - Date.now()) : "",
    make("details", [
      make("summary", (words) => words.support.more),
      ...supportDetails(request.ids.managedDeviceId, facts),
    ]),
  );
}

/** Nobody knows yet whether the request reached the device: what reading the device has shown. */
function unconfirmed(watch: Watch, actions: Actions): HTMLElement {
  const { finding } = watch.entry;
  const box = refused(watch.entry, actions);
  const line = make("p", (words) => {
    if (finding === null) return watch.isInvestigating ? words.unsettled.investigating : "";
    if (finding.kind !== "arrived") return words.unsettled[finding.kind];
    return words.unsettled.arrived(finding.at === null ? null : timeOfDay(finding.at));
  });
  line.className = "finding";
  box.append(line);
  if (finding?.kind === "arrived") {
    const follow = button(
      (words) => words.expert.follow,
      () => {
        watch.accept();
        void actions.look(watch);
      },
      "primary",
    );
    box.append(make("p", [follow]));
  }
  return box;
}

const OPEN: Record<Extract<Stage, "timeout" | "stopped" | "taken">, { tone: Tone; headline: Said; advice: Said }> = {
  timeout: { tone: "warn", headline: (words) => words.session.timeout, advice: (words) => words.session.timeoutAdvice },
  stopped: {
    tone: "plain",
    headline: (words) => words.session.stopped,
    advice: (words) => words.session.stoppedAdvice,
  },
  taken: { tone: "good", headline: (words) => words.session.taken, advice: (words) => words.session.takenAdvice },
};

function open(watch: Watch, stage: keyof typeof OPEN, actions: Actions): HTMLElement {
  const { tone, headline, advice } = OPEN[stage];
  return innermostNotice(tone, headline, advice, lookAgain(watch, actions));
}

function unreadable(watch: Watch, actions: Actions): HTMLElement {
  const { facts, request } = watch.entry;
  return innermostNotice(
    "warn",
    (words) => words.session.unreadable,
    (words) => words.session.unreadableAdvice,
    lookAgain(watch, actions),
    facts === null
      ? ""
      : make("details", [
          make("summary", (words) => words.support.more),
          ...supportDetails(request.ids.managedDeviceId, facts),
        ]),
  );
}

function mustSignIn({ signInAgain }: Actions): HTMLElement {
  return innermostNotice(
    "warn",
    (words) => words.expert.expired,
    (words) => words.session.signInToLook,
    make("p", [button((words) => words.session.signInAgain, signInAgain, "primary")]),
  );
}

function lookAgain(watch: Watch, { look }: Actions): HTMLElement {
  const isFirst = watch.entry.stage === "taken";
  return make("p", [
    button(
      (words) => (isFirst ? words.expert.follow : words.session.lookAgain),
      () => void look(watch),
    ),
  ]);
}
