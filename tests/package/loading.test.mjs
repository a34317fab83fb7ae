// @ts-check
/** A call loads the module once. Importing the package uses nothing of its environment. */
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import {
  assertFails,
  coldCopy,
  IDS,
  inChild,
  init,
  LIMIT,
  MODULE_FILE,
  requestRemoteAssistance,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const { size } = await stat(MODULE_FILE);

/**
 * Counts how often the module is compiled. Compilations of other sizes are ignored, because Node's `fetch` compiles a
 * module too.
 */
function countCompilations(/** @type {import("node:test").TestContext} */ t) {
  const { mock } = t.mock.method(WebAssembly, "compile");
  return () => mock.calls.filter((one) => /** @type {ArrayBuffer} */ (one.arguments[0]).byteLength === size).length;
}

describe("the module is compiled once", LIMIT, () => {
  test("for two concurrent calls of init", LIMIT, async (t) => {
    const compilations = countCompilations(t);
    const copy = await coldCopy();
    assert.equal(compilations(), 0, "compilations by importing");
    assert.deepEqual(await Promise.all([copy.init(), copy.init()]), [undefined, undefined]);
    await copy.init();
    assert.equal(compilations(), 1);
  });
  test("for a concurrent init and call", LIMIT, async (t) => {
    stubFetch(t);
    const compilations = countCompilations(t);
    const copy = await coldCopy();
    const [, receipt] = await Promise.all([copy.init(), copy.requestRemoteAssistance("users", IDS.users, TOKEN)]);
    assert.equal(receipt.status, 204);
    assert.equal(compilations(), 1);
  });
  test("for ten concurrent calls without init", LIMIT, async (t) => {
    const sent = stubFetch(t);
    const compilations = countCompilations(t);
    const copy = await coldCopy();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        copy.requestRemoteAssistance("deviceManagement", { managedDeviceId: `${index}` }, TOKEN),
      ),
    );
    assert.deepEqual(
      sent.map(({ url }) => url.split("/").at(-2)),
      [..."0123456789"],
      "the order of the requests",
    );
    assert.equal(compilations(), 1);
  });
});

test("a call works after a failed load", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const compile = t.mock.method(WebAssembly, "compile", async () => {
    throw new WebAssembly.CompileError("refused by the policy, with s3cr3t");
  });
  const copy = await coldCopy();
  const expected = { code: "internal", outcome: "notSent", attempts: 0 };
  const [first, second] = await Promise.all([
    assertFails(copy.init(), expected, "init", copy),
    assertFails(copy.requestRemoteAssistance("users", IDS.users, TOKEN), expected, "a call at once", copy),
  ]);
  for (const { message } of [first, second]) {
    assert.match(message, /Content-Security-Policy/);
    assert.ok(!message.includes("s3cr3t"), "the text of the native error is hidden");
  }
  compile.mock.restore();
  assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204);
  assert.equal(sent.length, 1);
});

test("init of the main entry ignores its arguments", LIMIT, async () => assert.equal(await init(null, 1), undefined));

