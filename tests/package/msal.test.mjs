// @ts-check
/** Tokens from MSAL (js/msal.ts), with a fake of MSAL's application. tests/page/ uses it with the real one. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { tokenFromMsal } from "intune-remote-assistance/msal";

const ada = { homeAccountId: "1", username: "ada@contoso.com" };
const boris = { homeAccountId: "2", username: "boris@contoso.com" };

/** As MSAL throws it. @param {string} name @param {string} errorCode */
const msalError = (name, errorCode) => Object.assign(new Error(errorCode), { name, errorCode });
const MUST_INTERACT = msalError("InteractionRequiredAuthError", "interaction_required");

/**
 * A fake of MSAL's application. It records the requests.
 *
 * @param {object} [given]
 * @param {(typeof ada)[]} [given.accounts]
 * @param {typeof ada | null} [given.active]
 * @param {(request: any) => Promise<{ accessToken: string }>} [given.silent]
 * @param {(request: any) => Promise<{ accessToken: string }>} [given.popup]
 * @param {(request: any) => Promise<void>} [given.redirect]
 */
function fakeMsal({
  accounts = [ada],
  active = null,
  silent = async () => ({ accessToken: "silent" }),
  popup = async () => ({ accessToken: "popup" }),
  redirect = async () => {},
} = {}) {
  /** @type {[method: string, request: any][]} */
  const calls = [];
  /** @param {string} name @param {(request: any) => Promise<any>} answer */
  const method = (name, answer) => (/** @type {any} */ request) => {
    calls.push([name, request]);
    return answer(request);
  };
  return {
    calls,
    getActiveAccount: () => active,
    getAllAccounts: () => accounts,
    acquireTokenSilent: method("silent", silent),
    acquireTokenPopup: method("popup", popup),
    acquireTokenRedirect: method("redirect", redirect),
  };
}

const refuses = async () => {
  throw MUST_INTERACT;
};
const SCOPES = ["https://graph.microsoft.com/DeviceManagementManagedDevices.ReadWrite.All"];

test("a token comes silently, with claims and forceRefresh only when they are asked for", async () => {
  const msal = fakeMsal();
  const token = tokenFromMsal(msal, { interaction: "none" });
  assert.equal(await token(), "silent");
  assert.equal(await token({}), "silent");
  await token({ forceRefresh: true });
  await token({ claims: "{}" });
  assert.deepEqual(
    msal.calls.map(([, request]) => request),
    [
      { scopes: SCOPES, account: ada },
      { scopes: SCOPES, account: ada },
      { scopes: SCOPES, account: ada, forceRefresh: true },
      { scopes: SCOPES, account: ada, claims: "{}" },
    ],
  );
});

test("the scope follows the cloud, unless scopes are given", async () => {
  const msal = fakeMsal();
  await tokenFromMsal(msal, { interaction: "none", cloud: "china" })();
  await tokenFromMsal(msal, { interaction: "none", cloud: "usGov", scopes: ["x"] })();
  assert.deepEqual(
    msal.calls.map(([, { scopes }]) => scopes),
    [["https://microsoftgraph.chinacloudapi.cn/DeviceManagementManagedDevices.ReadWrite.All"], ["x"]],
  );
});

describe("the account", () => {
  const used = async (/** @type {any} */ given, /** @type {any} */ account) => {
    const msal = fakeMsal(given);
    await tokenFromMsal(msal, { interaction: "none", account })();
    return msal.calls[0]?.[1].account;
  };

  test("is the given one, or MSAL's active one, or the only one", async () => {
    assert.equal(await used({ accounts: [ada, boris], active: ada }, boris), boris);
    assert.equal(await used({ accounts: [ada, boris], active: boris }, undefined), boris);
    assert.equal(await used({ accounts: [boris] }, null), boris);
  });

  test("is not guessed among several", async () => {
    const msal = fakeMsal({ accounts: [ada, boris] });
    await assert.rejects(
      tokenFromMsal(msal, { interaction: "popup" })(),
      /several accounts are signed in; pass `account`/,
    );
    assert.deepEqual(msal.calls, []);
  });

  test("is missing: an error without interaction, and a sign-in with it", async () => {
    const none = fakeMsal({ accounts: [] });
    await assert.rejects(tokenFromMsal(none, { interaction: "none" })(), /nobody is signed in/);
    const popup = fakeMsal({ accounts: [] });
    assert.equal(await tokenFromMsal(popup, { interaction: "popup" })(), "popup");
    assert.deepEqual(popup.calls, [["popup", { scopes: SCOPES }]]);
  });
});

