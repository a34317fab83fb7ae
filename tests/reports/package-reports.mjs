// @ts-check
/** Reports about Graph, Intune and the environment of the package, in the order in which they were collected. */
import {
  action,
  DEVICE,
  describe,
  errorOf,
  graphError,
  IDS,
  intuneMessage,
  json,
  ready,
  resultOf,
  status,
} from "./play.mjs";

/**
 * @typedef {object} Report
 * @property {string} id
 * @property {string} report
 * @property {string} source  a repository and a thread
 * @property {string} expected
 * @property {(stage: import("./play.mjs").Stage) => Promise<string>} play
 */

const NO_DATE = "0001-01-01T00:00:00Z";
const names = (/** @type {any} */ page) =>
  `${page.items.map((/** @type {any} */ item) => item.userPrincipalName ?? item.deviceName).join(" ")}; omitted ${page.omitted ?? "?"}`;
const request = (/** @type {any} */ api, /** @type {any} */ token = "token-1234", /** @type {any} */ options = {}) =>
  api.requestRemoteAssistance("deviceManagement", IDS, token, options);
const start = (/** @type {any} */ api, /** @type {any} */ token = "token-1234", /** @type {any} */ options = {}) =>
  api.startSession("deviceManagement", IDS, token, options);

/** The reads of a device: the first is before the request. @param {(read: number) => unknown} reply */
const reads = (reply) => {
  let read = 0;
  return (/** @type {any} */ { init }) => (init.method === "POST" ? status(204) : reply(read++));
};

