import { Component, DestroyRef, inject, signal } from "@angular/core";
import { MsalService } from "@azure/msal-angular";
import { RemoteAssistanceError, type SessionProgress, startSession } from "intune-remote-assistance";
import { tokenFromMsal } from "intune-remote-assistance/msal";
import { graphOrigin, scopes } from "./config";

const WORDS: Record<SessionProgress["phase"], string> = {
  checking: "Reading the device …",
  requesting: "Sending the request …",
  accepted: "Graph accepted the request.",
  waiting: "Waiting for the session …",
};

@Component({
  selector: "app-portal",
  template: `
    @if (isSignedIn()) {
      <form (submit)="request(device.value, $event)">
        <label>Device id <input name="device" required #device /></label>
        <button type="submit" [disabled]="isBusy()">Request remote assistance</button>
      </form>
    } @else {
      <button type="button" (click)="signIn()">Sign in</button>
    }
    <p role="status">{{ status() }}</p>
    @if (url(); as href) {
      <a [href]="href" target="_blank" rel="noopener noreferrer">Open the session</a>
    }
  `,
})
export class Portal {
  private readonly msal = inject(MsalService);
  private readonly token = tokenFromMsal(this.msal.instance, { interaction: "redirect" });
  private readonly leaving = new AbortController();

  protected readonly isSignedIn = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly status = signal("");
  protected readonly url = signal<string | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.leaving.abort());
    this.msal.handleRedirectObservable().subscribe({
      next: () => this.isSignedIn.set(this.msal.instance.getAllAccounts().length > 0),
      error: (error: Error) => this.status.set(error.message),
    });
  }

  protected signIn(): void {
    this.msal.loginRedirect({ scopes });
  }

  protected async request(managedDeviceId: string, event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy()) return; // The second click comes before Angular has disabled the button.
    this.isBusy.set(true);
    this.url.set(null);
    try {
      const session = await startSession("deviceManagement", { managedDeviceId }, this.token, {
        origin: graphOrigin,
        signal: this.leaving.signal,
        onProgress: ({ phase }) => this.status.set(WORDS[phase]),
      });
      this.status.set(session.message);
      this.url.set(session.url);
    } catch (error) {
      if (!(error instanceof RemoteAssistanceError)) throw error;
      this.status.set(error.message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
