/** A failed read in the page's words. */

import type { ErrorCode, RemoteAssistanceError } from "intune-remote-assistance";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Countdown } from "../../js/card/countdown.js";
import { factsOf } from "../../js/card/entry.js";
import { Notice } from "../../js/card/notice.js";
import { Button } from "../../js/card/parts.js";
import { SupportDetails } from "../../js/card/support-details.js";
import type { Failure } from "../../js/card/words/en-failures.js";
import type { Words } from "../words/en.js";
import { words } from "../words/language.js";
import { cardContext } from "./card-context.js";
import { Icon } from "./icon.js";

export function problemOf(words: Words, code: ErrorCode): Failure {
  return words.readFailures[code] ?? words.failures[code];
}

interface Props {
  readonly error: RemoteAssistanceError;
  readonly onRetry: () => void;
}

export function ReadFailed({ error, onRetry }: Props): JSX.Element {
  const facts = useMemo(() => factsOf(error), [error]);
  const { support, results } = words();
  const { headline, advice } = problemOf(words(), error.code);
  return (
    <Notice key={headline} tone="bad" level={3} headline={headline} takesFocus>
      {error.graphMessage === null ? "" : support.graphSays(error.graphMessage)}
      {error.code === "throttled" && error.retryAfterMs !== null ? (
        <Countdown context={cardContext} milliseconds={error.retryAfterMs} />
      ) : (
        advice
      )}
      <p>
        <Button label={results.retry} onClick={onRetry} icon={<Icon name="retry" />} />
      </p>
      {error.status !== null && <SupportDetails context={cardContext} isFolded facts={facts} managedDeviceId={null} />}
    </Notice>
  );
}
