/** What came of a request: the link, or why there is none and what to do. */

import type { ComponentChildren, JSX } from "preact";
import { httpsAddress } from "../model/address.js";
import type { Desk } from "../model/desk.js";
import type { Entry, Stage } from "../model/entry.js";
import type { Watch } from "../model/watch.js";
import { Countdown } from "../ui/countdown.js";
import { Icon } from "../ui/icon.js";
import { Notice, type Tone } from "../ui/notice.js";
import { Button, CopyButton, Details, OutsideLink } from "../ui/parts.js";
import { SupportDetails } from "../ui/support-details.js";
import { timeOfDay, words } from "../words/language.js";

interface Props {
  readonly desk: Desk;
  readonly watch: Watch;
}

export function Ending({ desk, watch }: Props): JSX.Element | null {
  const { entry, now } = watch;
  switch (entry.stage) {
    case "ready":
      return <Ready watch={watch} />;
    case "failed":
      return <Failed entry={entry} />;
    case "refused":
      return <Refused desk={desk} entry={entry} />;
    case "unknown":
      return <Unconfirmed desk={desk} watch={watch} />;
    case "unreadable":
      return now.needsSignIn ? <MustSignIn desk={desk} watch={watch} /> : <Unreadable desk={desk} watch={watch} />;
    case "notSent":
      return <Notice tone="warn" level={4} headline={words().expert.nothingSent} />;
    case "timeout":
    case "stopped":
    case "taken":
      return <Open desk={desk} watch={watch} stage={entry.stage} />;
    default:
      return null;
  }
}

function Ready({ watch }: { readonly watch: Watch }): JSX.Element {
  const { session } = words();
  // The module gives nothing but https; a link that was kept by an older page is looked at once more.
  const address = httpsAddress(watch.entry.url);
  if (address === undefined) {
    return (
      <Notice tone="bad" level={4} headline={session.failed}>
        {session.reasons.badUrl}
      </Notice>
    );
  }
  const linkText = (): string => {
    watch.opened();
    return address.href;
  };
  return (
    <Notice tone="good" level={4} headline={session.ready}>
      {session.readyAdvice}
      {watch.entry.isCompared === false && <p class="caution">{session.notCompared}</p>}
      <div class="buttons">
        <OutsideLink href={address.href} class="button primary" onOpen={() => watch.opened()}>
          <Icon name="open" />
          {session.open}
        </OutsideLink>
        <CopyButton
          textOf={linkText}
          label={(words) => words.session.copy}
          copied={(words) => words.session.copied}
          notCopied={(words) => words.session.notCopied}
        />
      </div>
      <p class="hint">{session.opensAt(address.host)}</p>
    </Notice>
  );
}

function Failed({ entry: { reason, errorDetails } }: { readonly entry: Entry }): JSX.Element {
  const { session } = words();
  const why = reason ?? "failed";
  return (
    <Notice tone="bad" level={4} headline={session.failed}>
      {session.reasons[why]}
      {/* Graph's own words; the module's are no more than the sentence above says. */}
      {why === "reported" && errorDetails !== null && <Details entries={[[session.error, errorDetails]]} />}
    </Notice>
  );
}

interface RefusedProps {
  readonly desk: Desk;
  readonly entry: Entry;
  readonly children?: ComponentChildren;
}

function Refused({ desk, entry: { request, facts }, children }: RefusedProps): JSX.Element {
  const { unsettled, outcomes, failures, support, connector } = words();
  // After a reload in mid-flight nothing is known but that it was sent.
  if (facts === null) {
    return (
      <Notice tone="warn" level={4} headline={unsettled.headline}>
        {outcomes.unknown}
        {children}
      </Notice>
    );
  }
  const { code, outcome, retryAfterMs, at, graphMessage } = facts;
  const { headline, advice } = failures[code];
  return (
    <Notice tone={outcome === "unknown" ? "warn" : "bad"} level={4} headline={headline}>
      {graphMessage === null ? "" : support.graphSays(graphMessage)}
      {outcomes[outcome]}
      {outcome === "rejected" && desk.connector.isMissing ? connector.likelyCause : ""}
      {advice}
      {code === "throttled" && retryAfterMs !== null && <Countdown milliseconds={at + retryAfterMs - Date.now()} />}
      <SupportDetails isFolded facts={facts} managedDeviceId={request.ids.managedDeviceId} />
      {children}
    </Notice>
  );
}

/** Nobody knows yet whether the request reached the device: what reading the device has shown. */
function Unconfirmed({ desk, watch }: Props): JSX.Element {
  const { finding } = watch.entry;
  const follow = (): void => {
    watch.accept();
    desk.look(watch);
  };
  return (
    <Refused desk={desk} entry={watch.entry}>
      <p class="finding">{findingIn(watch)}</p>
      {finding?.kind === "arrived" && (
        <p>
          <Button label={words().expert.follow} onClick={follow} class="primary" />
        </p>
      )}
    </Refused>
  );
}

function findingIn({ entry: { finding }, isInvestigating }: Watch): string {
  const { unsettled } = words();
  if (finding === null) return isInvestigating ? unsettled.investigating : "";
  if (finding.kind !== "arrived") return unsettled[finding.kind];
  return unsettled.arrived(finding.at === null ? null : timeOfDay(finding.at));
}

const TONES: Record<Extract<Stage, "timeout" | "stopped" | "taken">, Tone> = {
  timeout: "warn",
  stopped: "plain",
  taken: "good",
};

function Open({ desk, watch, stage }: Props & { readonly stage: keyof typeof TONES }): JSX.Element {
  const { session } = words();
  return (
    <Notice tone={TONES[stage]} level={4} headline={session[stage]}>
      {session[`${stage}Advice`]}
      <LookAgain desk={desk} watch={watch} />
    </Notice>
  );
}

function Unreadable({ desk, watch }: Props): JSX.Element {
  const { session } = words();
  const { facts, request } = watch.entry;
  return (
    <Notice tone="warn" level={4} headline={session.unreadable}>
      {session.unreadableAdvice}
      <LookAgain desk={desk} watch={watch} />
      {facts !== null && <SupportDetails isFolded facts={facts} managedDeviceId={request.ids.managedDeviceId} />}
    </Notice>
  );
}

function MustSignIn({ desk, watch }: Props): JSX.Element {
  const { expert, session } = words();
  return (
    <Notice tone="warn" level={4} headline={expert.expired}>
      {session.signInToLook}
      <p>
        <Button label={session.signInAgain} onClick={() => desk.signInFor(watch.entry.device)} class="primary" />
      </p>
    </Notice>
  );
}

function LookAgain({ desk, watch }: Props): JSX.Element {
  const { expert, session } = words();
  return (
    <p>
      <Button
        label={watch.entry.stage === "taken" ? expert.follow : session.lookAgain}
        onClick={() => desk.look(watch)}
        icon="retry"
      />
    </p>
  );
}
