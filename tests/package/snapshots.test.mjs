// @ts-check
/** A call uses the arguments as they are at the time of the call. It reads each own property once. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  call,
  coldCopy,
  DEVICE,
  IDS,
  LIMIT,
  requestRemoteAssistance,
  settled,
  stubFetch,
  TOKEN,
  USER,
  urlFor,
} from "./support.mjs";

const PATH = `/v1.0/users/${encodeURIComponent(USER)}/managedDevices/${DEVICE}/requestRemoteAssistance`;
const loadedCopy = async () => ({ requestRemoteAssistance, urlFor });

for (const [state, copyFor] of /** @type {[string, () => Promise<any>][]} */ ([
  ["not loaded", coldCopy],
  ["loaded", loadedCopy],
])) {
  describe(`while the module is ${state}`, LIMIT, () => {
    test("changes of ids and options after the call have no effect", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await copyFor();
      const ids = { ...IDS.users };
      /** @type {Record<string, unknown>} */
      const options = { origin: "https://right.example" };
      const requesting = copy.requestRemoteAssistance("users", ids, TOKEN, options);
      const building = copy.urlFor("users", ids, options);
      ids.managedDeviceId = "another";
      ids.usersId = "../../evil";
      options.origin = "https://evil.example";
      options.extra = 1;
      await requesting;
      assert.equal(await building, `https://right.example${PATH}`);
      assert.deepEqual(
        sent.map(({ url }) => url),
        [`https://right.example${PATH}`],
      );
    });

    test("a loop of calls may change and reuse one ids object", LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await copyFor();
      const ids = { managedDeviceId: "" };
      const calls = ["a", "b", "c"].map((id) => {
        ids.managedDeviceId = id;
        return copy.requestRemoteAssistance("deviceManagement", ids, TOKEN);
      });
      await Promise.all(calls);
      assert.deepEqual(
        sent.map(({ url }) => url.split("/").at(-2)),
        ["a", "b", "c"],
      );
    });

    test("a signal that is deleted from the options after the call still ends it", LIMIT, async (t) => {
      stubFetch(t, () => new Promise(() => {}));
      const copy = await copyFor();
      const controller = new AbortController();
      /** @type {{ signal?: AbortSignal }} */
      const options = { signal: controller.signal };
      const requesting = copy.requestRemoteAssistance("users", IDS.users, TOKEN, options);
      delete options.signal;
      await settled();
      controller.abort("mine");
      await assert.rejects(requesting, { code: "aborted", cause: "mine" });
    });

    test("each id and each option is read exactly once", LIMIT, async (t) => {
      stubFetch(t);
      const copy = await copyFor();
      /** @type {Record<string, number>} */
      const reads = {};
      const counted = (/** @type {Record<string, unknown>} */ values) =>
        Object.defineProperties(
          {},
          Object.fromEntries(
            Object.entries(values).map(([name, value]) => [
              name,
              {
                enumerable: true,
                get: () => {
                  reads[name] = (reads[name] ?? 0) + 1;
                  return reads[name] === 1 ? value : `read ${reads[name]} times`;
                },
              },
            ]),
          ),
        );
      const options = { origin: "https://graph.example", timeoutMs: 5_000, signal: new AbortController().signal };
      await copy.requestRemoteAssistance("users", counted(IDS.users), TOKEN, counted(options));
      assert.deepEqual(reads, { usersId: 1, managedDeviceId: 1, origin: 1, timeoutMs: 1, signal: 1 });
    });
  });
}

describe("a polluted Object.prototype has no effect", LIMIT, () => {
  /** @type {[string, unknown][]} */
  const pollution = [
    ["managedDeviceId", "evil"],
    ["usersId", "evil"],
    ["origin", "https://evil.example"],
    ["cloud", "china"],
    ["timeoutMs", 1],
    ["signal", AbortSignal.abort("evil")],
    ["timeout", 5],
  ];
  const rows = pollution
    .flatMap(([name, value]) => [
      { name, value, enumerable: true },
      { name, value, enumerable: false },
    ])
    // Node's streams, which decompress the module, would use an inherited signal.
    .filter(({ name, enumerable }) => name !== "signal" || enumerable);
  for (const { name, value, enumerable } of rows) {
    test(`${name}, ${enumerable ? "enumerable" : "not enumerable, while the module loads"}`, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldCopy();
      // loading.test.mjs tests an enumerable property while the module loads.
      if (enumerable) await copy.init();
      const clean = () => Reflect.deleteProperty(Object.prototype, name);
      t.after(clean);
      Object.defineProperty(Object.prototype, name, { configurable: true, enumerable, writable: true, value });
      const outcomes = await Promise.allSettled([
        call(),
        call({ cloud: "usGov" }),
        copy.urlFor("users", IDS.users),
        urlFor("users", IDS.users, {}),
        urlFor("deviceManagement", {}),
      ]);
      clean();
      const [first, second, cold, warm, missing] = outcomes.map((end) =>
        end.status === "fulfilled" ? end.value : end.reason.code,
      );
      // Both calls name the same device. They do not block each other, because their origins differ.
      assert.deepEqual(
        [first.status, second.status, missing],
        [204, 204, "invalidIds"],
        `${first} ${second} ${missing}`,
      );
      assert.deepEqual([cold, warm], Array(2).fill(`https://graph.microsoft.com${PATH}`));
      assert.deepEqual(
        sent.map(({ url }) => new URL(url).host),
        ["graph.microsoft.com", "graph.microsoft.us"],
      );
    });
  }

  test("cause: an error without a cause does not get one", LIMIT, async (t) => {
    t.after(() => Reflect.deleteProperty(Object.prototype, "cause"));
    Object.defineProperty(Object.prototype, "cause", { configurable: true, writable: true, value: "evil" });
    const error = await urlFor("users", {}).catch((/** @type {unknown} */ reason) => reason);
    Reflect.deleteProperty(Object.prototype, "cause");
    assert.ok(!Object.hasOwn(error, "cause"));
  });
});
