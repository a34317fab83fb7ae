/** A portal in plain TypeScript that uses `<remote-assistance>`. This file is never run. */

import type { SessionProgress } from "intune-remote-assistance";
import { type ErrorDetail, forgetRequests, RemoteAssistanceElement } from "intune-remote-assistance/element";

const element = document.createElement("remote-assistance");
export const isOne: boolean = element instanceof RemoteAssistanceElement;
element.token = async ({ claims, forceRefresh }) => `${claims} ${forceRefresh}`;
element.token = "token";
element.token = null;
element.options = { origin: "https://graph.example", timeoutMs: 5_000, fetch };
element.options = undefined;
element.request();
element.stop();
forgetRequests();
export const found: RemoteAssistanceElement | null = document.querySelector("remote-assistance");

element.addEventListener("remote-assistance-ready", ({ detail }) => {
  const url: string = detail.url;
  const device: string = detail.request.ids.managedDeviceId;
  console.log(url, device);
});
document.addEventListener("remote-assistance-progress", ({ detail }) => {
  const progress: SessionProgress = detail.progress;
  element.resume(progress);
});
export const onError = ({ error, session }: ErrorDetail): string =>
  error !== null ? `${error.code} ${error.outcome}` : (session?.ended ?? "");
document.addEventListener("remote-assistance-error", ({ detail }) => onError(detail));

// @ts-expect-error a number
element.token = 5;
// @ts-expect-error an unknown option
element.options = { timeout: 5 };
// @ts-expect-error an option that the element sets itself
element.options = { signal: AbortSignal.timeout(5) };
// @ts-expect-error an attribute is no property
element.managedDeviceId = "d";
// @ts-expect-error nothing to go on with
element.resume();
