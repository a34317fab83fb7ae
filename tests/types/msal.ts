// The application objects of MSAL.js 3, 4 and 5 fit `tokenFromMsal`, and so does what it gives.
import type { PublicClientApplication as Msal5 } from "@azure/msal-browser";
import { requestRemoteAssistance } from "intune-remote-assistance";
import { tokenFromMsal } from "intune-remote-assistance/msal";
import type { PublicClientApplication as Msal3 } from "msal-browser-3";
import type { PublicClientApplication as Msal4 } from "msal-browser-4";

declare const three: Msal3;
declare const four: Msal4;
declare const five: Msal5;

const account = five.getActiveAccount();
const tokens = [
  tokenFromMsal(three, { interaction: "none", account: three.getAllAccounts()[0] ?? null }),
  tokenFromMsal(four, { interaction: "redirect", cloud: "usGov" }),
  tokenFromMsal(five, {
    interaction: "popup",
    account,
    scopes: ["x"],
    onInteraction: (reason: unknown) => void reason,
  }),
];
for (const token of tokens) void requestRemoteAssistance("deviceManagement", { managedDeviceId: "x" }, token);
// @ts-expect-error what to do when the admin has to sign in is the portal's to say
tokenFromMsal(five, {});
