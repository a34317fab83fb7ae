// @ts-check
/**
 * Text reaches the module unchanged. The generated bindings copy ASCII character by character, and encode the rest of a
 * text with `TextEncoder`.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, failure, json, LIMIT, stubFetch } from "./support.mjs";

/** Short and longer texts, and the lengths around 64. */
const LENGTHS = [1, 2, 63, 64, 65, 66, 200];
/** Characters with one to four bytes of UTF-8, and half of a surrogate pair, which has no UTF-8. */
const CHARACTERS = ["\u007f", "\u0080", "é", "ÿ", "€", "漢", "💻", "\ud83d"];

for (const length of LENGTHS) {
  test(
    `a text of ${length} UTF-16 units with a character beyond ASCII at either end or in the middle`,
    LIMIT,
    async (t) => {
      let text = "";
      stubFetch(t, async () => json({ error: { code: "BadRequest", message: text } }, 400));
      for (const character of CHARACTERS) {
        for (const place of [0, Math.floor(length / 2), length - character.length]) {
          if (place < 0) continue;
          text = "a".repeat(place) + character + "a".repeat(Math.max(0, length - place - character.length));
          const error = await failure(call());
          assert.equal(error.graphMessage, text.replace(/\p{Surrogate}/gu, "\ufffd"));
        }
      }
    },
  );
}
