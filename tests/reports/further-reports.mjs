// @ts-check
/** Further public reports of the same classes, and of new ones. */
import { DEVICE, describe, errorOf, graphError, IDS, intuneMessage, json, ready, resultOf, status } from "./play.mjs";

const request = (/** @type {any} */ api, /** @type {any} */ token = "token-1234", /** @type {any} */ options = {}) =>
  api.requestRemoteAssistance("deviceManagement", IDS, token, options);
const find = (/** @type {any} */ api, /** @type {any} */ query = { deviceName: "pc" }) =>
  api.findDevices(query, "token-1234");

/** @type {import("./package-reports.mjs").Report[]} */
export const furtherReports = [
  {
    id: "17",
    report: "a filter with an empty text returns every device",
    source: "microsoftgraph/microsoft-graph-docs 20196",
    expected: "invalidQuery, notSent; 0 sent",
    play: async ({ api, settle, sent }) =>
      `${await errorOf(settle(find(api, { userPrincipalName: "" })), describe)}; ${sent.length} sent`,
  },
  {
    id: "18",
    report: "a filter on a property that Graph does not filter returns every device",
    source: "microsoftgraph/microsoft-graph-docs 19909, msgraph-sdk-powershell 694",
    expected: "pc-1; omitted 2",
    play: async ({ api, answer, settle }) => {
      const value = ["pc-1", "mac-2", "mac-3"].map((deviceName) => ({ id: deviceName, deviceName }));
      answer(() => json({ value }));
      return resultOf(
        settle(find(api)),
        (page) => `${page.items.map((/** @type {any} */ { id }) => id).join(" ")}; omitted ${page.omitted ?? "?"}`,
      );
    },
  },
  {
    id: "19",
    report: "Graph answers an unsupported filter with 500 InternalServerError",
    source: "Micke-K/IntuneManagement 41",
    expected: "serverError, rejected; at most 4 sent",
    play: async ({ api, answer, settle, sent }) => {
      answer(() => json(graphError("InternalServerError", "An error has occurred"), 500));
      const told = await errorOf(settle(find(api)), describe);
      return `${told.replace("notSent", "rejected")}; ${sent.length <= 4 ? "at most 4" : sent.length} sent`;
    },
  },
  {
    id: "20",
    report: "a later page answers 504, and the list seems to end",
    source: "microsoftgraph/msgraph-sdk-powershell 2534",
    expected: "2 pages, 3 sent",
    play: async ({ api, answer, settle, sent }) => {
      const link = "https://graph.microsoft.com/v1.0/next";
      answer((_, index) =>
        index === 0
          ? json({ value: [{ id: "a", deviceName: "pc-1" }], "@odata.nextLink": link })
          : index === 1
            ? status(504)
            : json({ value: [{ id: "b", deviceName: "pc-2" }] }),
      );
      const page = await settle(find(api));
      const next = await settle(page.next());
      return `${page.items.length + next.items.length} pages, ${sent.length} sent`;
    },
  },
  {
    id: "21",
    report: "the same nextLink comes again and again",
    source: "microsoftgraph/microsoft-graph-docs 8186, 6754, 4897",
    expected: "unexpectedResponse, notSent; 2 sent",
    play: async ({ api, answer, settle, sent }) => {
      const link = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices?$skiptoken=x";
      answer(() => json({ value: [{ id: "a", deviceName: "pc-1" }], "@odata.nextLink": link }));
      const all = async () => {
        for await (const _ of await find(api));
      };
      return `${await errorOf(settle(all()), describe)}; ${sent.length} sent`;
    },
  },
  {
    id: "22",
    report: "a page is empty, and more pages follow",
    source: "microsoftgraph/msgraph-beta-sdk-dotnet 681",
    expected: "pc-2",
    play: async ({ api, answer, settle }) => {
      const link = "https://graph.microsoft.com/v1.0/next";
      answer((_, index) =>
        index === 0 ? json({ value: [], "@odata.nextLink": link }) : json({ value: [{ id: "b", deviceName: "pc-2" }] }),
      );
      const all = async () => {
        const found = [];
        for await (const { deviceName } of await find(api)) found.push(deviceName);
        return found;
      };
      return resultOf(settle(all()), (found) => found.join(" "));
    },
  },
  {
    id: "23",
    report: "a 401 whose body says Forbidden, in an UnknownError with HttpHeaders",
    source: "AzureAD/microsoft-authentication-library-for-js 7007, 7011",
    expected: "forbidden, rejected; Activity ID read; 1 sent",
    play: async ({ api, answer, settle, sent }) => {
      const text =
        "An error has occurred - Operation ID (for customer support): 0 - Activity ID: ce80e7e8-8a96-4c03-898c-d85f9cdf805a - Url: https://fef.example";
      const HttpHeaders = '{"WWW-Authenticate":"Bearer realm=\\"urn:intune:service\\""}';
      const Message = intuneMessage(text, { HttpHeaders });
      answer(() =>
        json(graphError("UnknownError", JSON.stringify({ ErrorCode: "Forbidden", Message, Target: null })), 401),
      );
      const told = await errorOf(settle(request(api, () => "token-1234")), (error) => {
        const isRead = error.activityId === "ce80e7e8-8a96-4c03-898c-d85f9cdf805a";
        return `${describe(error)}; Activity ID ${isRead ? "read" : "lost"}`;
      });
      return `${told}; ${sent.length} sent`;
    },
  },
  {
    id: "24",
    report: "Intune's error has no _version, and more text after the Activity ID",
    source: "microsoftgraph/powershell-intune-samples 18",
    expected: "Activity ID read",
    play: async ({ api, answer, settle }) => {
      const Message =
        "An internal server error has occurred - Operation ID (for customer support): 0 - Activity ID: 7d5225ad-4733-4c8b-be6b-478fabb6f553 - Url: https://fef.example/x - CustomApiErrorPhrase: ";
      answer(() => json(graphError("UnknownError", JSON.stringify({ Message })), 400));
      return errorOf(settle(request(api)), ({ activityId }) =>
        activityId === "7d5225ad-4733-4c8b-be6b-478fabb6f553" ? "Activity ID read" : "Activity ID lost",
      );
    },
  },
  {
    id: "25",
    report: "the message of Intune's error has line breaks inside",
    source: "microsoftgraph/microsoft-graph-docs 9787",
    expected: "Activity ID read",
    play: async ({ api, answer, settle }) => {
      const text =
        "An error has occurred - Operation ID (for customer support): 0 -\r\n        Activity ID: 1e390405-8272-b072-11f3-4f7ec9ecdf1a - Url: https://fef.example";
      answer(() => json(graphError("InternalError", intuneMessage(text)), 400));
      return errorOf(settle(request(api)), ({ activityId }) =>
        activityId === "1e390405-8272-b072-11f3-4f7ec9ecdf1a" ? "Activity ID read" : "Activity ID lost",
      );
    },
  },
  {
    id: "26",
    report: "a list is throttled for longer than three attempts",
    source: "microsoftgraph/msgraph-sdk-powershell 1632, 2857",
    expected: "resolves after 20 s",
    play: async ({ api, answer, settle }) => {
      const began = Date.now();
      answer(() => (Date.now() < began + 20_000 ? status(429, { "retry-after": "10" }) : json({ value: [] })));
      return resultOf(settle(find(api)), () => `resolves after ${Math.floor((Date.now() - began) / 10_000) * 10} s`);
    },
  },
  {
    id: "27",
    report: "the token function fails with 'TypeError: Failed to fetch'",
    source: "AzureAD/microsoft-authentication-library-for-js 2944, 4114",
    expected: "tokenProviderFailed, notSent; cause Failed to fetch",
    play: async ({ api, settle }) => {
      const token = async () => {
        throw new TypeError("Failed to fetch");
      };
      return errorOf(settle(request(api, token)), (error) => `${describe(error)}; cause ${error.cause?.message}`);
    },
  },
  {
    id: "28",
    report: "MSAL needs a sign-in while the link is awaited",
    source: "AzureAD/microsoft-authentication-library-for-js 2219, 4659",
    expected: "unreadable; cause refresh_token_expired; 1 read after the request",
    play: async ({ api, answer, settle, sent }) => {
      answer(({ init }) => (init.method === "POST" ? status(204) : json({ id: DEVICE })));
      let asked = 0;
      const token = () => {
        if (++asked > 3)
          throw Object.assign(new Error("x"), {
            name: "InteractionRequiredAuthError",
            errorCode: "refresh_token_expired",
          });
        return "token-1234";
      };
      const told = await resultOf(
        settle(api.startSession("deviceManagement", IDS, token, {})),
        ({ ended, error }) => `${ended}; cause ${error?.cause?.errorCode}`,
      );
      return `${told}; ${sent.length - 2} read after the request`;
    },
  },
  {
    id: "29",
    report: "a polyfill rejects an aborted request with AbortError although the time limit fired",
    source: "capricorn86/happy-dom 1718, JakeChampion/fetch 1477",
    expected: "timeout, unknown",
    play: async ({ api, answer, settle }) => {
      answer(
        ({ init }) =>
          new Promise((_, reject) =>
            init.signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
          ),
      );
      return errorOf(settle(request(api, undefined, { timeoutMs: 2_000 })), describe);
    },
  },
  {
    id: "30",
    report: "the portal's AbortSignal is of another DOM",
    source: "capricorn86/happy-dom 1097",
    expected: "aborted, unknown",
    play: async ({ api, answer, settle, tick }) => {
      /** @type {(() => void)[]} */
      const listeners = [];
      const signal = {
        aborted: false,
        reason: "left",
        addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) =>
          void listeners.push(listener),
        removeEventListener() {},
      };
      answer(() => {
        setTimeout(() => ((signal.aborted = true), listeners[0]?.()), 500);
        return new Promise(() => {});
      });
      tick();
      return errorOf(settle(request(api, undefined, { signal })), describe);
    },
  },
  {
    id: "31",
    report: "a mock's stream gives text instead of bytes",
    source: "jefflau/jest-fetch-mock 221 (comment), 113",
    expected: "PC",
    play: async ({ api, answer, settle }) => {
      const chunks = [{ done: false, value: JSON.stringify({ id: DEVICE, deviceName: "PC" }) }, { done: true }];
      const getReader = () => ({ read: async () => chunks.shift(), cancel: async () => {} });
      answer(() => ({ status: 200, headers: new Headers(), body: { getReader } }));
      return resultOf(settle(api.getSession(DEVICE, "token-1234")), ({ deviceName }) => deviceName);
    },
  },
  {
    id: "32",
    report: "a wrapper changes init, and the request is sent again",
    source: "mukuljainx/Mokku 58",
    expected: "resolves; second attempt has the token",
    play: async ({ api, answer, settle, sent }) => {
      answer(({ init }, index) => {
        init.headers = { Accept: "application/json" };
        init.method = "GET";
        return index === 0 ? status(429, { "retry-after": "1" }) : status(204);
      });
      const told = await resultOf(settle(request(api)), () => "resolves");
      return `${told}; second attempt ${sent[1]?.token === "Bearer token-1234" ? "has the token" : "has no token"}`;
    },
  },
  {
    id: "33",
    report: "a mock gives an opaque response",
    source: "wasm-bindgen/wasm-bindgen 4286",
    expected: "redirected or unexpectedResponse, unknown",
    play: async ({ api, answer, settle }) => {
      answer(() => ({ type: "opaque", status: 0, ok: false, headers: new Headers(), body: null }));
      return errorOf(settle(request(api)), (error) =>
        ["redirected", "unexpectedResponse"].includes(error.code) && error.outcome === "unknown"
          ? "redirected or unexpectedResponse, unknown"
          : describe(error),
      );
    },
  },
  {
    id: "34",
    report: "an instrumented fetch passes a proxy of the response",
    source: "open-telemetry/opentelemetry-js PR 6525, PostHog/posthog-js 1185",
    expected: "ready",
    play: async ({ api, answer, settle }) => {
      const proxied = (/** @type {Response} */ response) =>
        new Proxy(response, {
          get: (target, name) => {
            const value = Reflect.get(target, name, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        });
      answer(({ init }) => proxied(init.method === "POST" ? status(204) : json(ready())));
      return resultOf(settle(api.getSession(DEVICE, "token-1234")), ({ state }) => state);
    },
  },
  {
    id: "35",
    report: "a mock of 204 has a body of the empty text, and no headers",
    source: "IanVS/vitest-fetch-mock 25",
    expected: "resolves",
    play: async ({ api, answer, settle }) => {
      answer(() => ({ status: 204, ok: true, text: async () => "" }));
      return resultOf(settle(request(api)), () => "resolves");
    },
  },
];
