import { InteractionStatus } from "@azure/msal-browser";
import { AuthenticatedTemplate, UnauthenticatedTemplate, useMsal } from "@azure/msal-react";
import type { SubmitEvent } from "react";
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
    </>
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
