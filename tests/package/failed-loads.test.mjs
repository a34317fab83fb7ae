// @ts-check
/**
 * When the module fails to load, the message names the cause and the remedy, and a later `init` with a valid source
 * works.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { deflateRawSync, gzipSync, inflateRawSync } from "node:zlib";
import {
  assertFails,
  assertHides,
  coldCopy,
  coldSlimCopy,
  ENTRY,
  IDS,
  LIMIT,
  MODULE_FILE,
  SLIM_ENTRY,
  stubFetch,
  TOKEN,
} from "./support.mjs";

const bytes = await readFile(MODULE_FILE);
const INTERNAL = { code: "internal", outcome: "notSent", attempts: 0, status: null, field: null };
const SECRET = "s3cr3t";
const UNCHANGED = "Serve the files of this version unchanged.";
const damaged = (/** @type {number} */ length) =>
  `The module (${length} bytes) is damaged, truncated or another file. ${UNCHANGED}`;
const otherVersion = `The module is of another version, or memory ran out. ${UNCHANGED}`;
const notFetched = "The module was not fetched: check the address, CORS and connect-src.";
const wrongArgument = "init takes bytes, a WebAssembly.Module or what fetch gives.";
const notRead = "The response broke off or was read before: fetch it again.";
const withStatus = (/** @type {string} */ status) => `The module has status ${status}. ${UNCHANGED}`;

const html = "<!doctype html><title>Portal</title>";
const response = (/** @type {BodyInit | null} */ body, /** @type {ResponseInit} */ init = {}) =>
  new Response(body, { headers: { "content-type": "application/wasm" }, ...init });
const used = async () => {
  const one = response(bytes);
  await one.arrayBuffer();
  return one;
};
const breaking = () => {
  const chunks = [bytes.subarray(0, 1_000)];
  return new ReadableStream({
    pull: (controller) => (chunks[0] ? controller.enqueue(chunks.pop()) : controller.error(new Error(SECRET))),
  });
};
const opaque = () =>
  Object.defineProperties(new Response(), { ok: { value: false }, status: { value: 0 }, type: { value: "opaque" } });
/** Valid modules of other projects: an empty one; `(import "a" "a" (func))`; `(func (export "_a"))`. */
const foreign = [
  [],
  [1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 97, 1, 97, 0, 0],
  [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 6, 1, 2, 95, 97, 0, 0, 10, 4, 1, 2, 0, 11],
].map((sections) => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...sections));
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0);
const detached = () => {
  const gone = Uint8Array.from(bytes).buffer;
  structuredClone(gone, { transfer: [gone] });
  return gone;
};

/** A module whose start function never returns. It must not be started. */
const endless = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  4,
  1,
  96,
  0,
  0,
  3,
  2,
  1,
  0,
  8,
  1,
  0,
  10,
  9,
  1,
  7,
  0,
  3,
  64,
  12,
  0,
  11,
  11,
);
/** This module with another last byte, which belongs to its name. */
const otherBuild = () => Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));

