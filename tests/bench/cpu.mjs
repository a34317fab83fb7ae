// @ts-check
/**
 * CPU time of one call with `fetch` stubbed. A process of its own, `node cpu.mjs <folder of the bundles>`;
 * prints JSON.
 *
 * It is the time of all threads of the process: compiling and collecting garbage on another thread is not free either,
 * and a client that waits for a timer is not charged for the wait.
 */
import assert from "node:assert/strict";
import { PerformanceObserver } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { RUNNING } from "./clients.mjs";
import { DEVICES, getToken, TOKEN } from "./job.mjs";
import { shuffled } from "./statistics.mjs";

/** Odd: then the median is one of them. */
const ROUNDS = 15;
/** A client's turn in a round, in milliseconds. */
const TURN_MS = 120;
/** Until the optimising compilers have been everywhere. */
const WARM_UP_MS = 800;

let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting += duration;
}).observe({ entryTypes: ["gc"] });
/** The observer is told in a task that a task has queued. */
const observed = async () => {
  for (let task = 0; task < 3; task += 1) await new Promise((resolve) => setImmediate(resolve));
};

const folder = pathToFileURL(`${process.argv[2]}/`);
/** @type {Map<string, import("./clients.mjs").Call>} */
const calls = new Map();
for (const name of RUNNING) {
  /** @type {import("./clients.mjs").Bundle} */
  const { createClient } = await import(new URL(`${name}.js`, folder).href);
  const call = createClient({ getToken });
  await assertSends(name, call);
  calls.set(name, call);
}
globalThis.fetch = async () => new Response(null, { status: 204 });

/** A client that skips its work would be fast. @param {string} name @param {import("./clients.mjs").Call} call */
async function assertSends(name, call) {
  /** @type {unknown[]} */
  const sent = [];
  globalThis.fetch = async (input, init) => {
    sent.push([String(input), init?.method, new Headers(init?.headers).get("authorization"), init?.body ?? null]);
    return new Response(null, { status: 204 });
  };
  await call(DEVICES[0] ?? "");
  const url = `https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/${DEVICES[0]}/requestRemoteAssistance`;
  assert.deepEqual(sent, [[url, "POST", `Bearer ${TOKEN}`, null]], name);
}

/** @param {string} name @param {number} count */
async function turn(name, count) {
  const call = calls.get(name);
  for (let index = 0; index < count; index += 1) await call?.(DEVICES[index % DEVICES.length] ?? "");
}

/** How many calls of each make up a turn. @type {Map<string, number>} */
const counts = new Map();
for (const name of RUNNING) {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < WARM_UP_MS; done += 100) await turn(name, 100);
  counts.set(name, Math.max(100, Math.round((done * TURN_MS) / (performance.now() - start))));
}

/** In microseconds a call. @type {Record<"cpu" | "wall" | "collecting", import("./statistics.mjs").Rounds>} */
const measured = { cpu: {}, wall: {}, collecting: {} };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of shuffled(RUNNING)) {
    const count = counts.get(name) ?? 1;
    await observed();
    collecting = 0;
    const start = performance.now();
    const before = process.cpuUsage();
    await turn(name, count);
    const { user, system } = process.cpuUsage(before);
    const end = performance.now();
    await observed();
    (measured.cpu[name] ??= []).push((user + system) / count);
    (measured.wall[name] ??= []).push(((end - start) * 1_000) / count);
    (measured.collecting[name] ??= []).push((collecting * 1_000) / count);
  }
}
console.log(JSON.stringify(measured));
