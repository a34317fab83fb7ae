/** Portal code that must not compile. Otherwise each of these mistakes would be found only at run time. */

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
// @ts-expect-error an id of another scope instead of the required id
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
// @ts-expect-error an unknown scope
requestRemoteAssistance("devices", device, "token");
// @ts-expect-error a scope in another case
urlFor("Users", { usersId: "u", managedDeviceId: "d" });
// @ts-expect-error the first two arguments swapped
requestRemoteAssistance(device, "deviceManagement", "token");
// @ts-expect-error the middle two arguments swapped
requestRemoteAssistance("deviceManagement", "token", device);
// @ts-expect-error the last two arguments swapped
requestRemoteAssistance("deviceManagement", device, {}, "token");
// @ts-expect-error no token
requestRemoteAssistance("deviceManagement", device);
// @ts-expect-error a promise instead of a token: only a function can be called again for a new token
requestRemoteAssistance("deviceManagement", device, Promise.resolve("token"));
// @ts-expect-error MSAL's whole result instead of its accessToken
requestRemoteAssistance("deviceManagement", device, async () => ({ accessToken: "token" }));
// @ts-expect-error a token function that returns undefined
requestRemoteAssistance("deviceManagement", device, () => undefined);
// @ts-expect-error a token function that expects another argument
requestRemoteAssistance("deviceManagement", device, (request: { scopes: string[] }) => request.scopes.join());
// @ts-expect-error a misspelt option
requestRemoteAssistance("deviceManagement", device, "token", { timeout: 5_000 });
// @ts-expect-error a fetch that gives no response
requestRemoteAssistance("deviceManagement", device, "token", { fetch: async () => "text" });
// @ts-expect-error an option of another type
requestRemoteAssistance("deviceManagement", device, "token", { timeoutMs: "5000" });
// @ts-expect-error an unknown cloud
requestRemoteAssistance("deviceManagement", device, "token", { cloud: "germany" });
// @ts-expect-error a URL instead of an origin
urlFor("deviceManagement", device, { origin: new URL("https://graph.example") });
// @ts-expect-error a controller instead of its signal
requestRemoteAssistance("deviceManagement", device, "token", { signal: new AbortController() });
// @ts-expect-error null instead of options
requestRemoteAssistance("deviceManagement", device, "token", null);
// @ts-expect-error the main entry takes no module
init(new ArrayBuffer(8));
// @ts-expect-error the slim entry needs one
slim.init();
requestRemoteAssistance("deviceManagement", device, "token", {
  // @ts-expect-error a callback that expects another argument
  onWait: (milliseconds: number, attempt: number) => milliseconds + attempt,
});
// @ts-expect-error options where the token should be
requestRemoteAssistance("deviceManagement", device, { maxRetries: 1 });
// @ts-expect-error an unknown id beside the known ids
requestRemoteAssistance("users", { usersId: "u", managedDeviceId: "d", tenantId: "t" }, "token");
// @ts-expect-error a token instead of the options of urlFor
urlFor("deviceManagement", device, "token");
// @ts-expect-error a token function that expects the claims as text
requestRemoteAssistance("deviceManagement", device, (claims: string) => claims);
// @ts-expect-error a token function that may return null
requestRemoteAssistance("deviceManagement", device, async () => null as string | null);
// @ts-expect-error an object with a function instead of the function
requestRemoteAssistance("deviceManagement", device, { getToken: () => "token" });
// @ts-expect-error an ids object instead of the id
getSession(device, "token");
// @ts-expect-error an option of another function
getSession("d", "token", { pollTimeoutMs: 1_000 });
// @ts-expect-error an id of another scope
startSession("deviceManagement", { usersId: "u", managedDeviceId: "d" }, "token");
// @ts-expect-error a misspelt option
startSession("deviceManagement", device, "token", { pollTimeout: 1_000 });
// @ts-expect-error the progress of requestForMany
resumeSession("d", { done: 1, total: 2 }, "token");
// @ts-expect-error ids that do not belong to the scope
requestForMany([{ scope: "users", ids: device }], "token");
// @ts-expect-error one request instead of a list
requestForMany({ scope: "deviceManagement", ids: device }, "token");
// @ts-expect-error a text instead of a query
findDevices("PC", "token");
// @ts-expect-error a property that cannot be searched by
findDevices({ name: "PC" }, "token");
// @ts-expect-error a query instead of the name
findDetectedApps({ displayName: "VPN" }, "token");
// @ts-expect-error no token
devicesWithApp("a");
// A URL instead of the module does compile, because WebAssembly.Module has no members in the DOM library.

/** A scope and ids that are known only at run time must belong together. */
export function mixed(
  anyScope: Scope,
  userOrApp: "users" | "detectedApps",
  anyIds: IdsByScope[Scope],
  text: string,
  userIds: IdsByScope["users"],
): void {
  // @ts-expect-error the ids of any scope for the scope users
  requestRemoteAssistance("users", anyIds, "token");
  // @ts-expect-error the ids of any scope for the scope detectedApps
  requestRemoteAssistance("detectedApps", anyIds, "token");
  // @ts-expect-error the ids of the scope users for the scope detectedApps
  requestRemoteAssistance("detectedApps", userIds, "token");
  // @ts-expect-error ids that match no scope of the union
  requestRemoteAssistance(userOrApp, device, "token");
  // @ts-expect-error an extra id for each scope of the union
  requestRemoteAssistance(userOrApp, { usersId: "u", managedDeviceId: "d", text }, "token");
  // @ts-expect-error a scope of the type string
  requestRemoteAssistance(text, device, "token");
  // A union of scopes with the ids of one of them does compile. Otherwise a portal could not pass on a scope and ids
  // that it stores in one object. At run time the call rejects with invalidIds.
  requestRemoteAssistance(anyScope, anyIds, "token");
}

/** Errors and receipts are read-only, and their fields have exact types. */
export function misuse(error: RemoteAssistanceError, receipt: Receipt): void {
  // @ts-expect-error a code is read-only
  error.code = "aborted";
  // @ts-expect-error a code that does not exist
  if (error.code === "timedOut") return;
  // @ts-expect-error an outcome that does not exist
  if (error.outcome === "sent") return;
  // @ts-expect-error a receipt's status is always 204
  if (receipt.status === 200) return;
  // @ts-expect-error requestId may be null
  error.requestId.length;
  // @ts-expect-error an error without fields would have no code
  console.error(new RemoteAssistanceError("Another text", { cause: error }));
  // @ts-expect-error urlFor returns a promise
  urlFor("deviceManagement", device).startsWith("https:");
}
