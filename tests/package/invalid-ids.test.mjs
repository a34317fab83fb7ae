// @ts-check
/** An id that could change the path of the URL is rejected, in every position of every scope. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, IDS, LIMIT, requestRemoteAssistance, stubFetch, TOKEN, urlFor } from "./support.mjs";

/** @type {[string, string][]} */
const HOSTILE = [
  ["empty", ""],
  ["one dot", "."],
  ["two dots", ".."],
  ["three dots", "..."],
  ["dots, encoded", "%2e%2e"],
  ["dots, half encoded", ".%2E"],
  ["dots with a tab between", ".\t."],
  ["dots with a newline between", ".\n."],
  ["a slash", "a/b"],
  ["a slash in front", "/a"],
  ["a slash behind", "a/"],
  ["up and down", "../../me"],
  ["two slashes", "//evil.example"],
  ["a backslash", "a\\b"],
  ["up by backslash", "..\\me"],
  ["a query", "a?b=c"],
  ["only a question mark", "?"],
  ["an encoded slash", "a%2fb"],
  ["an encoded hash", "ada%23EXT%23"],
  ["twice encoded", "a%2523"],
  ["a lone percent", "100%"],
  ["$ in front", "$batch"],
  ["$ref", "$ref"],
  ["$ alone", "$"],
  ["$count", "$count"],
  ["a space", "a b"],
  ["a space in front", " a"],
  ["a space behind", "a "],
  ["a no-break space", "a\u00a0b"],
  ["a tab", "a\tb"],
  ["a newline", "a\nb"],
  ["a header", "a\r\nX-Evil: 1"],
  ["NUL", "a\0b"],
  ["DEL", "a\x7fb"],
  ["ESC", "\x1b[2J"],
  ["é", "é"],
  ["a full-width dot", "\uff0e\uff0e"],
  ["a full-width slash", "a\uff0fb"],
  ["a dotless i", "\u0131d"],
  ["an emoji", "😀"],
  ["a lone surrogate", "a\ud800"],
  ["right-to-left override", "a\u202eb"],
  ["a byte-order mark", "\ufeffa"],
  ["a zero-width space", "a\u200bb"],
  ["257 characters", "x".repeat(257)],
  ["256 characters of two bytes", "é".repeat(256)],
  ["20 000 characters", "x".repeat(20_000)],
];

for (const [scope, ids] of Object.entries(IDS)) {
  for (const position of Object.keys(ids)) {
    describe(`${position} of ${scope} is rejected if it is`, LIMIT, () => {
      for (const [name, text] of HOSTILE) {
        test(name, LIMIT, async (t) => {
          const sent = stubFetch(t);
          const hostile = { ...ids, [position]: text };
          const expected = {
            code: "invalidIds",
            outcome: "notSent",
            attempts: 0,
            status: null,
            field: `ids.${position}`,
          };
          await assertFails(requestRemoteAssistance(scope, hostile, TOKEN), expected, "requestRemoteAssistance");
          await assertFails(urlFor(scope, hostile), expected, "urlFor");
          assert.equal(sent.length, 0);
        });
      }
    });
  }
}

test("the message does not contain the id", LIMIT, async () => {
  const error = await assertFails(urlFor("deviceManagement", { managedDeviceId: "private/name" }), {
    code: "invalidIds",
  });
  assert.ok(!error.message.includes("private"), error.message);
});
