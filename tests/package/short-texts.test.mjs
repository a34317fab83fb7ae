// @ts-check
/** Texts reach the module letter by letter if they are short, and by the platform's encoder if not: each as it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { call, failure, json, LIMIT, stubFetch } from "./support.mjs";

/** The longest that is written letter by letter, and its neighbours. */
const LENGTHS = [1, 2, 63, 64, 65, 66, 200];
/** One byte of UTF-8, two, three, four, and half of a pair, which has no UTF-8. */
const LETTERS = ["\u007f", "\u0080", "é", "ÿ", "€", "漢", "💻", "\ud83d"];

for (const length of LENGTHS) {
  test(
    `${length} UTF-16 units, one of them beside or beyond ASCII, at either end and in the middle`,
    LIMIT,
    async (t) => {
      let text = "";
      stubFetch(t, async () => json({ error: { code: "BadRequest", message: text } }, 400));
      for (const letter of LETTERS) {
        for (const place of [0, Math.floor(length / 2), length - letter.length]) {
          if (place < 0) continue;
          text = "a".repeat(place) + letter + "a".repeat(Math.max(0, length - place - letter.length));
          const error = await failure(call());
          assert.equal(error.graphMessage, text.replace(/\p{Surrogate}/gu, "\ufffd"));
        }
      }
    },
  );
}
