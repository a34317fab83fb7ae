// @ts-check
/**
 * The error of a call holds the fields that the error body names.
 *
 * The native tests (tests/core/error_bodies.rs) read the same table, so that the JSON fake of the native tests and the
 * browser's JSON cannot differ unnoticed.
 */
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { assertFails, call, LIMIT, stubFetch } from "./support.mjs";

/** A field that `expected` does not name is null. */
const FIELDS = ["code", "graphCode", "graphMessage", "activityId", "requestId", "clientRequestId"];

/** @type {{ name: string, status: number, body: string, expected: Record<string, string> }[]} */
const entries = JSON.parse(await readFile(new URL("../fixtures/error-bodies.json", import.meta.url), "utf8"));

describe("the fields of an error body", LIMIT, () => {
  for (const { name, status, body, expected } of entries) {
    test(name, LIMIT, async (t) => {
      stubFetch(t, async () => new Response(new TextEncoder().encode(body), { status }));
      const fields = Object.fromEntries(FIELDS.map((field) => [field, expected[field] ?? null]));
      await assertFails(call({ maxRetries: 0 }), { ...fields, status, attempts: 1 }, name);
    });
  }
});
