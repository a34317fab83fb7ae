// @ts-check
/** `getDevice` reads what a device is. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, DEVICE, getDevice, json, LIMIT, stubFetch, TOKEN } from "./support.mjs";

const LAPTOP = {
  id: DEVICE,
  deviceName: "LAPTOP-07",
  userPrincipalName: "ada@contoso.com",
  userDisplayName: "Ada",
  emailAddress: "ada@contoso.example",
  serialNumber: "5CG1",
  operatingSystem: "Windows",
  osVersion: "10.0",
  manufacturer: "Contoso",
  model: "Book",
  complianceState: "compliant",
  lastSyncDateTime: "2026-11-20T08:12:44Z",
};

describe("getDevice", LIMIT, () => {
  test("asks for the members that a list gives, too", async (t) => {
    const sent = stubFetch(t, async () => json({ ...LAPTOP, extra: 1 }));
    assert.deepEqual(await getDevice(DEVICE, TOKEN), LAPTOP);
    assert.equal(
      sent[0]?.url,
      `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${DEVICE}?$select=${Object.keys(LAPTOP)}`,
    );
    assert.equal(sent[0]?.init.method, "GET");
  });

  test("accepts a device in a member value, and gives null for a date of the year 1 and for other types", async (t) => {
    stubFetch(t, async () => json({ value: { ...LAPTOP, lastSyncDateTime: "0001-01-01T00:00:00Z", model: 7 } }));
    assert.deepEqual(await getDevice(DEVICE, TOKEN), { ...LAPTOP, lastSyncDateTime: null, model: null });
  });

  test("rejects another device than the one that was asked for", async (t) => {
    stubFetch(t, async () => json({ ...LAPTOP, id: "another" }));
    await assertFails(getDevice(DEVICE, TOKEN), { code: "unexpectedResponse", status: 200 });
  });
});
