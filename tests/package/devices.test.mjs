// @ts-check
/**
 * `getSession` derives the state of a session from the device that Graph returns.
 *
 * The native tests (tests/core/get_session.rs) read the same table, so that the JSON fake of the native tests and the
 * browser's JSON cannot differ unnoticed.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { getSession, json, LIMIT, stubFetch, TOKEN } from "./support.mjs";

// Graph's times are in UTC, wherever the admin is.
process.env["TZ"] = "America/New_York";

/** A field that `expected` does not name is null. */
const NO_SESSION = { state: null, url: null, errorDetails: null, reason: null, deviceName: null, action: null };
/** A field that `expected.action` does not name is null. */
const NO_ACTION = { name: null, state: null, startDateTime: null, lastUpdatedDateTime: null };

/** @type {{ name: string, device: { id: string }, expected: { state: string, action?: object } }[]} */
const entries = JSON.parse(await readFile(new URL("../fixtures/devices.json", import.meta.url), "utf8"));

describe("the session of a device", LIMIT, () => {
  for (const { name, device, expected } of entries) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => json(device));
      const action = expected.action ? { ...NO_ACTION, ...expected.action } : null;
      assert.deepEqual(await getSession(device.id, TOKEN), { ...NO_SESSION, ...expected, action });
    });
  }
});
