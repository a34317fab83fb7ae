/** English: what the session card says. Its shape is what every other language has to fill. */

import type { Stage } from "../entry.js";
import { failures, outcomes } from "./en-failures.js";

export const en = {
  failures,
  outcomes,

  request: {
    request: "Request remote assistance",
    requestAgain: "Request again",
    askAgain: "The link is ready. Another request asks the user again.",
    confirmAgain: "Ask the user again",
    requestHint: "The user must accept the request in Company Portal.",
    waits: (time: string) => `Too many requests from your tenant. Sent again in ${time}.`,
    sendAgainIn: (time: string) => `You can send it again in ${time}.`,
    sendAgainNow: "You can send it again now.",
    follow: "Check for the link",
    nothingSent: "Nothing was sent",
    expired: "Your sign-in has expired",
  },

  stages: {
    queued: "Waiting for its turn",
    notSent: "Not sent",
    checking: "Checking",
    requesting: "Sending",
    waiting: "Waiting for the user",
    ready: "Link ready",
    failed: "Failed",
    timeout: "No link yet",
    unreadable: "Read failed",
    stopped: "Stopped",
    taken: "Accepted",
    refused: "Rejected",
    unknown: "Unconfirmed",
  } satisfies Record<Stage, string>,

  session: {
    title: "Session",
    steps: {
      checked: "Device checked",
      requested: "Request sent",
      waiting: "Waiting for the user",
      ready: "Link ready",
    },
    during: { checked: "Checking the device…", requested: "Sending the request…" },
    notCheckedStep: "Device not read before the request",
    refusedStep: "Request rejected",
    noLinkStep: "No link",
    /** For screen readers, behind each step. */
    stepStates: {
      done: "(done)",
      current: "(now)",
      upcoming: "(not yet)",
      paused: "(open)",
      skipped: "(skipped)",
      failed: "(failed)",
    },
    elapsed: (stopwatch: string) => `Time: ${stopwatch}`,
    requestedAt: (time: string) => `Requested at ${time}`,
    limit: "Time that the page waits for the link",
    waitingHint: "Ask the caller to open Company Portal and accept the request.",
    waits: (time: string) => `Too many requests from your tenant. This page checks again in ${time}.`,
    notChecked: "The device could not be read before the request. The request continues.",
    lookFailed: (headline: string) => `The last check failed: ${headline}. This page keeps checking.`,
    elsewhere: "Another tab of this browser follows this request.",
    resumed: "This page was reloaded. The request is not sent again; the page keeps checking for its link.",
    cancel: "Cancel",
    stop: "Stop waiting",
    lookAgain: "Check again",
    open: "Open session",
    opensAt: (host: string) => `Opens ${host} in a new tab.`,
    copy: "Copy link",
    copied: "Copied",
    notCopied: "The browser does not allow copying",
    error: "Details from Graph",
    ready: "The session is ready",
    readyAdvice: "Open it to help the person at the device.",
    notCompared:
      "The device was not read before the request, so this link may be left over from an earlier session. If it does not work, request again.",
    failed: "The session could not be created",
    reasons: {
      failed:
        "Graph gives no reason. Check that TeamViewer is connected and that a TeamViewer licence is free, then request again.",
      reported: "Fix the cause shown below, then request again.",
      canceled:
        "The request was cancelled, at the device or by another administrator. Ask the caller, then request again.",
      notSupported:
        "This device does not support remote assistance with TeamViewer. Corporate Android Enterprise devices do not, for example.",
      badUrl:
        "Graph gave a link that is not a secure address, so it is not shown. Look at the TeamViewer connector before you request again.",
    },
    timeout: "No link has come yet",
    timeoutAdvice:
      "The request was accepted. Ask the caller to check that the device is on and online, and to open Company Portal. Then check again. Request again only if nothing arrived there.",
    unreadable: "Checking for the link failed",
    unreadableAdvice: "The request was accepted, but the device cannot be read. Check the device in Intune.",
    signInToLook: "The request was accepted. Sign in again to keep checking for its link.",
    signInAgain: "Sign in again",
    stopped: "Stopped waiting for the link",
    stoppedAdvice: "The request was accepted, and the user may still accept it. Check again for the link.",
    taken: "Request accepted",
    takenAdvice: "Check for the link once the user has accepted.",
  },

  unsettled: {
    headline: "We don’t know whether this request reached the device",
    investigating: "This page reads the device for a minute to find out.",
    arrived: (time: string | null) =>
      time === null
        ? "A new action has started on the device: the request reached it."
        : `A new action started at ${time}: the request reached the device.`,
    nothing: "No sign of the request after 60 s.",
    unreadable: "The device cannot be read, so that this page cannot find out.",
    checked: "I have checked this device",
  },

  support: {
    device: "Device",
    code: "Code",
    outcome: "Outcome",
    status: "Status",
    graphCode: "Graph code",
    graphSays: (text: string) => `Graph says: “${text}”`,
    graphMessage: "Graph message",
    requestId: "Request ID",
    clientRequestId: "Client request ID",
    activityId: "Activity ID",
    time: "Time",
    more: "Details for support",
    copy: "Copy details",
    copied: "Copied",
    notCopied: "The browser does not allow copying: select the text instead",
  },
};

export type CardWords = typeof en;