describe("interaction", () => {
  test("none: MSAL's error comes through unchanged", async () => {
    const msal = fakeMsal({ silent: refuses });
    await assert.rejects(tokenFromMsal(msal, { interaction: "none" })(), (error) => error === MUST_INTERACT);
    assert.equal(msal.calls.length, 1);
  });

  test("popup: one window for all calls that come meanwhile", async () => {
    /** @type {(result: { accessToken: string }) => void} */
    let close = () => {};
    const msal = fakeMsal({ silent: refuses, popup: () => new Promise((resolve) => void (close = resolve)) });
    /** @type {unknown[]} */
    const reasons = [];
    const token = tokenFromMsal(msal, { interaction: "popup", onInteraction: (reason) => reasons.push(reason) });
    const tokens = [token(), token(), token()];
    while (!msal.calls.some(([method]) => method === "popup")) await new Promise(setImmediate);
    close({ accessToken: "popup" });
    assert.deepEqual(await Promise.all(tokens), ["popup", "popup", "popup"]);
    assert.equal(msal.calls.filter(([method]) => method === "popup").length, 1);
    assert.deepEqual(reasons, [MUST_INTERACT]);
  });

  test("a popup that is blocked or closed ends the call, and the next call opens another one", async () => {
    for (const errorCode of ["popup_window_error", "user_cancelled", "interaction_in_progress"]) {
      const failure = msalError("BrowserAuthError", errorCode);
      const msal = fakeMsal({ silent: refuses, popup: () => Promise.reject(failure) });
      const token = tokenFromMsal(msal, { interaction: "popup" });
      await assert.rejects(token(), (error) => error === failure);
      await assert.rejects(token(), (error) => error === failure);
      assert.equal(msal.calls.filter(([method]) => method === "popup").length, 2);
    }
  });

  test("redirect: the promise is settled although the page is being left", async () => {
    const msal = fakeMsal({ silent: refuses });
    await assert.rejects(tokenFromMsal(msal, { interaction: "redirect" })(), (error) => error === MUST_INTERACT);
    assert.deepEqual(
      msal.calls.map(([method]) => method),
      ["silent", "redirect"],
    );
  });

  test("a hidden frame without an answer leads to a window", async () => {
    for (const errorCode of ["monitor_window_timeout", "timed_out"]) {
      const msal = fakeMsal({ silent: () => Promise.reject(msalError("BrowserAuthError", errorCode)) });
      assert.equal(await tokenFromMsal(msal, { interaction: "popup" })(), "popup");
    }
  });

  test("an error that a sign-in does not solve opens nothing", async () => {
    const offline = msalError("BrowserAuthError", "network_error");
    const msal = fakeMsal({ silent: () => Promise.reject(offline) });
    await assert.rejects(tokenFromMsal(msal, { interaction: "popup" })(), (error) => error === offline);
    assert.equal(msal.calls.length, 1);
  });
});

test("claims are kept until a token meets them, and then no longer", async () => {
  let isMet = false;
  const msal = fakeMsal({
    silent: async () => {
      if (!isMet) throw MUST_INTERACT;
      return { accessToken: "silent" };
    },
    popup: () => Promise.reject(msalError("BrowserAuthError", "user_cancelled")),
  });
  const token = tokenFromMsal(msal, { interaction: "popup" });
  await assert.rejects(token({ claims: "asked" }));
  await assert.rejects(token());
  isMet = true;
  await token();
  await token();
  assert.deepEqual(
    msal.calls.map(([method, { claims }]) => [method, claims]),
    [
      ["silent", "asked"],
      ["popup", "asked"],
      ["silent", "asked"],
      ["popup", "asked"],
      ["silent", "asked"],
      ["silent", undefined],
    ],
  );
});

test("MSAL is initialised before its first use", async () => {
  const order = /** @type {string[]} */ ([]);
  const msal = { ...fakeMsal(), initialize: async () => void order.push("initialize") };
  const { acquireTokenSilent } = msal;
  msal.acquireTokenSilent = (request) => (order.push("silent"), acquireTokenSilent(request));
  await tokenFromMsal(msal, { interaction: "none" })();
  assert.deepEqual(order, ["initialize", "silent"]);
});

describe("arguments that cannot work are named at once", () => {
  // What JavaScript can pass, types or not.
  const make = /** @type {(msal: any, options?: any) => unknown} */ (tokenFromMsal);
  const none = { interaction: "none" };
  /** @type {[row: string, msal: unknown, options: unknown, message: RegExp][]} */
  const rows = [
    ["no msal", undefined, none, /msal must be/],
    ["a missing await", Promise.resolve(fakeMsal()), none, /await/],
    ["no options", fakeMsal(), undefined, /interaction must be/],
    ["null for options", fakeMsal(), null, /interaction must be/],
    ["no interaction", fakeMsal(), {}, /interaction must be/],
    ["a misspelt interaction, which must not open a window", fakeMsal(), { interaction: "Redirect" }, /interaction/],
    ["an unknown cloud", fakeMsal(), { ...none, cloud: "mars" }, /cloud must be "global"/],
    ["null for the cloud", fakeMsal(), { ...none, cloud: null }, /cloud must be "global"/],
    ["a name that every object has", fakeMsal(), { ...none, cloud: "toString" }, /cloud must be "global"/],
  ];
  for (const [row, msal, options, message] of rows) {
    test(row, () => void assert.throws(() => make(msal, options), { name: "TypeError", message }));
  }
});
