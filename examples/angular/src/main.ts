import { Component, provideZoneChangeDetection } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { provideRouter, RouterOutlet } from "@angular/router";
import { MSAL_INSTANCE, MsalBroadcastService, MsalService } from "@azure/msal-angular";
import { PublicClientApplication } from "@azure/msal-browser";
import { msalConfig } from "./config";
import { Portal } from "./portal";
import { Redirect } from "./redirect";

@Component({ selector: "app-root", imports: [RouterOutlet], template: "<router-outlet />" })
class App {}

void bootstrapApplication(App, {
  providers: [
    provideZoneChangeDetection({ eventCoalescing: true }),
    provideRouter([
      { path: "", component: Portal },
      { path: "redirect", component: Redirect },
    ]),
    { provide: MSAL_INSTANCE, useFactory: () => new PublicClientApplication(msalConfig) },
    MsalService,
    MsalBroadcastService,
  ],
});
