"use client";

import {
  type EventMessage,
  EventType,
  InteractionStatus,
  InteractionType,
  PublicClientApplication,
} from "@azure/msal-browser";
import { AuthenticatedTemplate, MsalProvider, UnauthenticatedTemplate, useMsal } from "@azure/msal-react";
import { type SubmitEvent, useEffect, useState } from "react";
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
      <SignInProblem />
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

/** Why the sign-in was refused, for example without consent. */
function SignInProblem() {
  const { instance } = useMsal();
  const [problem, setProblem] = useState("");
  useEffect(() => {
    const show = ({ error, interactionType }: EventMessage) => {
      if (interactionType === InteractionType.Redirect) setProblem(error?.message ?? "");
    };
    const callbackId = instance.addEventCallback(show, [EventType.ACQUIRE_TOKEN_FAILURE]);
    return () => instance.removeEventCallback(callbackId ?? "");
  }, [instance]);
  return <p role="alert">{problem}</p>;
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
