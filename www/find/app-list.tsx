/** The apps that were found. Each leads to the devices that have it. */

import type { DetectedApp } from "intune-remote-assistance";
import type { JSX } from "preact";
import type { Desk } from "../model/desk.js";
import { words } from "../words/language.js";

const SKELETON_ROWS = 6;

export function AppList({ desk }: { readonly desk: Desk }): JSX.Element {
  const { apps } = desk.finder;
  const isLoading = apps.state.value === "loading";
  return (
    <ul class="rows" aria-busy={isLoading}>
      {isLoading
        ? Array.from({ length: SKELETON_ROWS }, (_, index) => (
            <li key={index} class="row skeleton" aria-hidden="true" />
          ))
        : apps.loaded.value
            .slice(0, apps.limit.value)
            .map((app) => <AppRow key={app.id} app={app} onPick={() => desk.finder.searchDevicesWith(app)} />)}
    </ul>
  );
}

function AppRow({ app, onPick }: { readonly app: DetectedApp; readonly onPick: () => void }): JSX.Element {
  const { results } = words();
  const { deviceCount } = app;
  return (
    <li class="row app">
      <button type="button" class="pick" onClick={onPick}>
        <span class="name">{app.displayName || results.unnamedApp}</span>{" "}
        <span class="who">{[app.version, app.publisher, app.platform].filter(Boolean).join(" · ")}</span>{" "}
        {deviceCount !== null && <span class="when">{results.onDevices(deviceCount)}</span>}
      </button>
    </li>
  );
}
