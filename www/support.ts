/** The details that Microsoft's support asks for, to read and to copy. They never hold a token. */

import type { RemoteAssistanceError } from "intune-remote-assistance";

import { details, make } from "./dom.js";
import type { Request } from "./unsettled.js";

export function supportDetails(request: Request, error: RemoteAssistanceError, at: string): HTMLElement[] {
  const entries = {
    Device: request.ids.managedDeviceId,
    Code: error.code,
    Outcome: error.outcome,
    Status: error.status,
    "Graph code": error.graphCode,
    "Graph message": error.graphMessage,
    "Request ID": error.requestId,
    "Client request ID": error.clientRequestId,
    "Activity ID": error.activityId,
    Time: at,
  };
  const button = make("button", "Copy details", { type: "button", className: "quiet" });
  const text = Object.entries(entries).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join("\n");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => (button.textContent = "Copied"),
      () => (button.textContent = "The browser does not allow copying: select the text instead"),
    );
  });
  return [details(entries), make("p", [button])];
}
