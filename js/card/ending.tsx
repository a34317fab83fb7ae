/** What came of a request: the link, or why there is none and what to do. */

import type { ComponentChildren, JSX } from "preact";
import { httpsAddress } from "./address.js";
import type { CardContext, CardProps } from "./context.js";
import { Countdown } from "./countdown.js";
import type { Entry, Stage } from "./entry.js";
import { timeOfDay } from "./format.js";
import { Notice, type Tone } from "./notice.js";
import { Button, CopyButton, Details, OutsideLink } from "./parts.js";
import { SupportDetails } from "./support-details.js";

export function Ending(props: CardProps): JSX.Element | null {
  const { entry, now } = props.tracked;
  const { context } = props;
  switch (entry.stage) {
    case "ready":
      return <Ready {...props} />;
    case "failed":
      return <Failed {...props} />;
    case "refused":
      return <Refused context={context} entry={entry} likelyCause={props.likelyCause} />;
    case "unknown":
      return <Unconfirmed {...props} />;
    case "unreadable":
      return now.needsSignIn ? <MustSignIn {...props} /> : <Unreadable {...props} />;
    case "notSent":
      return <Notice tone="warn" level={context.noticeLevel} headline={context.words.request.nothingSent} />;
    case "timeout":
    case "stopped":
    case "taken":
      return <Open {...props} stage={entry.stage} />;
    default:
      return null;
  }
}

function Ready({ context, tracked }: CardProps): JSX.Element {
  const { session } = context.words;
  // The module gives nothing but https; a link that was kept by an older page is looked at once more.
  const address = httpsAddress(tracked.entry.url);
  if (address === undefined) {
    return (
      <Notice tone="bad" level={context.noticeLevel} headline={session.failed}>
        {session.reasons.badUrl}
      </Notice>
    );
  }
  const linkText = (): string => {
    tracked.opened();
    return address.href;
  };
  return (
    <Notice tone="good" level={context.noticeLevel} headline={session.ready}>
      {session.readyAdvice}
      {tracked.entry.isCompared === false && <p class="caution">{session.notCompared}</p>}
      <div class="buttons">
        <OutsideLink href={address.href} class="button primary" part="link" onOpen={() => tracked.opened()}>
          {context.icon("open")}
          {session.open}
        </OutsideLink>
        <CopyButton
          context={context}
          textOf={linkText}
          label={session.copy}
          copied={session.copied}
          notCopied={session.notCopied}
        />
      </div>
      <p class="hint">{session.opensAt(address.host)}</p>
    </Notice>
  );
}

function Failed({ context, tracked }: CardProps): JSX.Element {
  const { session } = context.words;
  const { reason, errorDetails } = tracked.entry;
  const why = reason ?? "failed";
  return (
    <Notice tone="bad" level={context.noticeLevel} headline={session.failed}>
      {session.reasons[why]}
      {/* Graph's own words; the module's are no more than the sentence above says. */}
      {why === "reported" && errorDetails !== null && <Details entries={[[session.error, errorDetails]]} />}
    </Notice>
  );
}

interface RefusedProps {
  readonly context: CardContext;
  readonly entry: Entry;
  readonly likelyCause?: string | undefined;
  readonly children?: ComponentChildren;
}

function Refused({ context, entry: { request, facts }, likelyCause, children }: RefusedProps): JSX.Element {
  const { unsettled, outcomes, failures, support } = context.words;
  // After a reload in mid-flight nothing is known but that it was sent.
  if (facts === null) {
    return (
      <Notice tone="warn" level={context.noticeLevel} headline={unsettled.headline}>
        {outcomes.unknown}
        {children}
      </Notice>
    );
  }
  const { code, outcome, retryAfterMs, at, graphMessage } = facts;
  const { headline, advice } = failures[code];
  return (
    <Notice tone={outcome === "unknown" ? "warn" : "bad"} level={context.noticeLevel} headline={headline}>
      {graphMessage === null ? "" : support.graphSays(graphMessage)}
      {outcomes[outcome]}
      {outcome === "rejected" ? likelyCause : ""}
      {advice}
      {code === "throttled" && retryAfterMs !== null && (
        <Countdown context={context} milliseconds={at + retryAfterMs - Date.now()} />
      )}
      <SupportDetails context={context} isFolded facts={facts} managedDeviceId={request.ids.managedDeviceId} />
      {children}
    </Notice>
  );
}

/** It is unknown whether the request reached the device: what reading the device has shown. */
function Unconfirmed({ context, tracked, onLook }: CardProps): JSX.Element {
  const { unsettled, request } = context.words;
  const { finding } = tracked.entry;
  const follow = (): void => {
    tracked.accept();
    onLook();
  };
  const text = (): string => {
    if (finding === null) return tracked.isInvestigating ? unsettled.investigating : "";
    if (finding.kind !== "arrived") return unsettled[finding.kind];
    return unsettled.arrived(finding.at === null ? null : timeOfDay(context.locale, finding.at));
  };
  return (
    <Refused context={context} entry={tracked.entry}>
      <p class="finding">{text()}</p>
      {finding?.kind === "arrived" && (
        <p>
          <Button label={request.follow} onClick={follow} class="primary" />
        </p>
      )}
    </Refused>
  );
}

const TONES: Record<Extract<Stage, "timeout" | "stopped" | "taken">, Tone> = {
  timeout: "warn",
  stopped: "plain",
  taken: "good",
};

function Open({ stage, ...props }: CardProps & { readonly stage: keyof typeof TONES }): JSX.Element {
  const { context } = props;
  const { session } = context.words;
  return (
    <Notice tone={TONES[stage]} level={context.noticeLevel} headline={session[stage]}>
      {session[`${stage}Advice`]}
      <LookAgain {...props} />
    </Notice>
  );
}

function Unreadable(props: CardProps): JSX.Element {
  const { context, tracked } = props;
  const { session } = context.words;
  const { facts, request } = tracked.entry;
  return (
    <Notice tone="warn" level={context.noticeLevel} headline={session.unreadable}>
      {session.unreadableAdvice}
      <LookAgain {...props} />
      {facts !== null && (
        <SupportDetails context={context} isFolded facts={facts} managedDeviceId={request.ids.managedDeviceId} />
      )}
    </Notice>
  );
}

function MustSignIn({ context, onSignIn }: CardProps): JSX.Element {
  const { request, session } = context.words;
  return (
    <Notice tone="warn" level={context.noticeLevel} headline={request.expired}>
      {session.signInToLook}
      <p>
        <Button label={session.signInAgain} onClick={onSignIn} class="primary" />
      </p>
    </Notice>
  );
}

function LookAgain({ context, tracked, onLook }: CardProps): JSX.Element {
  const { request, session } = context.words;
  const label = tracked.entry.stage === "taken" ? request.follow : session.lookAgain;
  return (
    <p>
      <Button label={label} onClick={onLook} icon={context.icon("retry")} />
    </p>
  );
}
