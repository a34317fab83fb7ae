/** The button that sends a request, and what holds another one back. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardContext } from "./context.js";
import { Notice } from "./notice.js";
import { Button } from "./parts.js";

export interface RequestButtonProps {
  readonly context: CardContext;
  /** Next to a link, another request would ask the user again, and is confirmed first. */
  readonly kind: "first" | "again" | "nextToLink";
  readonly onRequest: () => void;
}

export function RequestButton({ context, kind, onRequest }: RequestButtonProps): JSX.Element {
  const [isConfirming, confirm] = useState(false);
  const last = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isConfirming) last.current?.querySelector("button")?.focus();
  }, [isConfirming]);
  const { request } = context.words;
  if (kind === "nextToLink") {
    return (
      <div ref={last}>
        {isConfirming ? (
          <>
            <p>{request.askAgain}</p>
            <p>
              <Button key="confirm" label={request.confirmAgain} onClick={onRequest} />
            </p>
          </>
        ) : (
          <p>
            <Button key="ask" label={request.requestAgain} onClick={() => confirm(true)} />
          </p>
        )}
      </div>
    );
  }
  if (kind === "again") {
    return (
      <p>
        <Button label={request.requestAgain} onClick={onRequest} />
      </p>
    );
  }
  return (
    <div>
      <p>
        <Button label={request.request} onClick={onRequest} class="primary" />
      </p>
      <p class="hint">{request.requestHint}</p>
    </div>
  );
}

interface HeldProps {
  readonly context: CardContext;
  readonly isTold: boolean;
  readonly onChecked: () => void;
}

/** What holds another request back: the earlier one, told of here unless its own ending tells of it. */
export function Held({ context, isTold, onChecked }: HeldProps): JSX.Element {
  const { unsettled, outcomes } = context.words;
  const checked = (
    <p>
      <Button label={unsettled.checked} onClick={onChecked} />
    </p>
  );
  if (isTold) return checked;
  return (
    <Notice tone="warn" level={3} headline={unsettled.headline}>
      {outcomes.unknown}
      {checked}
    </Notice>
  );
}
