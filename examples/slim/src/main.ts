import { createStandardPublicClientApplication } from "@azure/msal-browser";
import { tokenFromMsal } from "intune-remote-assistance/msal";
// Vite copies the file to the portal's own assets, and gives its address.
import moduleUrl from "intune-remote-assistance/remote_assistance.wasm?url";
import { init, RemoteAssistanceError, type SessionProgress, startSession } from "intune-remote-assistance/slim";
import { graphOrigin, msalConfig, scopes } from "./config";

const WORDS: Record<SessionProgress["phase"], string> = {
  checking: "Reading the device …",
  requesting: "Sending the request …",
  accepted: "Graph accepted the request.",
  waiting: "Waiting for the session …",
};

const signIn = document.querySelector<HTMLButtonElement>("#sign-in")!;
const form = document.querySelector("form")!;
const button = form.querySelector("button")!;
const status = document.querySelector<HTMLElement>("[role=status]")!;

// The browser compiles the module while it arrives, and MSAL starts meanwhile.
const loaded = init(fetch(moduleUrl));
const msal = await createStandardPublicClientApplication(msalConfig);
// The sign-in may have been refused, for example without consent.
await msal.handleRedirectPromise().catch((error: Error) => status.replaceChildren(error.message));
await loaded;
const token = tokenFromMsal(msal, { interaction: "redirect" });

const isSignedIn = msal.getAllAccounts().length > 0;
signIn.hidden = isSignedIn;
form.hidden = !isSignedIn;
signIn.addEventListener("click", () => void msal.loginRedirect({ scopes }));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true; // A second click sends nothing.
  try {
    const managedDeviceId = String(new FormData(form).get("device"));
    const session = await startSession("deviceManagement", { managedDeviceId }, token, {
      origin: graphOrigin,
      onProgress: ({ phase }) => status.replaceChildren(WORDS[phase]),
    });
    status.replaceChildren(session.message, " ");
    if (session.url !== null) status.append(linkTo(session.url));
  } catch (error) {
    if (!(error instanceof RemoteAssistanceError)) throw error;
    status.replaceChildren(error.message);
  } finally {
    button.disabled = false;
  }
});

function linkTo(url: string) {
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer", textContent: "Open the session" });
  return link;
}
