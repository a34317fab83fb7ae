// @ts-check
/** The measurements that run in a page. Times are in milliseconds. */
import { DEVICES, getToken } from "./job.mjs";
import { median, shuffled } from "./statistics.mjs";

/** @typedef {import("./statistics.mjs").Rounds} Rounds */

/** @type {Map<string, import("./clients.mjs").Call>} */
const calls = new Map();

/** @param {string[]} names @param {string} origin */
export async function load(names, origin) {
  for (const name of names) {
    /** @type {import("./clients.mjs").Bundle} */
    const { createClient } = await import(`/${name}.js`);
    calls.set(name, createClient({ origin, getToken }));
  }
}

/**
 * Makes one call at a time, and changes the client after each call. The result of a round is the median of its calls.
 *
 * @param {number} rounds @param {number} each  the number of calls of each client in a round
 */
export async function latency(rounds, each) {
  /** @type {Rounds} */
  const measured = {};
  for (let round = 0; round < rounds; round += 1) {
    /** @type {Rounds} */
    const times = {};
    for (let index = 0; index < each; index += 1) {
      for (const name of shuffled([...calls.keys()])) {
        const start = performance.now();
        await calls.get(name)?.(DEVICES[index] ?? "");
        (times[name] ??= []).push(performance.now() - start);
      }
    }
    for (const [name, values] of Object.entries(times)) (measured[name] ??= []).push(median(values));
  }
  return measured;
}

/**
 * Makes one call per device, `concurrency` at once. The result of a round is the time until all calls have ended.
 *
 * @param {number} rounds @param {number} concurrency
 */
export async function throughput(rounds, concurrency) {
  /** @type {Rounds} */
  const measured = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of shuffled([...calls])) {
      let next = 0;
      const work = async () => {
        while (next < DEVICES.length) await call(DEVICES[next++] ?? "");
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: concurrency }, work));
      (measured[name] ??= []).push(performance.now() - start);
    }
  }
  return measured;
}

/**
 * The time from the start of the import to the first POST. The page and the browser profile have not loaded the client
 * before.
 *
 * @param {string} name @param {string} origin
 */
async function cold(name, origin) {
  const { fetch } = globalThis;
  let sentAt = NaN;
  globalThis.fetch = (input, init) => {
    const method = init?.method ?? (input instanceof Request ? input.method : "GET");
    if (method === "POST" && Number.isNaN(sentAt)) sentAt = performance.now();
    return fetch(input, init);
  };
  const start = performance.now();
  /** @type {import("./clients.mjs").Bundle} */
  const { createClient } = await import(`/${name}.js`);
  await createClient({ origin, getToken })(DEVICES[0] ?? "");
  return sentAt - start;
}

// chromium.mjs calls it through Playwright.
Object.assign(globalThis, { benchCold: cold });
