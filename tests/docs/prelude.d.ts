/** What the code blocks of the documents leave out: the names that a portal has. */

declare const msal: import("@azure/msal-browser").PublicClientApplication;
declare const getToken: (request: import("intune-remote-assistance").TokenRequest) => Promise<string>;
declare const managedDeviceId: string;

// The part of Angular that docs/element.md uses. tests/consumers/ builds the same component with the real one.
declare module "@angular/core" {
  export const CUSTOM_ELEMENTS_SCHEMA: unique symbol;
  export function Component(options: {
    selector: string;
    schemas: unknown[];
    template: string;
  }): (component: unknown, context: ClassDecoratorContext) => void;
  export const input: { required<T>(): () => T };
}
