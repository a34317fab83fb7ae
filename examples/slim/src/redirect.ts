// Entra ID returns here, and MSAL passes the answer to the page that asked for the sign-in.
import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

void broadcastResponseToMainFrame();
