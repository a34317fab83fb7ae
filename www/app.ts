/** The portal page: sign in, name a device, ask Graph for remote assistance, see what became of it. */

import { requestRemoteAssistance, RemoteAssistanceError } from "intune-remote-assistance";

import { ConfigError, readConfig } from "./config.js";
import type { Config } from "./config.js";
import { byId, notice } from "./dom.js";
import { keepDraft, takeDraft } from "./draft.js";
import { RequestForm } from "./form.js";
import { Progress } from "./progress.js";
import { accepted, announce, failed, held, say, showUnsettled } from "./report.js";
import { needsSignIn, Session, signInProblem } from "./session.js";
import { forget, isSameDevice, note, noteAbout, unsettled } from "./unsettled.js";
import type { Request } from "./unsettled.js";

async function start(): Promise<void> {
  const config = await readConfig();
  byId("sandbox").hidden = config.sandbox === undefined;
  const { session, arrival } = await Session.start(config);
  if (arrival.kind === "refused") announce(notice("bad", "You are not signed in", signInProblem(arrival.error)));

  byId("sign-in").addEventListener("click", leave(() => session.signIn()));
  byId("sign-out").addEventListener("click", leave(() => session.signOut()));

  if (session.account === null) {
    byId("signed-out").hidden = false;
    return;
  }
  const { name, username } = session.account;
  byId("account-name").textContent = name ? `${name} (${username})` : username;
  byId("account").hidden = false;
  startRequests(config, session, arrival.kind === "signedIn");
}

/** Leaves the page for Entra ID; if that fails, says why. */
function leave(departure: () => Promise<void>): () => void {
  return () => {
    departure().catch((error: unknown) => announce(notice("bad", "You are not signed in", signInProblem(error))));
  };
}

function startRequests(config: Config, session: Session, justSignedIn: boolean): void {
  const form = new RequestForm((request) => void send(request));
  /** The request that the status region is about: its fate is told there and nowhere else. */
  let current: Request | undefined;
  form.show(config.sandbox?.samples ?? []);
  refreshUnsettled();

  const draft = takeDraft();
  if (draft !== undefined) {
    form.fill(draft);
    // Never sent by itself: between the press and now lies a sign-in, and the caller may have hung up.
    if (justSignedIn) say(notice("plain", "You are signed in again", "The device has not been asked. Press the button to send the request."));
  }

  async function send(request: Request): Promise<void> {
    form.clearErrors();
    current = undefined;
    refreshUnsettled();
    if (noteAbout(request) !== undefined) return say(held());
    try {
      note(request, Date.now());
    } catch {
      return say(notice("bad", "Nothing was sent", "The browser does not let this page keep notes. Allow session storage for it, then reload."));
    }
    current = request;
    form.busy(true);
    const controller = new AbortController();
    const progress = new Progress(request, () => controller.abort());
    say(progress.element);
    try {
      const receipt = await requestRemoteAssistance(request.scope, request.ids, session.token, {
        ...(config.sandbox ? { origin: config.sandbox.graph } : { cloud: config.cloud }),
        signal: controller.signal,
        onWait: (milliseconds) => progress.wait(milliseconds),
      });
      forget(request);
      say(accepted(request, receipt));
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      explain(request, error);
    } finally {
      progress.end();
      form.busy(false);
    }
  }

  function explain(request: Request, error: RemoteAssistanceError): void {
    if (error.outcome !== "unknown") forget(request);
    if (error.code === "tokenProviderFailed" && needsSignIn(error.cause)) {
      keepDraft(request);
      say(notice("plain", "Your sign-in has expired", "You are taken to the login form. The device was not asked."));
      leave(() => session.signInAgain())();
      return;
    }
    say(failed(request, error, () => checked(request)));
    form.showError(error.field, error.message);
  }

  function checked(request: Request): void {
    forget(request);
    if (request === current) say();
    refreshUnsettled();
  }

  function refreshUnsettled(): void {
    showUnsettled(unsettled().filter((note) => current === undefined || !isSameDevice(note.request, current)), checked);
  }
}

// A page that the browser kept while the login form was open would wait for an answer that came to
// nobody: it starts anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

start()
  .catch((error: unknown) => {
    const reason = error instanceof ConfigError ? error.message : "Reload it. If that does not help, tell whoever runs it.";
    announce(notice("bad", "This page cannot start", reason));
  })
  .finally(() => {
    byId("loading").hidden = true;
  });
