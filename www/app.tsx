/** The portal page: sign in, find a device or name it, ask Graph for remote assistance, follow it to the session. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { focusNext } from "../js/card/focus.js";
import { ConfigError, readConfig } from "./model/config.js";
import { Desk } from "./model/desk.js";
import { SignIn } from "./model/sign-in.js";
import { Page, type State } from "./page.js";
import { language, speakPreferred, words } from "./words/language.js";

const state = signal<State>({ kind: "loading" });

async function start(): Promise<void> {
  // Browsers give the cryptography of the sign-in to https only, and to this computer itself.
  if (!isSecureContext) throw new ConfigError((words) => words.page.notSecure);
  const config = await readConfig();
  const { signIn, justSignedIn } = await SignIn.start(config);
  if (signIn.account === null) {
    state.value = { kind: "signedOut", isSandbox: config.sandbox !== undefined, signIn };
    return;
  }
  const desk = new Desk(config, signIn);
  // Another tab has signed out.
  addEventListener("storage", ({ key }) => {
    if (!key?.startsWith("msal.") || signIn.account !== null) return;
    desk.forgetAll();
    location.reload();
  });
  state.value = { kind: "signedIn", signIn, desk };
  desk.start(justSignedIn);
  // After the sign-in, the next thing is to type a name.
  if (justSignedIn && desk.panel.value === "none") focusNext(() => document.getElementById("search-text"));
}

// A page that the browser kept while the login form was open would wait for an answer that came to
// nobody: it starts anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/** Not in a component: a tab in the background shows nothing of the page but its title. */
function showTitle(): void {
  document.documentElement.lang = language();
  const { title } = words().page;
  const links = state.value.kind === "signedIn" ? state.value.desk.ready.count : 0;
  document.title = links === 0 ? title : `(${links}) ${words().session.ready} · ${title}`;
}

function App(): ReturnType<typeof Page> {
  return Page({ state: state.value });
}

/** Nothing is shown before the words are there. */
async function open(place: HTMLElement): Promise<void> {
  await speakPreferred();
  place.replaceChildren();
  effect(showTitle);
  render(<App />, place);
  try {
    await start();
  } catch (error) {
    if (!(error instanceof ConfigError)) console.error(error);
    state.value = {
      kind: "failed",
      said: error instanceof ConfigError ? error.said : (words) => words.page.reload,
    };
  }
}

const root = document.getElementById("app");
if (root === null) throw new Error("The page has no element for the app.");
void open(root);
