/** Portal code that must compile. This file is never run. */

import type {
  AssistanceRequest,
  Connectors,
  DetectedApp,
  Device,
  ErrorCode,
  FollowedSession,
  IdsByScope,
  ManyResult,
  Options,
  Outcome,
  Page,
  Receipt,
  RemoteAssistanceFailure,
  Scope,
  Session,
  SessionProgress,
  StartedSession,
  StartOptions,
  Token,
  TokenRequest,
} from "intune-remote-assistance";
import {
  devicesWithApp,
  findDetectedApps,
  findDevices,
  getConnectors,
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

declare const signal: AbortSignal;
declare const acquireToken: (request: TokenRequest) => Promise<string>;

export const receipts: Promise<Receipt>[] = [
  requestRemoteAssistance("users", { usersId: "ada@contoso.com", managedDeviceId: "d" }, "token"),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, () => "token"),
  requestRemoteAssistance("detectedApps", { detectedAppId: "a", managedDeviceId: "d" }, async () => "token", {}),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, async ({ claims }) =>
    claims === undefined ? "token" : "fresh",
  ),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, acquireToken, {
    cloud: "usGovDoD",
    signal,
    timeoutMs: 5_000,
  }),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", { origin: "http://localhost:8080" }),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", {
    maxRetries: 0,
    retryBudgetMs: 0,
    clientRequestId: "guid",
  }),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", undefined),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", { fetch }),
  requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token", {
    fetch: async (url, init) => fetch(new Request(url, { ...init, headers: new Headers(init.headers) })),
  }),
  slim.requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token"),
];

// `undefined` means the default, also under exactOptionalPropertyTypes.
export const unset: Options = { cloud: undefined, origin: undefined, signal: undefined, timeoutMs: undefined };
export const clouds: Options["cloud"][] = ["global", "usGov", "usGovDoD", "china"];
export const tokens: Token[] = ["token", () => "token", async () => "token"];
export const addresses: Promise<string>[] = [
  urlFor("users", { usersId: "u", managedDeviceId: "d" }),
  urlFor("deviceManagement", { managedDeviceId: "d" }, { cloud: "china" }),
];

/** A portal may pass a scope that is known only at run time, together with the ids of that scope. */
export function forward<S extends Scope>(scope: S, ids: IdsByScope[S]): Promise<Receipt> {
  return requestRemoteAssistance(scope, ids, "token");
}

/** A portal may store a scope and its ids in one object. */
export function requestStored(request: { [S in Scope]: { scope: S; ids: IdsByScope[S] } }[Scope]): Promise<Receipt> {
  return requestRemoteAssistance(request.scope, request.ids, "token");
}

export async function read(receipt: Receipt): Promise<[204, number, string | null, string | null]> {
  await (init() satisfies Promise<void>);
  return [receipt.status, receipt.attempts, receipt.requestId, receipt.clientRequestId];
}

export function describeError(error: unknown): string {
  if (!(error instanceof RemoteAssistanceError)) return "another";
  const name: "RemoteAssistanceError" = error.name;
  const code: ErrorCode = error.code;
  const outcome: Outcome = error.outcome;
  const numbers: (number | null)[] = [error.attempts, error.status, error.retryAfterMs];
  const texts: (string | null)[] = [
    error.graphCode,
    error.graphMessage,
    error.activityId,
    error.requestId,
    error.clientRequestId,
    error.claims,
    error.field,
    error.message,
  ];
  const cause: unknown = error.cause;
  const plain: RemoteAssistanceFailure = error;
  const base: Error = error;
  return [name, code, outcome, ...numbers, ...texts, cause, plain.code, base.stack].join();
}

export const sources: Promise<void>[] = [
  slim.init(new ArrayBuffer(8)),
  slim.init(new Uint8Array(8)),
  slim.init(new DataView(new ArrayBuffer(8))),
  slim.init(new WebAssembly.Module(new Uint8Array(8))),
  slim.init(new Response()),
  slim.init(fetch("remote_assistance.wasm")),
];

export async function follow(progress: SessionProgress): Promise<(string | null)[]> {
  const options: StartOptions = {
    pollTimeoutMs: 60_000,
    onProgress: ({ phase, elapsedMs, problem }) => void [phase satisfies string, elapsedMs, problem],
  };
  const started: StartedSession = await startSession("users", { usersId: "u", managedDeviceId: "d" }, "token", options);
  const resumed: FollowedSession = await resumeSession("d", progress, "token", options);
  const seen: Session = await getSession("d", () => "token", { cloud: "china" });
  return [started, resumed, seen].map(({ url, reason, action }) => (reason === null ? url : (action?.state ?? null)));
}

export async function many(requests: AssistanceRequest[]): Promise<number> {
  const results: ManyResult[] = await requestForMany(requests, "token", {
    concurrency: 8,
    onStart: (index) => index,
    onProgress: ({ done, total }) => done / total,
  });
  await requestForMany(new Set(requests), "token");
  return results.filter((result) =>
    result.error === null ? result.receipt.attempts > 1 : result.error instanceof RemoteAssistanceError,
  ).length;
}

export async function find(): Promise<string[]> {
  const page: Page<Device> = await findDevices({ deviceName: "PC", serialNumber: undefined }, "token");
  const ids = page.items.map(({ id }) => id);
  for await (const { id } of page) ids.push(id);
  const [app]: readonly DetectedApp[] = (await findDetectedApps("VPN", "token", { timeoutMs: 5_000 })).items;
  if (app !== undefined)
    ids.push(...((await (await devicesWithApp(app.id, "token")).next?.())?.items ?? []).map(({ id }) => id));
  const { isOnboarded, connectors }: Connectors = await getConnectors("token");
  return isOnboarded === false ? connectors.map(({ onboardingUrl }) => onboardingUrl ?? "") : ids;
}

/** The tests of a portal may create an error. */
export const createdError = new RemoteAssistanceError("Graph took too long.", {
  code: "timeout",
  outcome: "unknown",
  attempts: 1,
  status: null,
  graphCode: null,
  graphMessage: null,
  activityId: null,
  requestId: null,
  clientRequestId: null,
  retryAfterMs: null,
  claims: null,
  field: null,
});
