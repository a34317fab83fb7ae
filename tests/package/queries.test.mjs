// @ts-check
/** The searches and their URLs. A searched text cannot change the filter around it. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertFails,
  devicesWithApp,
  findDetectedApps,
  findDevices,
  init,
  json,
  LIMIT,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const DEVICES = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices";
const DEVICE_SELECT =
  "$select=id,deviceName,userPrincipalName,userDisplayName,emailAddress,serialNumber,operatingSystem,osVersion,manufacturer,model,complianceState,lastSyncDateTime";

/** Runs a search, and returns its request. */
async function requestOf(/** @type {import("node:test").TestContext} */ t, /** @type {() => Promise<any>} */ search) {
  const sent = stubFetch(t, async () => json({ value: [] }));
  const page = await search();
  assert.deepEqual(page.items, []);
  assert.equal(page.next, null);
  assert.equal(sent.length, 1);
  return sent[0];
}

/** The filter as a server decodes it. */
const filterOf = (/** @type {string} */ url) => new URL(url).searchParams.get("$filter");

test("a search sends one GET with the documented URL and headers", LIMIT, async (t) => {
  const { url, init: fetchOptions } = await requestOf(t, () => findDevices({ deviceName: "LAPTOP" }, TOKEN));
  assert.equal(url, `${DEVICES}?${DEVICE_SELECT}&$filter=contains(deviceName%2C'LAPTOP')`);
  assert.equal(fetchOptions.method, "GET");
  assert.equal(fetchOptions.body, undefined);
  assert.deepEqual(
    [...fetchOptions.headers],
    [
      ["accept", "application/json"],
      ["authorization", `Bearer ${TOKEN}`],
    ],
  );
  assert.deepEqual(
    [fetchOptions.mode, fetchOptions.credentials, fetchOptions.redirect, fetchOptions.referrerPolicy],
    ["cors", "omit", "manual", "no-referrer"],
  );
});

test("each property has its filter, and several are joined with and", LIMIT, async (t) => {
  const filter = async (/** @type {object} */ query) =>
    filterOf((await requestOf(t, () => findDevices(query, TOKEN))).url);
  assert.equal(await filter({ deviceName: "a" }), "contains(deviceName,'a')");
  assert.equal(await filter({ userPrincipalName: "ada@contoso.com" }), "userPrincipalName eq 'ada@contoso.com'");
  assert.equal(await filter({ emailAddress: "ada@" }), "contains(emailAddress,'ada@')");
  assert.equal(await filter({ serialNumber: "0042" }), "serialNumber eq '0042'");
  assert.equal(
    await filter({ serialNumber: "1", deviceName: undefined, emailAddress: "b" }),
    "serialNumber eq '1' and contains(emailAddress,'b')",
  );
});

test("findDetectedApps and devicesWithApp send the documented URLs", LIMIT, async (t) => {
  const apps = await requestOf(t, () => findDetectedApps("Team", TOKEN, { cloud: "usGov" }));
  assert.equal(
    apps.url,
    "https://graph.microsoft.us/v1.0/deviceManagement/detectedApps?$select=id,displayName,version,publisher,platform,deviceCount&$filter=contains(displayName%2C'Team')",
  );
  const devices = await requestOf(t, () => devicesWithApp("a#b", TOKEN));
  assert.equal(
    devices.url,
    `https://graph.microsoft.com/v1.0/deviceManagement/detectedApps/a%23b/managedDevices?${DEVICE_SELECT}`,
  );
});

/** A text, and the same text between the quotes of the filter. @type {[string, string][]} */
const TEXTS = [
  ["O'Brien", "O''Brien"],
  ["'", "''"],
  ["''", "''''"],
  ["' or 1 eq 1 or '", "'' or 1 eq 1 or ''"],
  ["x') or contains(deviceName,'", "x'') or contains(deviceName,''"],
  ["a&$filter=b", "a&$filter=b"],
  ["a&$top=1#c", "a&$top=1#c"],
  ["100%", "100%"],
  ["%27", "%27"],
  ["a+b c", "a+b c"],
  ["{deviceId}", "{deviceId}"],
  ["a/b\\c?d", "a/b\\c?d"],
  ["/{managedDeviceId}/", "/{managedDeviceId}/"],
  ["💻 Ноутбук 電腦", "💻 Ноутбук 電腦"],
  ["e\u0301", "e\u0301"],
  ["\u202e\u2028", "\u202e\u2028"],
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  [" padded ", " padded "],
  ["\ud83d", "\ufffd"],
  ["a\udcbbb", "a\ufffdb"],
  ["\udcbb\ud83d", "\ufffd\ufffd"],
  ["'".repeat(256), "''".repeat(256)],
  ["電".repeat(256), "電".repeat(256)],
  ["💻".repeat(128), "💻".repeat(128)],
];

describe("the filter contains the text with doubled quotes", LIMIT, () => {
  for (const [text, quoted] of TEXTS) {
    test(JSON.stringify(text).slice(0, 40), LIMIT, async (t) => {
      const app = await requestOf(t, () => findDetectedApps(text, TOKEN));
      assert.equal(filterOf(app.url), `contains(displayName,'${quoted}')`);
      assert.equal([...new URL(app.url).searchParams].length, 2);
      assert.equal(new URL(app.url).hash, "");
      const query = { deviceName: text, userPrincipalName: text, emailAddress: text, serialNumber: text };
      const devices = await requestOf(t, () => findDevices(query, TOKEN));
      const expected = `contains(deviceName,'${quoted}') and userPrincipalName eq '${quoted}' and contains(emailAddress,'${quoted}') and serialNumber eq '${quoted}'`;
      assert.equal(filterOf(devices.url), expected);
    });
  }
});

