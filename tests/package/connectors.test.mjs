// @ts-check
/**
 * `getConnectors` says whether the tenant has an onboarded connector. A missing permission is a result, not an error.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, getConnectors, json, LIMIT, stubFetch, TOKEN } from "./support.mjs";

const teamViewer = (/** @type {object} */ changes = {}) => ({
  id: "p-1",
  displayName: "TeamViewer",
  onboardingStatus: "onboarded",
  onboardingUrl: "https://login.teamviewer.com/onboard",
  lastConnectionDateTime: "2027-01-15T08:00:00Z",
  ...changes,
});
const listed = {
  displayName: "TeamViewer",
  onboardingStatus: "onboarded",
  onboardingUrl: "https://login.teamviewer.com/onboard",
  lastConnectionDateTime: "2027-01-15T08:00:00Z",
};
const NOT_PERMITTED = { isPermitted: false, isOnboarded: null, connectors: [] };

test("an onboarded connector is listed", LIMIT, async (t) => {
  const sent = stubFetch(t, async () => json({ value: [teamViewer()] }));
  assert.deepEqual(await getConnectors(TOKEN), { isPermitted: true, isOnboarded: true, connectors: [listed] });
  const select = "$select=displayName,onboardingStatus,onboardingUrl,lastConnectionDateTime";
  assert.equal(sent[0].url, `https://graph.microsoft.com/v1.0/deviceManagement/remoteAssistancePartners?${select}`);
  assert.equal(sent[0].init.method, "GET");
});

/** @type {[string, unknown[], boolean][]} */
const LISTS = [
  ["none", [], false],
  ["not onboarded", [teamViewer({ onboardingStatus: "notOnboarded" })], false],
  ["onboarding", [teamViewer({ onboardingStatus: "onboarding" })], false],
  ["an unknown status", [teamViewer({ onboardingStatus: "Onboarded" })], false],
  ["no status", [teamViewer({ onboardingStatus: null })], false],
  ["a status of another type", [teamViewer({ onboardingStatus: ["onboarded"] })], false],
  ["nulls", [null, 7, "onboarded"], false],
  ["one of several", [teamViewer({ onboardingStatus: "notOnboarded" }), teamViewer()], true],
];

describe("isOnboarded is true if the status of a connector is onboarded", LIMIT, () => {
  for (const [name, value, isOnboarded] of LISTS) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => json({ value }));
      const found = await getConnectors(TOKEN);
      assert.deepEqual(
        [found.isPermitted, found.isOnboarded, found.connectors.length],
        [true, isOnboarded, value.length],
      );
    });
  }
});

describe("onboardingUrl is an https URL or null", LIMIT, () => {
  for (const [url, expected] of /** @type {[unknown, string | null][]} */ ([
    ["https://login.teamviewer.com/x?y=z", "https://login.teamviewer.com/x?y=z"],
    ["HTTPS://login.teamviewer.com/", "HTTPS://login.teamviewer.com/"],
    ["http://login.teamviewer.com/", null],
    ["javascript:alert(1)//https://x", null],
    ["javascript://https://x/%0aalert(1)", null],
    ["data:text/html,https://", null],
    ["blob:https://login.teamviewer.com/1", null],
    ["//login.teamviewer.com", null],
    [" https://login.teamviewer.com", null],
    ["\nhttps://login.teamviewer.com", null],
    ["", null],
    [null, null],
    [7, null],
    [{}, null],
  ])) {
    test(JSON.stringify(url), LIMIT, async (t) => {
      stubFetch(t, async () => json({ value: [teamViewer({ onboardingUrl: url })] }));
      assert.equal((await getConnectors(TOKEN)).connectors[0].onboardingUrl, expected);
    });
  }
});

const forbidden = { error: { code: "Forbidden", message: "no" } };
const wrapped = { error: { code: "UnknownError", message: JSON.stringify({ ErrorCode: "Forbidden", Message: "no" }) } };

for (const [name, reply] of /** @type {[string, () => Response][]} */ ([
  ["403", () => json(forbidden, 403)],
  ["403 without a body", () => new Response(null, { status: 403 })],
  ["403 in HTML", () => new Response("<html>", { status: 403 })],
  ["401 with the code Forbidden", () => json(forbidden, 401)],
  ["401 with the ErrorCode Forbidden inside the message", () => json(wrapped, 401)],
])) {
  test(`isPermitted is false: ${name}`, LIMIT, async (t) => {
    const sent = stubFetch(t, async () => reply());
    assert.deepEqual(await getConnectors(TOKEN), NOT_PERMITTED);
    assert.equal(sent.length, 1);
  });
}

for (const [name, reply, code, outcome] of /** @type {[string, () => Response, string, string][]} */ ([
  ["401", () => new Response(null, { status: 401 }), "unauthenticated", "rejected"],
  ["404", () => new Response(null, { status: 404 }), "notFound", "rejected"],
  ["500", () => new Response(null, { status: 500 }), "serverError", "notSent"],
  ["204", () => new Response(null, { status: 204 }), "unexpectedResponse", "notSent"],
  ["a value that is not a list", () => json({ value: {} }), "unexpectedResponse", "notSent"],
  ["HTML", () => new Response("<html>"), "unexpectedResponse", "notSent"],
])) {
  test(`the call rejects: ${name}`, LIMIT, async (t) => {
    stubFetch(t, async () => reply());
    await assertFails(getConnectors(TOKEN), { code, outcome });
  });
}

test("all pages are read, and isPermitted is false if the last one is forbidden", LIMIT, async (t) => {
  const next = "https://graph.microsoft.com/v1.0/next";
  stubFetch(t, async (index) => json({ value: [teamViewer()], ...(index === 0 && { "@odata.nextLink": next }) }));
  assert.equal((await getConnectors(TOKEN)).connectors.length, 2);
  stubFetch(t, async (index) =>
    index === 0 ? json({ value: [teamViewer()], "@odata.nextLink": next }) : json(forbidden, 403),
  );
  assert.deepEqual(await getConnectors(TOKEN), NOT_PERMITTED);
});

test("invalid arguments are rejected, and nothing is sent", LIMIT, async (t) => {
  const sent = stubFetch(t);
  await assertFails(getConnectors("to ken"), { code: "invalidToken", field: "token" });
  await assertFails(getConnectors(TOKEN, { concurrency: 2 }), { code: "invalidOptions", field: "options.concurrency" });
  await assertFails(
    getConnectors(async () => {
      throw new Error("mine");
    }),
    { code: "tokenProviderFailed" },
  );
  assert.equal(sent.length, 0);
});
