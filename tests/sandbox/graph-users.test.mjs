// @ts-check
/** People of the directory, and their devices. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mintAccessToken, sandboxForTests, send } from "./support.mjs";

const sandbox = await sandboxForTests();
const PEOPLE = "User.ReadBasic.All";
const DEVICES = "DeviceManagementManagedDevices.Read.All";

async function get(
  /** @type {string} */ path,
  /** @type {{ scp?: string, headers?: Record<string, string> }} */ {
    scp = PEOPLE,
    headers = { consistencylevel: "eventual" },
  } = {},
) {
  const authorization = `Bearer ${await mintAccessToken(sandbox, { claims: { scp } })}`;
  const reply = await send(sandbox.graph.origin, {
    path: `/v1.0/${path}`,
    headers: { authorization, accept: "application/json", ...headers },
  });
  return { status: reply.status, body: JSON.parse(reply.text) };
}
const searchFor = (/** @type {string} */ text) =>
  get(`users?$select=id,displayName,userPrincipalName,mail&$search=${encodeURIComponent(text)}`);
const namesOf = (/** @type {{ value: any[] }} */ { value }) => value.map(({ displayName }) => displayName);

test("a search finds people by the beginnings of words, in any of the properties, and ignores case", async () => {
  assert.deepEqual(namesOf((await searchFor('"displayName:wint"')).body), ["Ada Winter"]);
  assert.deepEqual(namesOf((await searchFor('"displayName:nov" OR "mail:dana"')).body), ["Liam Novak", "Dana Demir"]);
  assert.deepEqual(namesOf((await searchFor('"displayName:inter"')).body), []);
  assert.deepEqual(namesOf((await searchFor('"displayName:иван"')).body), ["Мария Иванова", "Иван Щукин"]);
});

test("a search needs ConsistencyLevel: eventual, quotes, known properties and its permission", async () => {
  const search = `users?$search=${encodeURIComponent('"displayName:ada"')}`;
  assert.equal((await get(search)).status, 200);
  assert.equal((await get(search, { headers: {} })).status, 400);
  assert.equal((await get(search, { scp: DEVICES })).status, 403);
  for (const text of ["displayName:ada", '"displayName:a"b"', '"nickname:ada"', '"displayName:a" AND "mail:a"', ""]) {
    const { status } = await searchFor(text);
    assert.equal(status, text === "" ? 200 : 400, text);
  }
});

test("a person's devices are found by id and by sign-in name", async () => {
  const ada = sandbox.tenant.users[0];
  for (const id of [ada?.id, "ADA@fabrikam.onmicrosoft.com"]) {
    const { status, body } = await get(`users/${id}/managedDevices?$select=deviceName`, { scp: DEVICES });
    assert.equal(status, 200);
    assert.deepEqual(
      body.value.map((/** @type {any} */ { deviceName }) => deviceName),
      ["ADA-LAPTOP", "ADA-PHONE"],
    );
  }
  assert.equal((await get("users/nobody/managedDevices", { scp: DEVICES })).status, 404);
});
