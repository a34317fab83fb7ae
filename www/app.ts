/** The portal page: sign in, find a device or name it, ask Graph for remote assistance, follow it to the session. */

import type { Config } from "./config.js";
import { ConfigError, readConfig } from "./config.js";
import type { Said } from "./dom.js";
import { byId, inWords, notice, setText } from "./dom.js";
import { takeDraft } from "./draft.js";
import { Expert } from "./expert/expert.js";
import { Find } from "./find/find.js";
import { Graph } from "./graph.js";
import { showLanguages } from "./languages.js";
import { openBatch } from "./many/batch-panel.js";
import { isElsewhere, listenToLocks, refreshLocks } from "./model/device-locks.js";
import { showOpenRequests } from "./open-requests.js";
import { currentPlace } from "./place.js";
import { announceReady } from "./ready.js";
import { deviceOfId, isInProgress } from "./request/entry.js";
import { Recent } from "./request/recent.js";
import { Watches } from "./request/watches.js";
import { Session, signInProblem } from "./session.js";
import type { Request } from "./unsettled.js";
import { deviceOf, forget, listenToNotes } from "./unsettled.js";
import { Views } from "./views.js";

async function start(): Promise<void> {
  showLanguages();
  setText(byId("title"), (words) => words.page.title);
  setText(byId("loading"), (words) => words.page.loading);
  setText(byId("sandbox"), (words) => words.page.sandbox);
  setText(byId("sign-in-advice"), (words) => words.page.signInAdvice);
  setText(byId("sign-in"), (words) => words.page.signIn);
  setText(byId("sign-out"), (words) => words.page.signOut);

  // Browsers give the cryptography of the sign-in to https only, and to this computer itself.
  if (!isSecureContext) throw new ConfigError((words) => words.page.notSecure);
  const config = await readConfig();
  byId("sandbox").hidden = config.sandbox === undefined;
  const { session, arrival } = await Session.start(config);
  if (arrival.kind === "refused") announce((words) => words.page.notSignedIn, signInProblem(arrival.error));

  byId("sign-in").addEventListener(
    "click",
    leave(() => session.signIn()),
  );

  if (session.account === null) {
    byId("signed-out").hidden = false;
    return;
  }
  const { name, username } = session.account;
  byId("account-name").textContent = name ? `${name} (${username})` : username;
  byId("account").hidden = false;
  startRequests(config, session, arrival.kind === "signedIn");
}

/** What concerns the page as a whole, above everything else. */
function announce(headline: Said, reason: Said): void {
  const content = notice("bad", headline, reason);
  content.setAttribute("role", "alert");
  byId("notices").append(content);
}

let isLeaving = false;

/** Leaves the page for Entra ID; if that fails, says why. A second press changes nothing while the first is under way. */
function leave(departure: () => Promise<void>): () => void {
  return () => {
    if (isLeaving) return;
    isLeaving = true;
    byId("sign-in").setAttribute("aria-busy", "true");
    departure().catch((error: unknown) => {
      isLeaving = false;
      byId("sign-in").removeAttribute("aria-busy");
      byId("notices").replaceChildren();
      announce((words) => words.page.notSignedIn, signInProblem(error));
    });
  };
}

function startRequests(config: Config, session: Session, justSignedIn: boolean): void {
  const graph = new Graph(config, session);
  const watches = new Watches(graph, session.account?.homeAccountId ?? "");
  const signInAgain = leave(() => session.signInAgain());
  const isUnderWay = (request: Request): boolean =>
    watches.of(request.ids.managedDeviceId)?.isSending === true ||
    isElsewhere(deviceOf(request)) ||
    find.isSending(request);
  const onUnsettled = (): void =>
    showOpenRequests({
      // Of what is under way nothing is unknown yet.
      isToldElsewhere: (request) =>
        isUnderWay(request) ||
        expert.isSending(request) ||
        (views.current === "expert" ? expert.tellsOf(request) : find.tellsOf(request)),
      onChecked: (requests) => {
        forget(...requests);
        for (const request of requests) {
          expert.settled(request);
          watches.settled(request);
        }
        find.refresh();
        onUnsettled();
      },
    });

  const find = new Find({
    graph,
    watches,
    onUnsettled,
    signInAgain,
    isSandbox: config.sandbox !== undefined,
    onSignInExpired: (advice) => {
      byId("notices").replaceChildren(notice("plain", (words) => words.expert.expired, advice));
    },
  });
  const expert = new Expert({
    config,
    graph,
    onUnsettled,
    isUnderWay,
    signInAgain,
    onTaken: (request) => void watches.adopt(request, deviceOfId(request.ids.managedDeviceId), Date.now()),
    onFollow: (request) => {
      views.show("find");
      find.open(deviceOfId(request.ids.managedDeviceId));
      const watch = watches.of(request.ids.managedDeviceId);
      if (watch !== undefined) void watches.look(watch);
    },
  });
  const recent = new Recent(watches, ({ entry }) => {
    views.show("find");
    find.open(entry.device);
  });
  announceReady(watches, (watch) => {
    views.show("find");
    find.open(watch.entry.device);
  });
  const views = new Views({ find: [find.list, find.panel], expert: [byId("request"), byId("status")] }, onUnsettled);

  watches.listen((watch) => {
    // What is said of an earlier request for that device would lead to this one.
    if (watch?.entry.stage === "checking") expert.settled(watch.entry.request);
    if (watch?.isBusy === false) onUnsettled();
  });

  byId("left").prepend(find.list);
  byId("right").prepend(find.panel);
  byId("right").append(recent.element);
  byId("work").hidden = false;
  // What this tab knows of devices and sessions goes with whoever signs out; open requests stay, whoever comes next.
  byId("sign-out").addEventListener("click", () => {
    find.cancel();
    watches.forgetAll();
    leave(() => session.signOut())();
  });

  addEventListener("popstate", () => void find.go(currentPlace()));
  // Another tab has signed out.
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith("msal.") && session.account === null) location.reload();
  });

  const draft = takeDraft();
  if (draft?.kind === "ids") {
    views.show("expert");
    expert.resume(draft.request, justSignedIn);
  } else if (draft?.kind === "device") {
    find.resume(draft.device, justSignedIn);
  } else if (draft?.kind === "search") {
    find.search(draft.query);
  } else {
    void find.go(currentPlace());
  }
  if (draft === undefined && currentPlace().device === undefined) {
    // Whoever waited for a link when the page was left still does.
    const waiting = watches.all.find(({ entry }) => isInProgress(entry));
    const batch = watches.ofBatch(openBatch() ?? waiting?.entry.batch?.id ?? "");
    if (batch.length > 0) find.restoreBatch(batch);
    else if (waiting !== undefined) find.open(waiting.entry.device);
  }
  onUnsettled();
  listenToNotes(() => void refreshLocks().then(onUnsettled));
  listenToLocks(() => {
    find.refresh();
    onUnsettled();
  });
  void watches.resume().then(onUnsettled);
}

// A page that the browser kept while the login form was open would wait for an answer that came to
// nobody: it starts anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

start()
  .catch((error: unknown) => {
    announce(
      (words) => words.page.cannotStart,
      (words) => (error instanceof ConfigError ? inWords(error.said) : words.page.reload),
    );
  })
  .finally(() => {
    byId("loading").hidden = true;
  });
