/** What is going on with the request of the form, what happened, and what nobody knows yet. */

import type { RemoteAssistanceError } from "intune-remote-assistance";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Countdown } from "../../js/card/countdown.js";
import type { Request } from "../../js/card/entry.js";
import { factsOf } from "../../js/card/entry.js";
import { Notice, type Tone } from "../../js/card/notice.js";
import { useNow } from "../../js/card/now.js";
import { Button, Details } from "../../js/card/parts.js";
import { SupportDetails } from "../../js/card/support-details.js";
import type { Desk } from "../model/desk.js";
import { deviceOfId } from "../model/entry.js";
import type { PlainStatus, Status } from "../model/expert.js";
import { cardContext } from "../ui/card-context.js";
import type { Words } from "../words/en.js";
import { seconds, time, words } from "../words/language.js";

type Saying = readonly [tone: Tone, headline: string, text: string];

/** What needs no more than a sentence. */
const SAYINGS: Readonly<Record<PlainStatus["kind"], (words: Words) => Saying | undefined>> = {
  none: () => undefined,
  signedInAgain: ({ expert }) => ["plain", expert.signedInAgain, expert.notAsked],
  leaving: ({ expert, request }) => ["plain", request.expired, expert.leaving],
  cannotKeepNotes: ({ expert, request }) => ["bad", request.nothingSent, expert.noNotes],
  // The device is being asked from elsewhere on the page.
  underWay: ({ failures: { alreadyInFlight } }) => ["warn", alreadyInFlight.headline, alreadyInFlight.advice],
  // The device has a request with an unknown result: another would be a second ring.
  held: ({ unsettled }) => ["warn", unsettled.held, unsettled.heldAdvice],
};

export function ExpertStatus({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const status = desk.expert.status.value;
  switch (status.kind) {
    case "sending":
      return <Sending desk={desk} status={status} />;
    case "accepted":
      return <Accepted desk={desk} status={status} />;
    case "failed":
      return <Failed key={status.at} desk={desk} request={status.request} error={status.error} />;
    default: {
      const [tone, headline, text] = SAYINGS[status.kind](words()) ?? [];
      if (tone === undefined || headline === undefined) return null;
      return (
        <Notice tone={tone} level={2} headline={headline}>
          {text}
        </Notice>
      );
    }
  }
}

type StatusOf<K extends Status["kind"]> = Extract<Status, { readonly kind: K }>;

function Sending({ desk, status }: { readonly desk: Desk; readonly status: StatusOf<"sending"> }): JSX.Element {
  const now = useNow(true);
  const { expert, support } = words();
  const left = desk.expert.waitsUntil.value - now;
  return (
    <Notice tone="plain" level={2} headline={expert.asking}>
      {/* The seconds are for the eye: a screen reader is not to be told each of them. */}
      <p aria-live="off">
        {left > 0 ? words().request.waits(seconds(left)) : expert.waiting(seconds(now - status.since))}
      </p>
      <Details entries={[[support.device, status.request.ids.managedDeviceId]]} />
      <p>
        <Button label={expert.cancel} onClick={status.cancel} />
      </p>
    </Notice>
  );
}

function Accepted({ desk, status }: { readonly desk: Desk; readonly status: StatusOf<"accepted"> }): JSX.Element {
  const { expert, support } = words();
  const { managedDeviceId } = status.request.ids;
  const follow = (): void => {
    desk.show(deviceOfId(managedDeviceId));
    const { watch } = desk;
    if (watch !== undefined) desk.look(watch);
  };
  return (
    <Notice tone="good" level={2} headline={expert.accepted}>
      {expert.acceptedAdvice}
      <Details
        entries={[
          [support.device, managedDeviceId],
          [support.requestId, status.receipt.requestId],
          [support.time, time(status.at)],
        ]}
      />
      <p>
        <Button label={words().request.follow} onClick={follow} />
      </p>
    </Notice>
  );
}

interface FailedProps {
  readonly desk: Desk;
  readonly request: Request;
  readonly error: RemoteAssistanceError;
}

function Failed({ desk, request, error }: FailedProps): JSX.Element {
  const facts = useMemo(() => factsOf(error), [error]);
  const { failures, outcomes, support, unsettled } = words();
  const isUnknown = error.outcome === "unknown";
  const { headline, advice } = failures[error.code];
  return (
    <Notice tone={isUnknown ? "warn" : "bad"} level={2} headline={headline}>
      {error.graphMessage === null ? "" : support.graphSays(error.graphMessage)}
      {outcomes[error.outcome]}
      {advice}
      {error.code === "throttled" && error.retryAfterMs !== null && (
        <Countdown context={cardContext} milliseconds={error.retryAfterMs} />
      )}
      <SupportDetails context={cardContext} facts={facts} managedDeviceId={request.ids.managedDeviceId} />
      {isUnknown && (
        <p>
          <Button label={unsettled.checked} onClick={() => desk.settled([request])} />
        </p>
      )}
    </Notice>
  );
}
