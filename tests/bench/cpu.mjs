// @ts-check
/**
 * Measures the CPU time of one call with `fetch` stubbed. Runs in its own process, `node cpu.mjs <folder of the
 * bundles>`, and prints JSON.
 *
 * The CPU time includes all threads of the process, because compilation and garbage collection run on other threads
 * too. It does not include the time that a client waits for a timer.
 */
import assert from "node:assert/strict";
import { PerformanceObserver } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { RUNNING } from "./clients.mjs";
import { DEVICES, getToken, TOKEN } from "./job.mjs";
import { shuffled } from "./statistics.mjs";

/** Odd, so that the median is one of the rounds. */
const ROUNDS = 15;
/** The duration of one client in a round. */
const TURN_MS = 120;
/** Long enough for the optimising compilers to compile every function. */
const WARM_UP_MS = 800;

let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) collecting += duration;
}).observe({ entryTypes: ["gc"] });
/** Waits until the observer has been called. Its call is queued by another task. */
const flushObserver = async () => {
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

/**
 * Asserts that a client sends the request, because a client that skips work would seem fast.
 *
 * @param {string} name @param {import("./clients.mjs").Call} call
 */
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

/** The number of calls that each client makes in a round. @type {Map<string, number>} */
const counts = new Map();
for (const name of RUNNING) {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < WARM_UP_MS; done += 100) await turn(name, 100);
  counts.set(name, Math.max(100, Math.round((done * TURN_MS) / (performance.now() - start))));
}

/** Microseconds per call. @type {Record<"cpu" | "wall" | "collecting", import("./statistics.mjs").Rounds>} */
const measured = { cpu: {}, wall: {}, collecting: {} };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of shuffled(RUNNING)) {
    const count = counts.get(name) ?? 1;
    await flushObserver();
    collecting = 0;
    const start = performance.now();
    const before = process.cpuUsage();
    await turn(name, count);
    const { user, system } = process.cpuUsage(before);
    const end = performance.now();
    await flushObserver();
    (measured.cpu[name] ??= []).push((user + system) / count);
    (measured.wall[name] ??= []).push(((end - start) * 1_000) / count);
    (measured.collecting[name] ??= []).push((collecting * 1_000) / count);
  }
}
console.log(JSON.stringify(measured));
