import { auth, graph } from "./config.js";
import { startSession } from "./node_modules/intune-remote-assistance/dist/index.js";
import { tokenFromMsal } from "./node_modules/intune-remote-assistance/dist/msal.js";

const [form, button, status] = ["form", "button", "p"].map((name) => document.querySelector(name));
const words = { checking: "Reading …", requesting: "Requesting …", accepted: "Accepted …", waiting: "Waiting …" };
const link = { target: "_blank", rel: "noopener noreferrer", textContent: "Open the session" };
const scopes = ["https://graph.microsoft.com/DeviceManagementManagedDevices.ReadWrite.All"];

const app = await msal.createStandardPublicClientApplication({ auth });
const answer = await app.handleRedirectPromise().catch((error) => error);
if (answer instanceof Error) status.replaceChildren(answer.message);
else if (app.getAllAccounts().length === 0) await app.loginRedirect({ scopes });
const token = tokenFromMsal(app, { interaction: "redirect" });
button.disabled = false;

form.onsubmit = async (event) => {
  event.preventDefault();
  button.disabled = true; // A second click sends nothing.
  try {
    const onProgress = ({ phase }) => status.replaceChildren(words[phase]);
    const ids = { managedDeviceId: form.device.value };
    const { url, message } = await startSession("deviceManagement", ids, token, { origin: graph, onProgress });
    status.replaceChildren(message, " ");
    if (url !== null) status.append(Object.assign(document.createElement("a"), link, { href: url }));
  } catch (error) {
    status.replaceChildren(error.message);
  }
  button.disabled = false;
};
