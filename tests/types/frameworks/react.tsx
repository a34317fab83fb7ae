/** A portal in React 19 that uses `<remote-assistance>`. This file is never run. */

import type { RemoteAssistanceElement, RemoteAssistanceEventMap } from "intune-remote-assistance/element";
import type {} from "intune-remote-assistance/element/react";
import { useRef } from "react";

export function Help({ id, getToken }: { id: string; getToken: () => Promise<string> }): React.ReactNode {
  const element = useRef<RemoteAssistanceElement>(null);
  const onReady = ({ detail }: RemoteAssistanceEventMap["remote-assistance-ready"]): void => console.log(detail.url);
  return (
    <>
      <remote-assistance
        ref={element}
        className="help"
        lang="en"
        managed-device-id={id}
        scope="users"
        users-id="ada@contoso.com"
        token={getToken}
        options={{ timeoutMs: 5_000 }}
        onremote-assistance-ready={onReady}
        onremote-assistance-error={({ detail: { error } }) => console.error(error?.code)}
      />
      {/* @ts-expect-error the device is missing */}
      <remote-assistance token={getToken} />
      {/* @ts-expect-error an unknown scope */}
      <remote-assistance managed-device-id={id} scope="device" />
      {/* @ts-expect-error a token that is no text and no function */}
      <remote-assistance managed-device-id={id} token={5} />
    </>
  );
}
