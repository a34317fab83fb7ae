// @ts-check
/** `RemoteAssistanceError` is an `Error` with a name, and its fields survive logging and JSON. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { RemoteAssistanceError } from "intune-remote-assistance";
import { call, coldCopy, failure, IDS, inChild, LIMIT, stubFetch, urlFor } from "./support.mjs";

const FIELDS = {
  code: "invalidIds",
  outcome: "notSent",
  attempts: 0,
  status: null,
  graphCode: null,
  graphMessage: null,
  activityId: null,
  requestId: null,
  clientRequestId: null,
  retryAfterMs: null,
  claims: null,
  field: "ids.usersId",
};

test("a failure is an Error of the class RemoteAssistanceError", LIMIT, async () => {
  const error = await failure(urlFor("users", {}));
  assert.ok(error instanceof Error && error instanceof RemoteAssistanceError);
  assert.equal(Object.getPrototypeOf(error), RemoteAssistanceError.prototype);
  assert.equal(Object.getPrototypeOf(RemoteAssistanceError), Error);
  assert.equal(error.name, "RemoteAssistanceError");
  assert.equal(Object.prototype.toString.call(error), "[object Error]");
});

test("the class keeps its name after minification", LIMIT, async () => {
  assert.equal(RemoteAssistanceError.name, "RemoteAssistanceError");
  assert.match(inspect(await failure(urlFor("users", {}))), /^RemoteAssistanceError: /, "as console.log shows it");
});

test("String(error) and the stack begin with the name and the message", LIMIT, async () => {
  const error = await failure(urlFor("users", {}));
  const head = `RemoteAssistanceError: ${error.message}`;
  assert.equal(String(error), head);
  assert.ok(error.stack?.startsWith(`${head}\n`), error.stack);
});

test("message, name and cause are not enumerable", LIMIT, async () => {
  const error = await failure(call({ signal: AbortSignal.abort("text") }));
  assert.deepEqual(Object.keys(error).sort(), Object.keys(FIELDS).sort());
  assert.equal(Object.getOwnPropertyDescriptor(error, "message")?.enumerable, false);
  assert.equal(Object.getOwnPropertyDescriptor(error, "cause")?.enumerable, false);
  assert.ok(!Object.hasOwn(error, "name"));
});

test("JSON.stringify contains the fields", LIMIT, async () => {
  assert.deepEqual(JSON.parse(JSON.stringify(await failure(urlFor("users", {})))), FIELDS);
});

test("an error from before the module is loaded has the same fields", LIMIT, async () => {
  const copy = await coldCopy();
  const aborted = copy.requestRemoteAssistance("users", IDS.users, "token", { signal: AbortSignal.abort() });
  const error = await failure(aborted, "cold", copy);
  assert.deepEqual(JSON.parse(JSON.stringify(error)), { ...FIELDS, code: "aborted", field: null });
});

test("two errors do not share an object", LIMIT, async () => {
  const [first, second] = [await failure(urlFor("users", {})), await failure(urlFor("users", {}))];
  assert.notEqual(first, second);
  assert.deepEqual({ ...first }, { ...second });
});

test(
  "every message is a sentence with a full stop, and says whether the device may have been asked",
  LIMIT,
  async (t) => {
    /** @type {[number, RegExp][]} */
    const rows = [
      [400, /The device was not asked/],
      [404, /The device was not asked/],
      [500, /check the device before you send it again/],
      [200, /check the device before/],
    ];
    for (const [status, consequence] of rows) {
      stubFetch(t, async () => new Response(null, { status }));
      const { message } = await failure(call(), `${status}`);
      assert.match(message, consequence, `${status}`);
      assert.match(message, /^[A-Z].*\.$/, `${status}`);
    }
    assert.match((await failure(urlFor("users", {}))).message, /usersId.*Nothing was sent\.$/);
  },
);

test("instanceof works within one copy of the package, and the name works across copies", LIMIT, async () => {
  const copy = await coldCopy();
  /** @type {Error} */
  const error = await failure(copy.urlFor("users", {}), "the copy's", copy);
  assert.equal(error instanceof RemoteAssistanceError, false);
  assert.equal(error.name, "RemoteAssistanceError");
});

test("Node prints an uncaught error with its name and message", LIMIT, async () => {
  await assert.rejects(
    inChild(`const { urlFor } = await import(ENTRY); await urlFor("users", {});`),
    (/** @type {Error} */ error) => /RemoteAssistanceError: ids\.usersId is missing/.test(error.message),
  );
});
