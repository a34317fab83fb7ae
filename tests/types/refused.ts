/** What must not compile: each slip here would otherwise show only when an admin presses the button. */

import type { IdsByScope, Receipt, Scope } from "intune-remote-assistance";
import {
  devicesWithApp,
  findDetectedApps,
  findDevices,
  getSession,
  init,
  RemoteAssistanceError,
  requestForMany,
  requestRemoteAssistance,
  resumeSession,
  startSession,
  urlFor,
} from "intune-remote-assistance";
import * as slim from "intune-remote-assistance/slim";

const device = { managedDeviceId: "d" };

// @ts-expect-error an id of another scope
requestRemoteAssistance("deviceManagement", { detectedAppId: "a", managedDeviceId: "d" }, "token");
// @ts-expect-error an id of another scope in place of the one needed
requestRemoteAssistance("users", { detectedAppId: "a", managedDeviceId: "d" }, "token");
// @ts-expect-error the user is missing
requestRemoteAssistance("users", device, "token");
// @ts-expect-error the app is missing
urlFor("detectedApps", device);
// @ts-expect-error every id is missing
requestRemoteAssistance("deviceManagement", {}, "token");
// @ts-expect-error a misspelt id
requestRemoteAssistance("users", { userId: "u", managedDeviceId: "d" }, "token");
// @ts-expect-error an id that is a number
requestRemoteAssistance("deviceManagement", { managedDeviceId: 7 }, "token");
// @ts-expect-error an id that may be undefined
requestRemoteAssistance("deviceManagement", { managedDeviceId: undefined as string | undefined }, "token");
// @ts-expect-error a scope that is none
requestRemoteAssistance("devices", device, "token");
// @ts-expect-error a scope in other case
urlFor("Users", { usersId: "u", managedDeviceId: "d" });
// @ts-expect-error the first two arguments swapped
requestRemoteAssistance(device, "deviceManagement", "token");
// @ts-expect-error the middle two arguments swapped
requestRemoteAssistance("deviceManagement", "token", device);
// @ts-expect-error the last two arguments swapped
requestRemoteAssistance("deviceManagement", device, {}, "token");
// @ts-expect-error no token
requestRemoteAssistance("deviceManagement", device);
// @ts-expect-error a promise in place of a token: a function can be asked again
requestRemoteAssistance("deviceManagement", device, Promise.resolve("token"));
// @ts-expect-error MSAL's whole answer in place of its accessToken
requestRemoteAssistance("deviceManagement", device, async () => ({ accessToken: "token" }));
// @ts-expect-error a token function that may give nothing
requestRemoteAssistance("deviceManagement", device, () => undefined);
// @ts-expect-error a token function that wants more than it is given
requestRemoteAssistance("deviceManagement", device, (request: { scopes: string[] }) => request.scopes.join());
// @ts-expect-error a misspelt option
requestRemoteAssistance("deviceManagement", device, "token", { timeout: 5_000 });
// @ts-expect-error an option of another type
requestRemoteAssistance("deviceManagement", device, "token", { timeoutMs: "5000" });
// @ts-expect-error a cloud that is none
requestRemoteAssistance("deviceManagement", device, "token", { cloud: "germany" });
// @ts-expect-error a URL in place of an origin
urlFor("deviceManagement", device, { origin: new URL("https://graph.example") });
// @ts-expect-error a controller in place of its signal
requestRemoteAssistance("deviceManagement", device, "token", { signal: new AbortController() });
// @ts-expect-error null in place of options
requestRemoteAssistance("deviceManagement", device, "token", null);
// @ts-expect-error the main entry takes no module
init(new ArrayBuffer(8));
// @ts-expect-error the slim entry needs one
slim.init();
requestRemoteAssistance("deviceManagement", device, "token", {
  // @ts-expect-error a callback that wants more than it is told
  onWait: (milliseconds: number, attempt: number) => milliseconds + attempt,
});
// @ts-expect-error options where the token should be
requestRemoteAssistance("deviceManagement", device, { maxRetries: 1 });
// @ts-expect-error an id that does not exist, beside those that do
requestRemoteAssistance("users", { usersId: "u", managedDeviceId: "d", tenantId: "t" }, "token");
// @ts-expect-error a token where urlFor has its options
urlFor("deviceManagement", device, "token");
// @ts-expect-error a token function that takes the claims as text
requestRemoteAssistance("deviceManagement", device, (claims: string) => claims);
// @ts-expect-error a token function that may give null
requestRemoteAssistance("deviceManagement", device, async () => null as string | null);
// @ts-expect-error an object with a function in place of the function
requestRemoteAssistance("deviceManagement", device, { getToken: () => "token" });
// @ts-expect-error ids where the id is an argument of its own
getSession(device, "token");
// @ts-expect-error an option of another function
getSession("d", "token", { pollTimeoutMs: 1_000 });
// @ts-expect-error an id of another scope
startSession("deviceManagement", { usersId: "u", managedDeviceId: "d" }, "token");
// @ts-expect-error a misspelt option
startSession("deviceManagement", device, "token", { pollTimeout: 1_000 });
// @ts-expect-error the progress of something else
resumeSession("d", { done: 1, total: 2 }, "token");
// @ts-expect-error ids that do not belong to the scope
requestForMany([{ scope: "users", ids: device }], "token");
// @ts-expect-error one request in place of a list
requestForMany({ scope: "deviceManagement", ids: device }, "token");
// @ts-expect-error a text in place of a query
findDevices("PC", "token");
// @ts-expect-error a property that cannot be searched by
findDevices({ name: "PC" }, "token");
// @ts-expect-error a query in place of the name
findDetectedApps({ displayName: "VPN" }, "token");
// @ts-expect-error no token
devicesWithApp("a");
// An address in place of the module does compile: in the DOM library WebAssembly.Module has no members.

