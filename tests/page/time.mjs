// @ts-check
/** Clocks of the page and of the sandbox that stand still until a test moves them. */

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ page: Page, sandbox: import("./support.mjs").Sandbox }} Opened */

/** `pauseAt` needs a time in the future. No machine takes this long from `install` to `pauseAt`. */
const AHEAD_MS = 60_000;

/**
 * Sets the page's clock to the sandbox's time and stops it.
 *
 * @param {Opened} opened
 */
export async function stopClocks({ page, sandbox }) {
  await page.clock.install({ time: sandbox.clock.now() });
  sandbox.clock.advance(AHEAD_MS);
  await page.clock.pauseAt(sandbox.clock.now());
}

/**
 * Counts the pending operations of every page that the context loads from now on. The page then offers `settled()`, which
 * resolves once no operation is pending: the page can do no more until its clock moves. Apart from timers, the page waits only
 * for the operations that are counted here. Waiting for the network alone is not enough: on a slow machine, a reply may arrive
 * long before the page reads it.
 *
 * @param {import("playwright-core").BrowserContext} context
 */
export async function countPendingWork(context) {
  await context.addInitScript(() => {
    let pending = 0;
    let started = 0;
    /** @type {(() => void)[]} */
    let waiting = [];
    const ended = () => {
      pending -= 1;
      if (pending > 0) return;
      for (const go of waiting) go();
      waiting = [];
    };
    /** @type {(owner: any, ...names: string[]) => void} */
    const count = (owner, ...names) => {
      for (const name of names) {
        const own = owner[name];
        owner[name] = function (/** @type {unknown[]} */ ...values) {
          pending += 1;
          started += 1;
          const promise = own.apply(this, values);
          promise.then(ended, ended);
          return promise;
        };
      }
    };
    count(globalThis, "fetch");
    count(Response.prototype, "arrayBuffer", "blob", "json", "text");
    count(ReadableStreamDefaultReader.prototype, "read");
    count(WebAssembly, "compile", "instantiate");
    count(
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

    // A lock that is held is no pending operation, but one that is being asked for is.
    const request = LockManager.prototype.request;
    LockManager.prototype.request = /** @type {any} */ (
      /** @this {LockManager} */
      function (
        /** @type {string} */ name,
        /** @type {LockOptions} */ options,
        /** @type {LockGrantedCallback<any>} */ granted,
      ) {
        if (!options.ifAvailable) return request.call(this, name, options, granted);
        pending += 1;
        started += 1;
        return request.call(this, name, options, (lock) => {
          queueMicrotask(ended);
          return granted(lock);
        });
      }
    );

    const nextTask = () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => void (port1.close(), resolve(undefined));
        port2.postMessage(null);
      });
    Object.assign(globalThis, {
      settled: async () => {
        let before;
        do {
          if (pending > 0) await new Promise((resolve) => void waiting.push(() => resolve(undefined)));
          before = started;
          // The code that awaited the operation runs before the next task.
          await nextTask();
        } while (started > before);
      },
    });
  });
}

/**
 * Creates a function that moves both clocks forward second by second. After each second it waits until the page has handled all
 * replies.
 *
 * @param {Opened} opened  a page of a context that {@link countPendingWork} was called for
 */
export function clockRunner({ page, sandbox }) {
  const settled = () =>
    page.evaluate(() => /** @type {typeof globalThis & { settled: () => Promise<void> }} */ (globalThis).settled());
  return async (/** @type {number} */ seconds) => {
    await settled();
    for (let second = 0; second < seconds; second += 1) {
      sandbox.clock.advance(1_000);
      await page.clock.runFor(1_000);
      await settled();
    }
  };
}
