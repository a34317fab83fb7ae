// @ts-check
/**
 * `origin` must be an origin. A text that `fetch` reads as another host is rejected, because that host would get the
 * token.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFails, IDS, LIMIT, requestRemoteAssistance, stubFetch, TOKEN, urlFor } from "./support.mjs";

const ACCEPTED = [
  "https://graph.example",
  "https://graph.example:8443",
  "https://graph.example:443",
  "https://graph.example:1",
  "https://graph.example:65535",
  "HTTPS://Graph.EXAMPLE",
  "hTTpS://a",
  "https://a-b.c_d.example",
  "https://xn--bcher-kva.example",
  "https://192.0.2.1",
  "https://192.0.2.1:444",
  "https://[2001:db8::1]",
  "https://[2001:DB8::1]:8443",
  "https://localhost",
  "https://127.0.0.1:1",
  "http://localhost",
  "http://localhost:80",
  "http://localhost:3000",
  "HTTP://LOCALHOST:3000",
  "http://127.0.0.1",
  "http://127.0.0.1:8080",
  "http://[::1]",
  "http://[::1]:8080",
  "http://localhost:443",
  "https://graph.example:80",
];

describe("an origin is accepted, and normalised as the URL standard does", LIMIT, () => {
  for (const origin of ACCEPTED) {
    test(origin, LIMIT, async (t) => {
      const sent = stubFetch(t);
      const url = await urlFor("deviceManagement", { managedDeviceId: "d" }, { origin });
      assert.equal(url, `${new URL(origin).origin}/v1.0/deviceManagement/managedDevices/d/requestRemoteAssistance`);
      await requestRemoteAssistance("deviceManagement", { managedDeviceId: "d" }, TOKEN, { origin });
      assert.deepEqual(
        sent.map((one) => one.url),
        [url],
      );
    });
  }
});

const REJECTED = [
  "",
  " ",
  "graph.example",
  "//graph.example",
  "https",
  "https:",
  "https://",
  "https:///",
  "https:/graph.example",
  "https:graph.example",
  "https:\\\\graph.example",
  "https:/\\graph.example",
  "https://graph.example/",
  "https://graph.example/v1.0",
  "https://graph.example/.",
  "https://graph.example\\",
  "https://graph.example\\@evil.example",
  "https://graph.example?",
  "https://graph.example?a=b",
  "https://graph.example#",
  "https://graph.example#a",
  "https://user@graph.example",
  "https://user:pass@graph.example",
  "https://@graph.example",
  "https://graph.example@evil.example",
  " https://graph.example",
  "https://graph.example ",
  "https://graph.example\n",
  "\thttps://graph.example",
  "ht\ntps://graph.example",
  "https://graph.\nexample",
  "https://graph.\texample",
  "https://graph example",
  "https://graph.example\0",
  "\u00a0https://graph.example",
  "\ufeffhttps://graph.example",
  "http://graph.example",
  "http://graph.microsoft.com",
  "http://localhost.evil.example",
  "http://evil.localhost",
  "http://127.0.0.2",
  "http://127.1",
  "http://0.0.0.0",
  "http://2130706433",
  "http://0x7f000001",
  "http://[::2]",
  "http://[::ffff:127.0.0.1]",
  "http://localhost@evil.example",
  "http://localhost/",
  "http://",
  "ftp://graph.example",
  "ws://graph.example",
  "wss://graph.example",
  "file:///etc",
  "javascript:alert(1)",
  "data:text/html,x",
  "blob:https://graph.example",
  "https://graph.example:",
  "https://graph.example:0",
  "https://graph.example:65536",
  "https://graph.example:99999999999",
  "https://graph.example:-1",
  "https://graph.example:+1",
  "https://graph.example:8a",
  "https://graph.example: 8",
  "https://graph.example:443:443",
  "https://:443",
  "https://graph.example:٣",
  "https://bücher.example",
  "https://graph\uff0eexample",
  "https://ｇraph.example",
  "https://graph.example%2f",
  "https://%67raph.example",
  "https://gra%ph",
  "https://.graph.example",
  "https://graph..example",
  "https://.",
  "https://..",
  "https://*.example",
  "https://a|b",
  "https://a^b",
  "https://a<b>",
  "https://a,b",
  "https://1.2.3",
  "https://1.2.3.256",
  "https://1.2.3.4.5",
  "https://0x7f.1",
  "https://01.02.03.04",
  "https://4294967296",
  "https://a.1",
  "https://[::1",
  "https://::1",
  "https://[]",
  "https://[::1]x",
  "https://[g::]",
  "https://[::1%25eth0]",
  "https://[v1.x]",
  "https://[1.2.3.4]",
  "https://[::1]]",
  "null",
  "undefined",
  `https://${"a".repeat(20_000)}`,
];

describe("a text that is not an allowed origin is rejected", LIMIT, () => {
  for (const origin of REJECTED) {
    test(JSON.stringify(origin.slice(0, 60)), LIMIT, async (t) => {
      const sent = stubFetch(t);
      const expected = { code: "invalidOptions", outcome: "notSent", attempts: 0, field: "options.origin" };
      await assertFails(urlFor("users", IDS.users, { origin }), expected);
      await assertFails(requestRemoteAssistance("users", IDS.users, TOKEN, { origin }), expected);
      assert.equal(sent.length, 0);
    });
  }
});

describe("an origin that is not a string is rejected", LIMIT, () => {
  /** @type {[string, unknown][]} */
  const rows = [
    ["null", null],
    ["a number", 443],
    ["a URL", new URL("https://graph.example")],
    ["a String object", new String("https://graph.example")],
    ["an array", ["https://graph.example"]],
    ["a symbol", Symbol("o")],
    ["a function", () => "https://graph.example"],
    ["true", true],
    ["an object with toString", { toString: () => "https://graph.example" }],
  ];
  for (const [name, origin] of rows) {
    test(name, LIMIT, async () => {
      await assertFails(urlFor("users", IDS.users, { origin }), {
        code: "invalidOptions",
        outcome: "notSent",
        field: "options.origin",
      });
    });
  }
});

/**
 * Origins that the URL standard rejects or rewrites. They must not be used unchanged: `fetch` would throw, or send the
 * request to a host that differs from the text.
 */
const REWRITTEN = [
  "https://[2001:db8:0:0::1]",
  "https://[::ffff:192.0.2.1]",
  "https://[0:0:0:0:0:0:0:1]",
  "https://graph.example:0443",
  "https://graph.example:08443",
  "https://a.0x",
  "https://0",
  "https://a.b.",
  "https://a--b",
  "https://-a",
  "https://a-",
  "https://_a",
  `https://${"a".repeat(64)}.example`,
  `https://${"a.".repeat(200)}example`,
  "http://127.0.0.1:00080",
  "http://[0:0:0:0:0:0:0:1]",
];

describe("an unusual origin is rejected, or normalised as the URL standard does", LIMIT, () => {
  for (const origin of REWRITTEN) {
    test(origin.slice(0, 60), LIMIT, async () => {
      const url = await urlFor("users", IDS.users, { origin }).catch((/** @type {{ field: string }} */ error) => {
        assert.equal(error.field, "options.origin");
      });
      if (url === undefined) return;
      const normalised = URL.canParse(origin) ? new URL(origin).origin : "none";
      assert.equal(url.slice(0, url.indexOf("/v1.0/")), normalised);
    });
  }
});
