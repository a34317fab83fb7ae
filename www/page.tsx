/** The whole page: the header, what concerns everything, and the work. */

import type { JSX } from "preact";
import { Notice } from "../js/card/notice.js";
import { Button } from "../js/card/parts.js";
import { DeviceView } from "./device/device-view.js";
import { ExpertForm } from "./expert/expert-form.js";
import { ExpertStatus } from "./expert/expert-status.js";
import { Results } from "./find/results.js";
import { SearchForm } from "./find/search-form.js";
import { Header } from "./header.js";
import { ManyDialog } from "./many/many-dialog.js";
import { ManyPanel } from "./many/many-panel.js";
import type { Desk } from "./model/desk.js";
import { nameOf } from "./model/facts.js";
import { live } from "./model/live.js";
import type { SignIn } from "./model/sign-in.js";
import { OpenRequests } from "./open-requests.js";
import { Recent } from "./recent.js";
import { Boundary } from "./ui/boundary.js";
import type { Said } from "./words/language.js";
import { inWords, words } from "./words/language.js";

/** How far the page has come. */
export type State =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly said: Said }
  | { readonly kind: "signedOut"; readonly isSandbox: boolean; readonly signIn: SignIn }
  | { readonly kind: "signedIn"; readonly signIn: SignIn; readonly desk: Desk };

export function Page({ state }: { readonly state: State }): JSX.Element {
  const isSandbox = state.kind === "signedIn" ? state.desk.config.sandbox !== undefined : isSandboxOf(state);
  const signIn = "signIn" in state ? state.signIn : undefined;
  const desk = state.kind === "signedIn" ? state.desk : undefined;
  const { page } = words();
  return (
    <>
      <Header isSandbox={isSandbox} account={desk ? (signIn?.account ?? null) : null} desk={desk} />
      <main>
        {desk && <Toasts desk={desk} />}
        <div id="notices">
          {state.kind === "failed" && (
            <Notice tone="bad" level={2} headline={page.cannotStart} role="alert">
              {inWords(state.said)}
            </Notice>
          )}
          {signIn?.problem.value && (
            <Notice tone="bad" level={2} headline={page.notSignedIn} role="alert">
              {inWords(signIn.problem.value)}
            </Notice>
          )}
          {desk?.leaving.value && (
            <Notice tone="plain" level={2} headline={words().request.expired}>
              {inWords(desk.leaving.value)}
            </Notice>
          )}
        </div>
        {state.kind === "loading" && <p class="notice">{page.loading}</p>}
        {state.kind === "signedOut" && <SignedOut signIn={state.signIn} />}
        {desk && <Work desk={desk} />}
      </main>
      <Live />
    </>
  );
}

function isSandboxOf(state: State): boolean {
  return state.kind === "signedOut" && state.isSandbox;
}

function SignedOut({ signIn }: { readonly signIn: SignIn }): JSX.Element {
  const { page } = words();
  return (
    <section id="signed-out" class="card">
      <p id="sign-in-advice">{page.signInAdvice}</p>
      <button
        id="sign-in"
        type="button"
        class="primary"
        aria-busy={signIn.isLeaving.value}
        onClick={() => void signIn.leave(() => signIn.signIn())}
      >
        {page.signIn}
      </button>
    </section>
  );
}

function Work({ desk }: { readonly desk: Desk }): JSX.Element {
  const isFind = desk.view.value === "find";
  return (
    <>
      <OpenRequests desk={desk} />
      <div id="work" data-panel={isFind ? desk.panel.value : "expert"}>
        <Views desk={desk} />
        <Boundary>
          {/* Hidden and not removed: what was typed in one view is there again when the admin comes back from the other. */}
          <div id="find" hidden={!isFind}>
            <div class="card">
              <SearchForm desk={desk} />
            </div>
          </div>
          <div class="columns">
            <div id="left">
              <div hidden={!isFind}>
                <Results desk={desk} />
              </div>
              <div hidden={isFind}>
                <ExpertForm desk={desk} />
              </div>
            </div>
            <div id="right">
              <div id="panel" hidden={!isFind}>
                <Panel desk={desk} />
              </div>
              <div id="status" role="status" aria-live="polite" hidden={isFind}>
                <ExpertStatus desk={desk} />
              </div>
              <Recent desk={desk} />
            </div>
          </div>
          <ManyDialog desk={desk} />
        </Boundary>
      </div>
    </>
  );
}

/** The two ways to name a device, one of them shown. */
function Views({ desk }: { readonly desk: Desk }): JSX.Element {
  const { page } = words();
  return (
    <nav id="views" class="switch" aria-label={page.views}>
      {(["find", "expert"] as const).map((view) => (
        <button
          key={view}
          type="button"
          class="quiet"
          {...(desk.view.value === view && { "aria-current": "page" as const })}
          onClick={() => desk.setView(view)}
        >
          {page[view]}
        </button>
      ))}
    </nav>
  );
}

function Panel({ desk }: { readonly desk: Desk }): JSX.Element {
  const device = desk.device.value;
  if (device !== undefined) return <DeviceView key={device.id} desk={desk} device={device} />;
  if (desk.many.hasResults) return <ManyPanel desk={desk} />;
  const { device: texts } = words();
  return (
    <section class="card empty-panel">
      <h2>{texts.none}</h2>
      <p class="placeholder">{texts.noneAdvice}</p>
    </section>
  );
}

/** Links that became ready while something else was on the screen. */
function Toasts({ desk }: { readonly desk: Desk }): JSX.Element {
  const { ready } = words();
  const show = (id: string): void => {
    const watch = desk.watches.of(id);
    if (watch !== undefined) desk.ready.show(watch);
  };
  return (
    <div id="toasts">
      {desk.ready.toasts.value.map((device) => (
        <div key={device.id} class="toast">
          <span>{ready.toast(nameOf(words(), device))}</span>
          <Button label={ready.show} onClick={() => show(device.id)} />
        </div>
      ))}
    </div>
  );
}

function Live(): JSX.Element {
  const { said, turn } = live.value;
  return (
    <div id="live" class="unseen">
      {[0, 1].map((region) => (
        <div key={region} role="status" aria-live="polite">
          {region === turn && inWords(said)}
        </div>
      ))}
    </div>
  );
}
