/** One device, one app, as a row of a list. */

import type { DetectedApp, Device } from "intune-remote-assistance";
import type { Said } from "../dom.js";
import { button, make } from "../dom.js";
import { compliance, isStub, lastSync, nameOf, userOf } from "./facts.js";
import type { Found } from "./search.js";
import type { Selection } from "./selection.js";

export function deviceRow(device: Found, selection: Selection, onPick: (device: Device) => void): HTMLElement {
  const tick = make(
    "input",
    "",
    { type: "checkbox", checked: selection.has(device) },
    { "aria-label": (words) => words.results.select(nameOf(words, device)) },
  );
  tick.addEventListener("change", () => selection.set([device], tick.checked));
  const system: Said = [device.operatingSystem, device.osVersion].filter(Boolean).join(" ");
  const pick = button("", () => onPick(device), "pick");
  pick.append(
    make("span", (words) => nameOf(words, device), { className: "name" }),
    " ",
    make("span", (words) => userOf(device) ?? (isStub(device) ? words.results.notInList : words.results.noUser), {
      className: "who",
    }),
    " ",
    make("span", system || ((words) => words.device.unknown), { className: "what" }),
    " ",
    compliance(device),
    " ",
    make("span", isStub(device) ? "" : lastSync(device), { className: "when" }),
  );
  const { match } = device;
  if (match !== undefined && match !== "name") {
    pick.append(
      " ",
      make("span", (words) => words.results.matches[match], { className: "match" }),
    );
  }
  const row = make("li", [make("label", [tick], { className: "tick" }), pick], { className: "row device" });
  row.dataset["id"] = device.id;
  return row;
}

export function appRow(app: DetectedApp, onPick: (app: DetectedApp) => void): HTMLElement {
  const pick = button("", () => onPick(app), "pick");
  const facts = [app.version, app.publisher, app.platform].filter(Boolean).join(" · ");
  pick.append(
    make("span", (words) => app.displayName || words.results.unnamedApp, { className: "name" }),
    " ",
    make("span", facts, { className: "who" }),
  );
  const { deviceCount } = app;
  if (deviceCount !== null)
    pick.append(
      " ",
      make("span", (words) => words.results.onDevices(deviceCount), { className: "when" }),
    );
  return make("li", [pick], { className: "row app" });
}
