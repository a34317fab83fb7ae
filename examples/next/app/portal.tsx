"use client";

import { InteractionStatus, PublicClientApplication } from "@azure/msal-browser";
import { AuthenticatedTemplate, MsalProvider, UnauthenticatedTemplate, useMsal } from "@azure/msal-react";
import type { SubmitEvent } from "react";
import { msalConfig, scopes } from "./config";
import { useSession } from "./use-session";

// Next renders this component on the server, too. MSAL and the package do nothing there until they are used.
const msal = new PublicClientApplication(msalConfig);

export function Portal() {
  return (
    <MsalProvider instance={msal}>
      <AuthenticatedTemplate>
        <RequestForm />
      </AuthenticatedTemplate>
      <UnauthenticatedTemplate>
        <SignIn />
      </UnauthenticatedTemplate>
    </MsalProvider>
  );
}

function SignIn() {
  const { instance, inProgress } = useMsal();
  return (
    <button
      type="button"
      disabled={inProgress !== InteractionStatus.None}
      onClick={() => void instance.loginRedirect({ scopes })}
    >
      Sign in
    </button>
  );
}

function RequestForm() {
  const { request, isBusy, status, url } = useSession();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void request(String(new FormData(event.currentTarget).get("device")));
  }

  return (
    <form onSubmit={submit}>
      <label>
        Device id <input name="device" required />
      </label>
      <button type="submit" disabled={isBusy}>
        Request remote assistance
      </button>
      <p role="status">{status}</p>
      {url !== null && (
        <a href={url} target="_blank" rel="noopener noreferrer">
          Open the session
        </a>
      )}
    </form>
  );
}