/** Scope and ids that are only known at run time have to belong together. */
export function mixed(
  anyScope: Scope,
  userOrApp: "users" | "detectedApps",
  anyIds: IdsByScope[Scope],
  text: string,
  userIds: IdsByScope["users"],
): void {
  // @ts-expect-error ids of a scope that is not known
  requestRemoteAssistance("users", anyIds, "token");
  // @ts-expect-error the same for another scope
  requestRemoteAssistance("detectedApps", anyIds, "token");
  // @ts-expect-error ids of another scope, as a whole
  requestRemoteAssistance("detectedApps", userIds, "token");
  // @ts-expect-error ids that no scope of the union has
  requestRemoteAssistance(userOrApp, device, "token");
  // @ts-expect-error an id too many for each scope of the union
  requestRemoteAssistance(userOrApp, { usersId: "u", managedDeviceId: "d", text }, "token");
  // @ts-expect-error a scope that may be any text
  requestRemoteAssistance(text, device, "token");
  // A union of scopes with ids of one of them does compile: otherwise a portal could not hand on a
  // scope and ids that it keeps together in one object. The call is refused as invalidIds.
  requestRemoteAssistance(anyScope, anyIds, "token");
}

/** What comes back cannot be changed or taken for something else. */
export function misuse(error: RemoteAssistanceError, receipt: Receipt): void {
  // @ts-expect-error codes cannot be set
  error.code = "aborted";
  // @ts-expect-error a code that does not exist
  if (error.code === "timedOut") return;
  // @ts-expect-error an outcome that does not exist
  if (error.outcome === "sent") return;
  // @ts-expect-error a receipt's status is always 204
  if (receipt.status === 200) return;
  // @ts-expect-error it may be null
  error.requestId.length;
  // @ts-expect-error one without fields would have no code
  console.error(new RemoteAssistanceError("Another text", { cause: error }));
  // @ts-expect-error urlFor gives a promise
  urlFor("deviceManagement", device).startsWith("https:");
}