/** @type {[string, () => unknown, string][]} */
const CAUSES = [
  ["a module cut in half", () => bytes.subarray(0, bytes.length >> 1), damaged(bytes.length >> 1)],
  ["a module without its last byte", () => response(bytes.subarray(0, -1)), damaged(bytes.length - 1)],
  ["a byte too many", () => Uint8Array.of(...bytes, 0xff), damaged(bytes.length + 1)],
  ["no bytes", () => new ArrayBuffer(0), damaged(0)],
  ["a module that is still compressed", () => gzipSync(bytes), damaged(gzipSync(bytes).length)],
  [
    "a page with status 200, as hosts of single-page applications send it",
    () => response(html, { headers: { "content-type": "text/html" } }),
    damaged(html.length),
  ],
  ["a picture", () => jpeg, damaged(jpeg.length)],
  ["a Response without a body", () => response(null), damaged(0)],
  ["an empty module", () => new WebAssembly.Module(foreign[0] ?? assert.fail()), otherVersion],
  ["a module with an import that does not exist", () => foreign[1], otherVersion],
  ["a module that exports something else", () => response(foreign[2] ?? assert.fail()), otherVersion],
  ["a module whose start never ends", () => endless, otherVersion],
  ["this module of another build", otherBuild, otherVersion],
  ["404", () => response("gone", { status: 404 }), withStatus("404")],
  ["404 with the right bytes", async () => response(bytes, { status: 404 }), withStatus("404")],
  ["500", () => response(html, { status: 500 }), withStatus("500")],
  ["an opaque Response", opaque, withStatus("0: fetch it with CORS")],
  ["Response.error()", () => Response.error(), withStatus("0: fetch it with CORS")],
  ["a Response that was read", used, notRead],
  [
    "a Response whose stream is locked",
    () => {
      const one = response(bytes);
      one.body?.getReader();
      return one;
    },
    notRead,
  ],
  ["a Response that breaks off", () => response(breaking()), notRead],
  ["a fetch that fails", () => Promise.reject(new TypeError(`Failed to fetch ${SECRET}`)), notFetched],
  ["a promise that is rejected with undefined", () => Promise.reject(), notFetched],
  [
    "a thenable that throws",
    () => ({
      then() {
        throw new Error(SECRET);
      },
    }),
    notFetched,
  ],
  ["undefined", () => undefined, wrongArgument],
  ["null", () => null, wrongArgument],
  ["a number", () => 7, wrongArgument],
  ["a URL as text", () => MODULE_FILE.href, wrongArgument],
  ["a URL", () => MODULE_FILE, wrongArgument],
  ["a promise of a URL as text", async () => MODULE_FILE.href, wrongArgument],
  ["an object", () => ({}), wrongArgument],
  ["a symbol", () => Symbol(SECRET), wrongArgument],
  ["a function", () => () => bytes, wrongArgument],
  [
    "a proxy that throws",
    () =>
      new Proxy(
        {},
        {
          has() {
            throw new Error(SECRET);
          },
          getPrototypeOf() {
            throw new Error(SECRET);
          },
        },
      ),
    wrongArgument,
  ],
  ["a detached buffer", detached, wrongArgument],
];

describe("slim: init rejects an invalid source, and works with a valid one after it", LIMIT, () => {
  for (const [name, source, message] of CAUSES) {
    test(name, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const copy = await coldSlimCopy();
      const [error] = await Promise.all([
        assertFails(copy.init(source()), { ...INTERNAL, message: `${message} Nothing was sent.` }, "init", copy),
        assertFails(copy.requestRemoteAssistance("users", IDS.users, TOKEN), INTERNAL, "a call at once", copy),
      ]);
      assertHides(error, SECRET);
      assert.ok(!Object.hasOwn(error, "cause"));
      assert.equal(sent.length, 0);
      await copy.init(response(bytes));
      assert.equal((await copy.requestRemoteAssistance("users", IDS.users, TOKEN)).status, 204);
    });
  }
});

describe("main: init rejects when the inlined module is", LIMIT, () => {
  let texts = 0;
  /** The main entry with another text in place of the inlined module. @returns {Promise<any>} */
  const withText = async (/** @type {(text: string) => string} */ change) => {
    const code = await readFile(new URL(ENTRY), "utf8");
    const text = /"([A-Za-z0-9+/=]{10000,})"/.exec(code)?.[1] ?? assert.fail("no inlined module");
    const changed = code
      .replace(text, () => change(text))
      .replaceAll('"./slim.js"', JSON.stringify(`${SLIM_ENTRY}?text=${++texts}`));
    return import(`data:text/javascript,${encodeURIComponent(changed)}`);
  };
  const inflated = (/** @type {string} */ text) => inflateRawSync(Buffer.from(text, "base64"));
  const deflated = (/** @type {Uint8Array} */ content) => deflateRawSync(content).toString("base64");
  const damagedText = `The module inside the JavaScript is damaged. ${UNCHANGED}`;
  /** @type {[string, (text: string) => string, string][]} */
  const CHANGES = [
    ["not base64", (text) => text.replace("A", "\u00e4"), damagedText],
    ["cut in half", (text) => text.slice(0, (text.length >> 3) << 2), damagedText],
    ["empty", () => "", damagedText],
    ["not compressed", (text) => inflated(text).toString("base64"), damagedText],
    ["compressed with gzip", (text) => gzipSync(inflated(text)).toString("base64"), damagedText],
    ["half a module", (text) => deflated(inflated(text).subarray(0, 30_000)), damaged(30_000)],
    ["another module", () => deflated(foreign[0] ?? assert.fail()), otherVersion],
  ];
  for (const [name, change, message] of CHANGES) {
    test(name, LIMIT, async () => {
      const copy = await withText(change);
      for (const again of ["the first time", "once more"]) {
        await assertFails(copy.init(), { ...INTERNAL, message: `${message} Nothing was sent.` }, again, copy);
      }
    });
  }
  test("main: init works with the inlined module as it was built", LIMIT, async () => {
    const copy = await withText((text) => text);
    assert.equal(await copy.init(), undefined);
  });
});

