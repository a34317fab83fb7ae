import { type EventMessage, EventType, InteractionStatus, InteractionType } from "@azure/msal-browser";
import { AuthenticatedTemplate, UnauthenticatedTemplate, useMsal } from "@azure/msal-react";
import { type SubmitEvent, useEffect, useState } from "react";
import { scopes } from "./config";
import { useSession } from "./use-session";

export function Portal() {
  const { instance, inProgress } = useMsal();
  return (
    <>
      <AuthenticatedTemplate>
        <RequestForm />
      </AuthenticatedTemplate>
      <UnauthenticatedTemplate>
        <button
          type="button"
          disabled={inProgress !== InteractionStatus.None}
          onClick={() => void instance.loginRedirect({ scopes })}
        >
          Sign in
        </button>
      </UnauthenticatedTemplate>
      <SignInProblem />
    </>
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
