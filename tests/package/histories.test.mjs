// @ts-check
/**
 * Random call histories, from a fixed seed and from a random one. `HISTORY_SEED=…` plays one history again, and
 * `HISTORIES=…` plays more of them.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { play } from "./histories-support.mjs";
import { mockClock } from "./support.mjs";

const COUNT = Number(process.env["HISTORIES"] ?? 60);
const given = process.env["HISTORY_SEED"];

/** What the README promises of every history. */
function check(/** @type {Awaited<ReturnType<typeof play>>} */ { calls, sent, tokens, told, faults }) {
  assert.deepEqual(faults, []);
  for (const call of calls) {
    assert.ok(call.isSettled, `a promise stays pending: ${JSON.stringify(call)}`);
    if (call.error === undefined) continue;
    assert.ok(call.error instanceof RemoteAssistanceError, String(call.error));
    assert.notEqual(call.error.code, "internal", call.error.message);
  }
  // No request outlives its call.
  assert.deepEqual(
    sent.filter(({ isOpen }) => isOpen),
    [],
  );
  // A token appears nowhere.
  const errors = calls.flatMap(({ error }) => (error ? [{ ...error, message: error.message }] : []));
  const values = calls.map(({ value }) => value);
  const shown = JSON.stringify([errors, values, told], (name, value) => (name === "cause" ? String(value) : value));
  for (const token of tokens) assert.ok(!shown.includes(token), `${token} in ${shown}`);
  // A request is sent again only after a refusal that proves that nothing was carried out.
  for (const device of new Set(sent.map((one) => one.device))) {
    const posts = sent.filter((one) => one.isPost && one.device === device);
    const callers = calls.filter((call) => device === call.device || device.startsWith(`${call.device}-`)).length;
    const others = posts.filter(({ status }) => status !== 429 && status !== 401);
    assert.ok(others.length <= callers, `${device} was asked ${others.length} times by ${callers} calls`);
    assert.ok(posts.length <= callers * (1 + 3 + 2), `${posts.length} requests`);
  }
  // The outcome agrees with what was sent.
  for (const { kind, device, error } of calls) {
    if (kind > 1 || error === undefined || calls.filter((other) => other.device === device).length > 1) continue;
    const posts = sent.filter((one) => one.isPost && one.device === device);
    assert.equal(error.attempts, posts.length, error.message);
    const last = posts.at(-1);
    if (last === undefined) assert.equal(error.outcome, "notSent");
    else if (last.status === null || [500, 502, 503, 302, 200].includes(last.status))
      assert.equal(error.outcome, "unknown");
    else assert.equal(error.outcome, "rejected");
  }
}

const randomStart = Math.floor(Math.random() * 2 ** 31);
const seeds = given
  ? [Number(given)]
  : [
      ...Array.from({ length: COUNT }, (_, index) => index + 1),
      ...Array.from({ length: COUNT }, (_, i) => randomStart + i),
    ];

test(`${seeds.length} histories, the random ones from seed ${randomStart}`, { timeout: 120_000 }, async (t) => {
  await mockClock(t);
  for (const seed of seeds) {
    try {
      check(await play(t, seed));
    } catch (error) {
      throw new Error(`history ${seed}: ${/** @type {Error} */ (error).message}`, { cause: error });
    }
  }
});
