// @ts-check
/** The URL of a request: `urlFor` returns it, and `fetch` receives the same. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  APP,
  assertFails,
  DEVICE,
  IDS,
  LIMIT,
  requestRemoteAssistance,
  stubFetch,
  TOKEN,
  USER,
  urlFor,
} from "./support.mjs";

/** From Graph's documentation of the action `requestRemoteAssistance`. @type {Record<string, string>} */
const PATHS = {
  users: `/v1.0/users/${encodeURIComponent(USER)}/managedDevices/${DEVICE}/requestRemoteAssistance`,
  deviceManagement: `/v1.0/deviceManagement/managedDevices/${DEVICE}/requestRemoteAssistance`,
  detectedApps: `/v1.0/deviceManagement/detectedApps/${APP}/managedDevices/${DEVICE}/requestRemoteAssistance`,
};

/** @type {[string, object | undefined, string][]} */
const ENDPOINTS = [
  ["no options", undefined, "https://graph.microsoft.com"],
  ["empty options", {}, "https://graph.microsoft.com"],
  ["global", { cloud: "global" }, "https://graph.microsoft.com"],
  ["usGov", { cloud: "usGov" }, "https://graph.microsoft.us"],
  ["usGovDoD", { cloud: "usGovDoD" }, "https://dod-graph.microsoft.us"],
  ["china", { cloud: "china" }, "https://microsoftgraph.chinacloudapi.cn"],
  ["an origin", { origin: "https://graph.example:8443" }, "https://graph.example:8443"],
  ["a loopback origin", { origin: "http://localhost:8080" }, "http://localhost:8080"],
];

describe("each scope has its URL on each endpoint", LIMIT, () => {
  for (const [scope, path] of Object.entries(PATHS)) {
    for (const [endpoint, options, origin] of ENDPOINTS) {
      test(`${scope}, ${endpoint}`, LIMIT, async (t) => {
        const sent = stubFetch(t);
        assert.equal(await urlFor(scope, IDS[scope], options), origin + path);
        assert.equal(sent.length, 0, "urlFor sends nothing");
        await requestRemoteAssistance(scope, IDS[scope], TOKEN, options);
        assert.deepEqual(
          sent.map(({ url }) => url),
          [origin + path],
        );
      });
    }
  }
});

/** Valid ids with every character that a path segment needs encoded. @type {[string, string][]} */
const ENCODED = [
  ["ada_contoso.com#EXT#@fabrikam.onmicrosoft.com", "ada_contoso.com%23EXT%23%40fabrikam.onmicrosoft.com"],
  ["!\"#$&'()*+,-.:;<=>@[]^_`{|}~", "%21%22%23%24%26%27%28%29%2A%2B%2C-.%3A%3B%3C%3D%3E%40%5B%5D%5E_%60%7B%7C%7D~"],
  ["AZaz09-._~", "AZaz09-._~"],
  ["..a", "..a"],
  ["a..", "a.."],
  ["a$", "a%24"],
  ["x".repeat(256), "x".repeat(256)],
];

describe("every id is percent-encoded exactly once", LIMIT, () => {
  for (const [id, encoded] of ENCODED) {
    test(id.slice(0, 50), LIMIT, async () => {
      const url = await urlFor("users", { usersId: id, managedDeviceId: id });
      assert.equal(
        url,
        `https://graph.microsoft.com/v1.0/users/${encoded}/managedDevices/${encoded}/requestRemoteAssistance`,
      );
      assert.equal(new URL(url).href, url, "the URL parser does not change it");
      assert.deepEqual(url.split("/").filter((part) => decodeURIComponent(part) === id).length, 2, "decodes to the id");
      assert.ok((await urlFor("detectedApps", { detectedAppId: id, managedDeviceId: "d" })).includes(`/${encoded}/`));
    });
  }
});

test("the order of the ids does not matter", LIMIT, async () => {
  const swapped = { managedDeviceId: DEVICE, usersId: USER };
  assert.equal(await urlFor("users", swapped), await urlFor("users", IDS.users));
});

test("the case of an id is kept", LIMIT, async () => {
  assert.ok((await urlFor("deviceManagement", { managedDeviceId: "AbC" })).includes("/AbC/"));
});

describe("an unknown scope is rejected", LIMIT, () => {
  /** @type {[string, unknown][]} */
  const scopes = [
    ["another word", "devices"],
    ["other case", "Users"],
    ["a space after it", "users "],
    ["empty", ""],
    ["an inherited name", "toString"],
    ["__proto__", "__proto__"],
    ["a path", "users/x"],
    ["undefined", undefined],
    ["null", null],
    ["a number", 1],
    ["a symbol", Symbol("users")],
    ["a String object", new String("users")],
    ["an array", ["users"]],
    ["10 MB", "u".repeat(10_000_000)],
    ["an object with toString", { toString: () => "users" }],
  ];
  for (const [name, scope] of scopes) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidScope", outcome: "notSent", field: "scope", attempts: 0 };
      await assertFails(requestRemoteAssistance(scope, IDS.users, TOKEN), expected);
      await assertFails(urlFor(scope, IDS.users), expected);
      assert.equal(sent.length, 0);
    });
  }
});