/** @type {[string, unknown][]} */
const INVALID_TEXTS = [
  ["empty", ""],
  ["blank", "   "],
  ["a no-break space", "\u00a0"],
  ["a byte order mark", "\ufeff"],
  ["257 characters", "x".repeat(257)],
  ["10 000 characters", "x".repeat(10_000)],
  ["10 MB", "x".repeat(10_000_000)],
  ["a line feed", "a\nb"],
  ["a tab", "a\tb"],
  ["NUL", "a\0"],
  ["DEL", "\x7f"],
  ["a unit separator", "\x1f"],
  ["null", null],
  ["a number", 7],
  ["true", true],
  ["a String object", new String("a")],
  ["an array", ["a"]],
  ["an object", { toString: () => "a" }],
  ["a symbol", Symbol("a")],
  ["a function", () => "a"],
  ["a bigint", 1n],
];

describe("an invalid text is rejected", LIMIT, () => {
  for (const [name, value] of INVALID_TEXTS) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidQuery", outcome: "notSent", attempts: 0, status: null };
      await assertFails(findDetectedApps(value, TOKEN), { ...expected, field: "name" });
      for (const field of ["deviceName", "userPrincipalName", "emailAddress", "serialNumber"]) {
        const error = await assertFails(findDevices({ [field]: value, serialNumber: value }, TOKEN), {
          ...expected,
          field: `query.${field}`,
        });
        assert.ok(error.message.length < 200, error.message);
      }
      assert.equal(sent.length, 0);
    });
  }
  test("undefined", LIMIT, async () =>
    assertFails(findDetectedApps(undefined, TOKEN), { code: "invalidQuery", field: "name" }).then(() => {}),
  );
});

const throwing = {
  get deviceName() {
    throw new Error("mine");
  },
};

/** @type {[string, unknown, string][]} */
const INVALID_QUERIES = [
  ["undefined", undefined, "query"],
  ["null", null, "query"],
  ["a string", "LAPTOP", "query"],
  ["an array", ["LAPTOP"], "query"],
  ["a function", () => {}, "query"],
  ["a Map", new Map([["deviceName", "a"]]), "query"],
  [
    "a class instance",
    new (class {
      deviceName = "a";
    })(),
    "query",
  ],
  ["an empty object", {}, "query"],
  ["an object with undefined only", { deviceName: undefined }, "query"],
  ["an unknown name", { name: "a" }, "query.name"],
  ["an unknown name beside a known one", { deviceName: "a", os: "b" }, "query.os"],
  ["a name in another case", { DeviceName: "a" }, "query.DeviceName"],
  ["toString", { toString: "a" }, "query.toString"],
  ["__proto__ as a name", JSON.parse('{"__proto__":"a"}'), "query.__proto__"],
  ["constructor", { constructor: "a" }, "query.constructor"],
  ["a long name", { [TOKEN.repeat(3)]: "a" }, "query"],
  ["a getter that throws", throwing, "query.deviceName"],
  [
    "a proxy that throws",
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("mine");
        },
      },
    ),
    "query",
  ],
  ["inherited names only", Object.create({ deviceName: "a" }), "query"],
  ["a symbol as a name", { [Symbol("deviceName")]: "a" }, "query"],
];

describe("an invalid query is rejected", LIMIT, () => {
  for (const [name, query, field] of INVALID_QUERIES) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const error = await assertFails(findDevices(query, TOKEN), {
        code: "invalidQuery",
        outcome: "notSent",
        attempts: 0,
        field,
      });
      assert.ok(!error.message.includes(TOKEN), "the message does not quote a token that is in the wrong place");
      assert.equal(sent.length, 0);
    });
  }
});

test("a query may have no prototype, and a polluted Object.prototype has no effect", LIMIT, async (t) => {
  await init();
  const query = Object.assign(Object.create(null), { serialNumber: "1" });
  t.after(() => Reflect.deleteProperty(Object.prototype, "deviceName"));
  Object.defineProperty(Object.prototype, "deviceName", {
    value: "polluted",
    configurable: true,
    writable: true,
    enumerable: true,
  });
  const { url } = await requestOf(t, () => findDevices(query, TOKEN));
  assert.equal(filterOf(url), "serialNumber eq '1'");
  assert.equal(
    filterOf((await requestOf(t, () => findDevices({ emailAddress: "b" }, TOKEN))).url),
    "contains(emailAddress,'b')",
  );
});

test("an invalid id of an app is rejected", LIMIT, async (t) => {
  const sent = stubFetch(t);
  for (const id of ["", "..", "a/b", "a?b", "a%2fb", "$x", "é", null, 7, undefined, new String("a")]) {
    await assertFails(
      devicesWithApp(id, TOKEN),
      { code: "invalidIds", outcome: "notSent", field: "detectedAppId" },
      `${String(id)}`,
    );
  }
  assert.equal(sent.length, 0);
});

test("an invalid token or option is rejected", LIMIT, async (t) => {
  const sent = stubFetch(t);
  await assertFails(findDevices({ deviceName: "a" }, "Bearer x"), { code: "invalidToken", field: "token" });
  await assertFails(findDevices({ deviceName: "a" }, TOKEN, { pollTimeoutMs: 5 }), {
    code: "invalidOptions",
    field: "options.pollTimeoutMs",
  });
  await assertFails(findDetectedApps("a", TOKEN, null), { code: "invalidOptions", field: "options" });
  await assertFails(devicesWithApp("a", TOKEN, { signal: AbortSignal.abort("left") }), {
    code: "aborted",
    cause: "left",
  });
  assert.equal(sent.length, 0);
});
