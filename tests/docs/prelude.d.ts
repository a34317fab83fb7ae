/** What the code blocks of the documents leave out: the names that a portal has. */

declare const msal: import("@azure/msal-browser").PublicClientApplication;
declare const getToken: (request: import("intune-remote-assistance").TokenRequest) => Promise<string>;
declare const managedDeviceId: string;
