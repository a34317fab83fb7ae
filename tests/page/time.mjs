// @ts-check
/** Time that stands still, on the page and in the sandbox, until a test plays it. */

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ page: Page, sandbox: import("./support.mjs").Sandbox }} Opened */

/** Further ahead than a slow machine takes from one line to the next: a clock is stopped at a time that is still to come. */
const AHEAD_MS = 60_000;

/**
 * From here on the page's clock shows what the sandbox's does, and stands still.
 *
 * @param {Opened} opened
 */
export async function stopTheClock({ page, sandbox }) {
  await page.clock.install({ time: sandbox.clock.now() });
  sandbox.clock.advance(AHEAD_MS);
  await page.clock.pauseAt(sandbox.clock.now());
}

/**
 * Lets the page say when it is at rest: it has answered everything that it can without the time going on. Beside its clock the
 * page only waits for what is counted here. That the network has an answer would say too little: a slow machine may
 * take its time between that and the page's reading it.
 *
 * It is so from the next load of the page on.
 *
 * @param {import("playwright-core").BrowserContext} context
 */
export async function watchForRest(context) {
  await context.addInitScript(() => {
    let underWay = 0;
    let begun = 0;
    /** @type {(() => void)[]} */
    let waiting = [];
    const ended = () => {
      underWay -= 1;
      if (underWay > 0) return;
      for (const go of waiting) go();
      waiting = [];
    };
    /** @type {(owner: any, ...names: string[]) => void} */
    const watch = (owner, ...names) => {
      for (const name of names) {
        const own = owner[name];
        owner[name] = function (/** @type {unknown[]} */ ...values) {
          underWay += 1;
          begun += 1;
          const promise = own.apply(this, values);
          promise.then(ended, ended);
          return promise;
        };
      }
    };
    watch(globalThis, "fetch");
    watch(Response.prototype, "arrayBuffer", "blob", "json", "text");
    watch(ReadableStreamDefaultReader.prototype, "read");
    watch(WebAssembly, "compile", "instantiate");
    watch(
      SubtleCrypto.prototype,
      "decrypt",
      "deriveKey",
      "digest",
      "encrypt",
      "exportKey",
      "generateKey",
      "importKey",
      "sign",
      "verify",
    );

    const turn = () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => void (port1.close(), resolve(undefined));
        port2.postMessage(null);
      });
    Object.assign(globalThis, {
      rest: async () => {
        let before;
        do {
          if (underWay > 0) await new Promise((resolve) => void waiting.push(() => resolve(undefined)));
          before = begun;
          // Whoever waited for it goes on before the next turn.
          await turn();
        } while (begun > before);
      },
    });
  });
}

/**
 * Lets time pass on both sides, second by second, and every request that is due in between get its answer.
 *
 * @param {Opened} opened  a page of a context that {@link watchForRest} has
 */
export function player({ page, sandbox }) {
  const rest = () =>
    page.evaluate(() => /** @type {typeof globalThis & { rest: () => Promise<void> }} */ (globalThis).rest());
  return async (/** @type {number} */ seconds) => {
    await rest();
    for (let second = 0; second < seconds; second += 1) {
      sandbox.clock.advance(1_000);
      await page.clock.runFor(1_000);
      await rest();
    }
  };
}