test("the CommonJS entry has the same exports and sends the same request", LIMIT, async (t) => {
  const sent = stubFetch(t);
  const required = createRequire(import.meta.url)("intune-remote-assistance");
  assert.deepEqual(Object.keys(required).sort(), Object.keys(await import("intune-remote-assistance")).sort());
  assert.equal((await required.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204);
  await requestRemoteAssistance("users", IDS.users, TOKEN);
  assert.equal(sent[0].url, sent[1].url);
  await assertFails(required.urlFor("users", {}), { code: "invalidIds", field: "ids.usersId" }, "an error", required);
});

/** The interfaces that a call needs from its environment. */
const INTERFACES = [
  "fetch",
  "WebAssembly",
  "TextDecoder",
  "TextEncoder",
  "DecompressionStream",
  "Headers",
  "AbortController",
  "atob",
];

describe("without an interface, importing works, and a call names the missing one", () => {
  const variants = [
    ["", ""],
    [" is undefined", "value: undefined"],
    [" cannot be read", 'get() { throw new Error("a trap"); }'],
  ];
  for (const [name, variant, stub] of INTERFACES.flatMap((name) =>
    variants.map(([variant, stub]) => [name, variant, stub]),
  )) {
    test(`${name}${variant}`, LIMIT, async () => {
      const seen = await inChild(`
        globalThis.fetch = async () => ({ status: 204, headers: new Map() });
        const kept = Object.getOwnPropertyDescriptor(globalThis, "${name}");
        delete globalThis.${name};
        if ("${name}" in globalThis) throw new Error("still there");
        if (${Boolean(stub)}) Object.defineProperty(globalThis, "${name}", { configurable: true, ${stub} });
        const { requestRemoteAssistance, RemoteAssistanceError } = await import(ENTRY);
        const one = () => requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, "token");
        const error = await one().catch((error) => error);
        const own = error instanceof RemoteAssistanceError;
        Object.defineProperty(globalThis, "${name}", kept);
        report({ own, code: error.code, outcome: error.outcome, attempts: error.attempts, message: error.message, healed: (await one()).status });
      `);
      const { message, ...rest } = seen;
      assert.deepEqual(rest, { own: true, code: "internal", outcome: "notSent", attempts: 0, healed: 204 });
      assert.match(message, new RegExp(`\\b${name}\\b`));
    });
  }

  test("all interfaces missing, by import and by require", LIMIT, async () => {
    const seen = await inChild(`
      const { createRequire } = await import("node:module");
      const { dirname } = await import("node:path");
      const { fileURLToPath } = await import("node:url");
      const file = fileURLToPath(ENTRY);
      for (const name of ${JSON.stringify(INTERFACES)}) delete globalThis[name];
      const copies = [await import(ENTRY), createRequire(file)(file.replace(/index\\.js$/, "index.cjs")), await import(SLIM_ENTRY)];
      const codes = [];
      for (const { urlFor } of copies) codes.push(await urlFor("deviceManagement", { managedDeviceId: "d" }).catch(({ code }) => code));
      report(codes);
    `);
    // The slim entry fails with the same code, because importing the main entry has set its source of the module.
    assert.deepEqual(seen, ["internal", "internal", "internal"]);
  });
});

describe("an enumerable property of Object.prototype does not disturb loading", LIMIT, () => {
  const POLLUTE = `Object.prototype.added = "by an old library";`;
  for (const [entry, loading] of [
    ["import", "await import(ENTRY)"],
    ["require", "createRequire(import.meta.url)(fileURLToPath(ENTRY).replace(/index\\.js$/, 'index.cjs'))"],
  ]) {
    test(entry, LIMIT, async () => {
      const seen = await inChild(`
        const { createRequire } = await import("node:module");
        const { fileURLToPath } = await import("node:url");
        ${POLLUTE}
        let end;
        try {
          const { urlFor } = ${loading};
          end = await urlFor("deviceManagement", { managedDeviceId: "d" });
        } catch (error) {
          end = error.code ?? String(error);
        }
        delete Object.prototype.added;
        report({ end });
      `);
      assert.equal(
        seen.end,
        "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/d/requestRemoteAssistance",
      );
    });
  }
});

test("importing and init add no global", LIMIT, async () => {
  const added = await inChild(`
    new Response(); // Node adds globals at the first use of its own classes.
    await fetch("data:,");
    const before = new Set(Reflect.ownKeys(globalThis));
    const { init } = await import(ENTRY);
    await import(SLIM_ENTRY);
    await init();
    report(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String));
  `);
  assert.deepEqual(added, []);
});

test("a finished call does not keep the process alive", LIMIT, async () => {
  const { msToExit } = await inChild(`
    globalThis.fetch = async () => ({ status: 204, headers: new Map() });
    const { requestRemoteAssistance } = await import(ENTRY);
    await requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, async () => "token", { signal: new AbortController().signal });
    const ended = performance.now();
    process.on("exit", () => report({ msToExit: performance.now() - ended }));
  `);
  assert.ok(msToExit < 8_000, "the process ended before the timeout of 30 s");
});