/** @type {Report[]} */
export const packageReports = [
  {
    id: "1",
    report: "eq finds whatever contains the text",
    source: "microsoft/Intune-PowerShell-SDK 39",
    expected: "ABCD@none.com; omitted 1",
    play: async ({ api, answer, settle }) => {
      const value = ["ABCD@none.com", "1234abcd@none.com"].map((userPrincipalName, id) => ({
        id: `d${id}`,
        userPrincipalName,
      }));
      answer(() => json({ value }));
      return resultOf(settle(api.findDevices({ userPrincipalName: "abcd@none.com" }, "token-1234")), names);
    },
  },
  {
    id: "2",
    report: "the list of an app's devices has stubs with dates of the year 1",
    source: "shadow-ai-guard PR 70",
    expected: "lastSyncDateTime null",
    play: async ({ api, answer, settle }) => {
      answer(() => json({ value: [{ id: "d", deviceName: "PC", lastSyncDateTime: NO_DATE }] }));
      return resultOf(
        settle(api.devicesWithApp("a", "token-1234")),
        (page) => `lastSyncDateTime ${page.items[0].lastSyncDateTime}`,
      );
    },
  },
  {
    id: "3",
    report: "a new action fails, and both actions start in the year 1",
    source: "class of 2",
    expected: "failed",
    play: async ({ api, answer, settle }) => {
      answer(
        reads((read) =>
          json({
            id: DEVICE,
            deviceActionResults: [
              read === 0
                ? action("done", NO_DATE, "2027-01-14T08:00:00Z")
                : action("failed", NO_DATE, "2027-01-15T08:00:02Z"),
            ],
          }),
        ),
      );
      return resultOf(settle(start(api)), ({ ended }) => ended);
    },
  },
  {
    id: "4",
    report: "navigator.onLine is false although the network works",
    source: "mdn/content 30402",
    expected: "resolves, 1 sent",
    play: async ({ api, sent, settle }) => {
      const real = Object.getOwnPropertyDescriptor(globalThis, "navigator");
      Object.defineProperty(globalThis, "navigator", { configurable: true, value: { onLine: false } });
      try {
        const result = await resultOf(settle(request(api)), () => "resolves");
        return `${result}, ${sent.length} sent`;
      } finally {
        if (real) Object.defineProperty(globalThis, "navigator", real);
        else Reflect.deleteProperty(globalThis, "navigator");
      }
    },
  },
  {
    id: "5",
    report: "a mock returns a response without a stream",
    source: "jefflau/jest-fetch-mock 221",
    expected: "PC",
    play: async ({ api, answer, settle }) => {
      const text = JSON.stringify({ id: DEVICE, deviceName: "PC" });
      answer(() => ({
        status: 200,
        headers: new Headers(),
        text: async () => text,
        json: async () => JSON.parse(text),
      }));
      return resultOf(settle(api.getSession(DEVICE, "token-1234")), ({ deviceName }) => deviceName);
    },
  },
  {
    id: "6",
    report: "fetch rejects a foreign AbortSignal with a TypeError",
    source: "vitest-dev/vitest 8374",
    expected: "network, unknown; cause: Expected signal to be an instance of AbortSignal",
    play: async ({ api, answer, settle }) => {
      answer(() => {
        throw new TypeError("Expected signal to be an instance of AbortSignal");
      });
      return errorOf(settle(request(api)), (error) => `${describe(error)}; cause: ${error.cause?.message}`);
    },
  },
  {
    id: "7",
    report: "instrumentation calls a method of init",
    source: "PostHog/posthog-js PR 3711",
    expected: "resolves",
    play: async ({ api, answer, settle }) => {
      answer(({ init }) => {
        if (!Object.hasOwn(init, "method") || !(init.headers instanceof Headers)) throw new Error("strange init");
        return status(204);
      });
      return resultOf(settle(request(api)), () => "resolves");
    },
  },
  {
    id: "8",
    report: "400 'Request not applicable to target tenant.'",
    source: "microsoftgraph/msgraph-beta-sdk-go 198",
    expected: "names the licence",
    play: async ({ api, answer, settle }) => {
      answer(() => json(graphError("BadRequest", intuneMessage("Request not applicable to target tenant.")), 400));
      return errorOf(settle(request(api)), ({ message }) =>
        /licen[cs]e/.test(message) ? "names the licence" : `says: ${message.slice(0, 60)}`,
      );
    },
  },
  {
    id: "9",
    report: "404 because of the scope tags of the role",
    source: "microsoft/Intune-PowerShell-SDK 119",
    expected: "names scope tags",
    play: async ({ api, answer, settle }) => {
      const text = "Resource does not contain a tag allowed by the current role";
      answer(() => json(graphError("ResourceNotFound", intuneMessage(text)), 404));
      return errorOf(settle(request(api)), ({ message }) =>
        /scope tags/.test(message) ? "names scope tags" : `says: ${message.slice(0, 60)}`,
      );
    },
  },
  {
    id: "10",
    report: "a token that the cache considers valid is rejected",
    source: "AzureAD/microsoft-authentication-library-for-js 3070",
    expected: "resolves; token function: -, forceRefresh",
    play: async ({ api, answer, settle }) => {
      /** @type {string[]} */
      const asked = [];
      answer((_, index) => (index === 0 ? status(401) : status(204)));
      const token = (/** @type {any} */ given) => {
        asked.push(given?.forceRefresh ? "forceRefresh" : "-");
        return `token-123${asked.length}`;
      };
      const result = await resultOf(settle(request(api, token)), () => "resolves");
      return `${result}; token function: ${asked.join(", ")}`;
    },
  },
  {
    id: "11",
    report: "one token request and one read fail while the link is awaited",
    source: "AzureAD/microsoft-authentication-library-for-js 4259; microsoft-graph-docs 8188",
    expected: "ready",
    play: async ({ api, answer, settle }) => {
      let asked = 0;
      answer(reads((read) => (read === 1 ? status(404) : json(read > 1 ? ready() : { id: DEVICE }))));
      const token = () => {
        if (++asked === 4) throw new Error("network");
        return "token-1234";
      };
      return resultOf(settle(start(api, token)), ({ ended }) => ended);
    },
  },
  {
    id: "12",
    report: "429 without Retry-After for six seconds, a batch of 40",
    source: "microsoft-graph-docs 17488",
    expected: "40 of 40 accepted",
    play: async ({ api, answer, settle }) => {
      const until = Date.now() + 6_000;
      answer(() => (Date.now() < until ? status(429) : status(204)));
      const list = Array.from({ length: 40 }, (_, index) => ({
        scope: "deviceManagement",
        ids: { managedDeviceId: `d-${index}` },
      }));
      return resultOf(
        settle(api.requestForMany(list, "token-1234")),
        (results) => `${results.filter((/** @type {any} */ { receipt }) => receipt).length} of 40 accepted`,
      );
    },
  },
  {
    id: "13",
    report: "a single 500 on a read",
    source: "microsoftgraph/microsoft-graph-explorer-v4 3157",
    expected: "resolves",
    play: async ({ api, answer, settle }) => {
      answer((_, index) => (index === 0 ? status(500) : json({ id: DEVICE })));
      return resultOf(settle(api.getSession(DEVICE, "token-1234")), () => "resolves");
    },
  },
  {
    id: "14",
    report: "the device is wrapped in a member value",
    source: "Graph's page 'Get managedDevice', sample",
    expected: "PC",
    play: async ({ api, answer, settle }) => {
      answer(() => json({ value: { id: DEVICE, deviceName: "PC" } }));
      return resultOf(settle(api.getSession(DEVICE, "token-1234")), ({ deviceName }) => deviceName);
    },
  },
  {
    id: "15",
    report: "window.open after an await is blocked",
    source: "langgenius/dify 29389",
    expected: "a link element in the README",
    play: async () => {
      const { readFile } = await import("node:fs/promises");
      const text = await readFile(new URL("../../README.md", import.meta.url), "utf8");
      return /window\.open\(/.test(text) ? "window.open in the README" : "a link element in the README";
    },
  },
  {
    id: "16",
    report: "an error body spells innererror in lower case",
    source: "class of microsoft-graph-docs samples",
    expected: "requestId r-1",
    play: async ({ api, answer, settle }) => {
      answer(() => json(graphError("Forbidden", "no", { innererror: { "request-id": "r-1" } }), 403));
      return errorOf(settle(request(api)), ({ requestId }) => `requestId ${requestId}`);
    },
  },
  {
    id: "H1",
    report: "a session is aborted while a read is in flight",
    source: "random histories",
    expected: "aborted; the read is cancelled",
    play: async ({ api, answer, settle, sent }) => {
      const controller = new AbortController();
      answer(
        reads((read) =>
          read === 0 ? json({ id: DEVICE }) : (setTimeout(() => controller.abort(), 500), new Promise(() => {})),
        ),
      );
      const result = await resultOf(settle(start(api, undefined, { signal: controller.signal })), ({ ended }) => ended);
      return `${result}; the read ${sent.at(-1)?.init.signal.aborted ? "is cancelled" : "goes on"}`;
    },
  },
  {
    id: "H2",
    report: "innerError is null, and Forbidden is in a lower-case innererror of a 401",
    source: "random histories",
    expected: "forbidden, rejected",
    play: async ({ api, answer, settle }) => {
      answer(() =>
        json({ error: { code: "", message: "", innerError: null, innererror: { code: "Forbidden" } } }, 401),
      );
      return errorOf(settle(request(api, () => "token-1234")), describe);
    },
  },
  {
    id: "H3",
    report: "the reply to the request returns the token of the earlier read",
    source: "random histories",
    expected: "the token is hidden",
    play: async ({ api, answer, settle }) => {
      let asked = 0;
      const token = () => `secret-token-${asked++}`;
      answer(({ init }) => (init.method === "POST" ? status(204, { "request-id": "secret-token-0" }) : json(ready())));
      return resultOf(settle(start(api, token)), (session) =>
        JSON.stringify(session).includes("secret-token") ? "the token is shown" : "the token is hidden",
      );
    },
  },
  {
    id: "H4",
    report: "the header request-id is empty",
    source: "random histories",
    expected: "requestId r-2",
    play: async ({ api, answer, settle }) => {
      answer(() =>
        json(graphError("Forbidden", "no", { innerError: { "request-id": "r-2" } }), 403, { "request-id": "" }),
      );
      return errorOf(settle(request(api)), ({ requestId }) => `requestId ${requestId || "empty"}`);
    },
  },
  {
    id: "H5",
    report: "a token request times out and rejects later; the next one returns garbage",
    source: "random histories",
    expected: "second call: cause undefined",
    play: async ({ api, settle }) => {
      const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 3_000));
      await settle(request(api, late, { timeoutMs: 1_000 })).catch(() => {});
      const second = request(api, () => new Promise((resolve) => setTimeout(() => resolve("not a token"), 4_000)));
      return errorOf(settle(second), ({ cause }) => `second call: cause ${cause?.message}`);
    },
  },
  {
    id: "H6",
    report: "a date without an offset, in a browser that is not on UTC",
    source: "random histories",
    expected: "timeout",
    play: async ({ api, answer, settle }) => {
      const zone = process.env["TZ"];
      process.env["TZ"] = "America/New_York";
      try {
        // The device cannot be read before the request; the old link has a date before it, in UTC.
        answer(
          reads((read) =>
            read === 0 ? status(403) : json(ready({ deviceActionResults: [action("done", "2027-01-15T07:00:00")] })),
          ),
        );
        return await resultOf(settle(start(api, undefined, { pollTimeoutMs: 20_000 })), ({ ended }) => ended);
      } finally {
        if (zone === undefined) delete process.env["TZ"];
        else process.env["TZ"] = zone;
      }
    },
  },
  {
    id: "H7",
    report: "a nextLink with user info at the correct origin",
    source: "random histories",
    expected: "1 sent; names user info",
    play: async ({ api, answer, settle, sent }) => {
      answer(() => json({ value: [], "@odata.nextLink": "https://a:b@graph.microsoft.com/v1.0/x" }));
      const page = await settle(api.findDevices({ deviceName: "a" }, "token-1234"));
      const told = await errorOf(settle(page.next()), ({ message }) =>
        /user name|user info|password/.test(message) ? "names user info" : "does not say why",
      );
      return `${sent.length} sent; ${told}`;
    },
  },
];
