// @ts-check
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { startSandbox } from "../../sandbox/sandbox.mjs";

/** @typedef {import("../../sandbox/sandbox.mjs").Sandbox} Sandbox */

export const PERMISSION = "DeviceManagementManagedDevices.ReadWrite.All";
/** The `scp` of an access token for that permission. */
export const SCP = `openid profile ${PERMISSION}`;
export const SCOPE = `openid profile offline_access https://graph.microsoft.com/${PERMISSION}`;

/** Creates a directory with the given files, and removes it after the tests of the calling file. */
export async function temporaryDirectory(/** @type {Record<string, string>} */ files) {
  const directory = await mkdtemp(join(tmpdir(), "sandbox-"));
  after(() => rm(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

/** Starts a sandbox for all tests of the calling file. */
export async function sandboxForTests(/** @type {Partial<Parameters<typeof startSandbox>[0]>} */ options = {}) {
  const pageDirectory = await temporaryDirectory({ "index.html": "<!doctype html><title>Page</title>" });
  const sandbox = await startSandbox({ pageDirectory, ...options });
  after(() => sandbox.close());
  return sandbox;
}

/** Sends one request unchanged. `fetch` would normalise the path and add headers. */
export function send(
  /** @type {string} */ origin,
  /** @type {{ method?: string, path: string, headers?: Record<string, string>, body?: string }} */ {
    method = "GET",
    path,
    headers,
    body,
  },
) {
  return new Promise(
    (
      /** @type {(reply: { status: number, headers: Record<string, any>, text: string }) => void} */ resolve,
      reject,
    ) => {
      const { hostname, port } = new URL(origin);
      const outgoing = httpRequest({ host: hostname, port, method, path, headers, agent: false }, (incoming) => {
        let text = "";
        incoming.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }));
        incoming.on("error", reject);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    },
  );
}

export function accountNamed(/** @type {Sandbox} */ { tenant }, /** @type {string} */ name) {
  const account = tenant.accounts.find(({ userPrincipalName }) => userPrincipalName.startsWith(`${name}@`));
  if (account === undefined) throw new Error(`no sample account ${name}`);
  return account;
}

export function endpoint(/** @type {Sandbox} */ { entra, tenant }, /** @type {string} */ path) {
  return `${entra.origin}/${tenant.id}/${path}`;
}

/** Returns a valid authorization request with the test's changes; `undefined` removes a parameter. */
export function authorizationRequest(
  /** @type {Sandbox} */ { page, tenant },
  /** @type {Record<string, string | undefined>} */ changes = {},
) {
  const verifier = randomBytes(32).toString("base64url");
  const parameters = {
    client_id: tenant.client.id,
    redirect_uri: `${page.origin}/`,
    response_type: "code",
    response_mode: "fragment",
    scope: SCOPE,
    state: "the state",
    nonce: "the nonce",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    client_info: "1",
    ...changes,
  };
  return { verifier, parameters: form(parameters) };
}

export function form(/** @type {Record<string, string | undefined>} */ fields) {
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return new URLSearchParams(given);
}

/** Submits the sign-in form and returns the parameters of the redirect to the page. */
export async function signIn(
  /** @type {Sandbox} */ sandbox,
  /** @type {string} */ name,
  /** @type {Record<string, string | undefined>} */ changes = {},
) {
  const { verifier, parameters } = authorizationRequest(sandbox, changes);
  parameters.set("account", accountNamed(sandbox, name).userPrincipalName);
  const reply = await fetch(endpoint(sandbox, "oauth2/v2.0/authorize"), {
    method: "POST",
    body: parameters,
    redirect: "manual",
  });
  const location = new URL(reply.headers.get("location") ?? "about:blank");
  const answer = new URLSearchParams(location.hash.slice(1) || location.search);
  return { status: reply.status, location, answer, verifier };
}

/** Posts to the token endpoint like the page. */
export async function requestToken(
  /** @type {Sandbox} */ sandbox,
  /** @type {Record<string, string | undefined>} */ fields,
  /** @type {Record<string, string>} */ headers = { origin: sandbox.page.origin },
) {
  const reply = await fetch(endpoint(sandbox, "oauth2/v2.0/token"), {
    method: "POST",
    headers,
    body: form({ client_id: sandbox.tenant.client.id, ...fields }),
  });
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

/** Signs in and returns the fields that redeem the code. */
export async function codeGrant(
  /** @type {Sandbox} */ sandbox,
  /** @type {string} */ name = "ada",
  /** @type {Record<string, string | undefined>} */ changes = {},
) {
  const { answer, verifier } = await signIn(sandbox, name, changes);
  return {
    grant_type: "authorization_code",
    code: answer.get("code") ?? "",
    code_verifier: verifier,
    redirect_uri: `${sandbox.page.origin}/`,
    client_info: "1",
  };
}

/** Returns an access token that the stand-in signed. `claims` may have values that the stand-in would never issue. */
export function mintAccessToken(
  /** @type {Sandbox} */ sandbox,
  /** @type {{ account?: string, claims?: import("jose").JWTPayload }} */ { account = "ada", claims = {} } = {},
) {
  const { tokens } = sandbox.entra;
  return tokens.sign({ ...tokens.accessTokenClaims(accountNamed(sandbox, account), [PERMISSION]), ...claims });
}

/** Returns a client that calls Graph like the page. It accepts paths below `deviceManagement`, and next links. */
export async function graphClient(
  /** @type {Sandbox} */ sandbox,
  /** @type {{ account?: string, scp?: string }} */ { account, scp } = {},
) {
  const authorization = `Bearer ${await mintAccessToken(sandbox, { account, claims: scp === undefined ? {} : { scp } })}`;
  const request = async (
    /** @type {string} */ method,
    /** @type {string} */ where,
    /** @type {Record<string, string>} */ more = {},
  ) => {
    const base = `${sandbox.graph.origin}/v1.0/deviceManagement/`;
    const path = (where.startsWith(base) ? where : base + where).slice(sandbox.graph.origin.length);
    const reply = await send(sandbox.graph.origin, {
      method,
      path,
      headers: { authorization, accept: "application/json", ...more },
    });
    return { ...reply, body: reply.text === "" ? null : JSON.parse(reply.text) };
  };
  return {
    get: (/** @type {string} */ where, /** @type {Record<string, string>} */ more = {}) => request("GET", where, more),
    post: (/** @type {string} */ where) => request("POST", where),
    /** Returns the items of all pages of a collection. */
    async all(/** @type {string} */ where) {
      const items = [];
      for (let next = where; next !== undefined; ) {
        const { status, body } = await request("GET", next);
        if (status !== 200) throw new Error(`${next}: ${status}`);
        items.push(...body.value);
        next = body["@odata.nextLink"];
      }
      return items;
    },
  };
}

export function deviceNamed(/** @type {Sandbox} */ { tenant }, /** @type {string} */ name) {
  const device = tenant.devices.find(({ deviceName }) => deviceName === name);
  if (device === undefined) throw new Error(`no sample device ${name}`);
  return device;
}