describe("init names the cause when the environment cannot compile, and works later", LIMIT, () => {
  const blocked =
    "WebAssembly is blocked: the Content-Security-Policy needs script-src 'wasm-unsafe-eval'. Nothing was sent.";
  for (const [entry, load] of /** @type {[string, () => Promise<any>][]} */ ([
    ["main", coldCopy],
    ["slim", coldSlimCopy],
  ])) {
    for (const Native of [WebAssembly.CompileError, EvalError, Error]) {
      test(`${entry}, WebAssembly.compile rejects with ${Native.name}`, LIMIT, async (t) => {
        const copy = await load();
        const { mock } = t.mock.method(WebAssembly, "compile", async () => {
          throw new Native(SECRET);
        });
        const error = await assertFails(copy.init(response(bytes)), { ...INTERNAL, message: blocked }, "init", copy);
        assertHides(error, SECRET);
        mock.restore();
        assert.equal(await copy.init(response(bytes)), undefined, "the next init works");
      });
    }
    test(
      `${entry}, a WebKit whose policy forbids WebAssembly: it compiles, and refuses every instance`,
      LIMIT,
      async (t) => {
        const copy = await load();
        const { mock } = t.mock.method(WebAssembly, "Instance", function () {
          throw new EvalError(SECRET);
        });
        await assertFails(copy.init(response(bytes)), { ...INTERNAL, message: blocked }, "init", copy);
        mock.restore();
        assert.equal(await copy.init(response(bytes)), undefined, "the next init works");
      },
    );
    test(`${entry}, an instance of this module alone is refused`, LIMIT, async (t) => {
      const copy = await load();
      const { Instance } = WebAssembly;
      const { mock } = t.mock.method(WebAssembly, "Instance", function (/** @type {WebAssembly.Module} */ module) {
        if (WebAssembly.Module.exports(module).length > 0) throw new WebAssembly.LinkError(SECRET);
        return new Instance(module);
      });
      const message =
        "The module is of another version, or memory ran out. Serve the files of this version unchanged. Nothing was sent.";
      await assertFails(copy.init(response(bytes)), { ...INTERNAL, message }, "init", copy);
      mock.restore();
      assert.equal(await copy.init(response(bytes)), undefined, "the next init works");
    });
    test(`${entry}: a call works after a failed call`, LIMIT, async (t) => {
      const copy = await load();
      const { mock } = t.mock.method(WebAssembly, "compile", () => {
        throw new Error(SECRET);
      });
      if (entry === "slim") void copy.init(bytes).catch(() => {});
      await assertFails(copy.urlFor("users", IDS.users), { ...INTERNAL, message: blocked }, "the call", copy);
      mock.restore();
      assert.match(await copy.urlFor("users", IDS.users), /^https:/);
    });
    for (const name of ["Module", "compile", "Instance"]) {
      test(`${entry}, without WebAssembly.${name}`, LIMIT, async (t) => {
        const copy = await load();
        const original = Object.getOwnPropertyDescriptor(WebAssembly, name) ?? assert.fail();
        Reflect.deleteProperty(WebAssembly, name);
        const restore = () => void Object.defineProperty(WebAssembly, name, original);
        t.after(restore);
        const promise = copy.init(response(bytes));
        const message = `This environment has no WebAssembly.${name}. Use a browser that has it, or define it before the call. Nothing was sent.`;
        await assertFails(promise, { ...INTERNAL, message }, "init", copy);
        restore();
        assert.equal(await copy.init(response(bytes)), undefined, "the next init works");
      });
    }
  }
  test("main, with a DecompressionStream that does not know deflate-raw", LIMIT, async (t) => {
    const copy = await coldCopy();
    const Original = globalThis.DecompressionStream;
    t.after(() => void (globalThis.DecompressionStream = Original));
    globalThis.DecompressionStream = /** @type {any} */ (
      class {
        constructor() {
          throw new TypeError(SECRET);
        }
      }
    );
    const message =
      'This environment has no DecompressionStream("deflate-raw"). Use a browser that has it, or define it before the call. Nothing was sent.';
    await assertFails(copy.init(), { ...INTERNAL, message }, "init", copy);
    globalThis.DecompressionStream = Original;
    assert.equal(await copy.init(), undefined, "the next init works");
  });
});
