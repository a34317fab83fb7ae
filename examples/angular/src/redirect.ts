import { Component } from "@angular/core";
import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

/** Entra ID returns here, and MSAL passes the answer to the page that asked for the sign-in. */
@Component({ selector: "app-redirect", template: "<p>Signing in …</p>" })
export class Redirect {
  constructor() {
    void broadcastResponseToMainFrame();
  }
}
