// @ts-check
/** The filter language: the accepted filters with their results, and the refused filters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MANAGED_DEVICE } from "../../sandbox/graph/entity-types.mjs";
import { GraphError } from "../../sandbox/graph/errors.mjs";
import { parseFilter } from "../../sandbox/graph/odata/filter.mjs";
import { namedDevices } from "../../sandbox/tenant/devices.mjs";

const found = (/** @type {string} */ filter) =>
  namedDevices.filter(parseFilter(filter, MANAGED_DEVICE)).map(({ deviceName }) => deviceName);
const everyName = namedDevices.map(({ deviceName }) => deviceName);
const allExcept = (/** @type {string[]} */ ...names) => everyName.filter((name) => !names.includes(name));

for (const [filter, expected] of /** @type {[string, string[]][]} */ ([
  ["deviceName eq 'ADA-LAPTOP'", ["ADA-LAPTOP"]],
  ["deviceName eq 'ada-laptop'", ["ADA-LAPTOP"]],
  ["contains(deviceName,'ada-')", ["ADA-LAPTOP", "ADA-PHONE"]],
  ["contains( deviceName , 'ada-' )", ["ADA-LAPTOP", "ADA-PHONE"]],
  ["contains(deviceName,'марии')", ["НОУТБУК-МАРИИ"]],
  ["contains(deviceName,'📱')", ["📱 Zoës Straßen-Handy"]],
  ["contains(deviceName,'o''brien')", ["O'Brien's laptop", "O'Brien's iPad"]],
  ["contains(deviceName,'''s ')", ["O'Brien's laptop", "O'Brien's iPad"]],
  ["deviceName eq ''' or 1 eq 1'", ["' or 1 eq 1"]],
  ["deviceName eq '<b>Bold</b> & \"quoted\", =1+1'", ['<b>Bold</b> & "quoted", =1+1']],
  ["contains(deviceName,'(eq) and, or')", []],
  ["serialNumber eq '5cg''55''obr'", ["O'Brien's laptop"]],
  ["contains(emailAddress,'@contoso.com')", ["GRACE-SURFACE", "GRACE-IPAD"]],
  ["userPrincipalName eq 'siobhan.o''brien@fabrikam.onmicrosoft.com'", ["O'Brien's laptop", "O'Brien's iPad"]],
  ["userPrincipalName eq 'grace_contoso.com#EXT#@fabrikam.onmicrosoft.com'", ["GRACE-SURFACE", "GRACE-IPAD"]],
  ["userPrincipalName eq ''", ["LOBBY-KIOSK"]],
  ["userPrincipalName ne 'ada@fabrikam.onmicrosoft.com'", allExcept("ADA-LAPTOP", "ADA-PHONE")],
  ["not contains(deviceName,'ada-')", allExcept("ADA-LAPTOP", "ADA-PHONE")],
  ["contains(deviceName,'liam') and operatingSystem eq 'macOS'", ["LIAM-MACBOOK"]],
  ["deviceName eq 'ADA-PHONE' or deviceName eq 'ADA-LAPTOP' and operatingSystem eq 'iOS'", ["ADA-PHONE"]],
  ["(deviceName eq 'ADA-PHONE' or deviceName eq 'ADA-LAPTOP') and operatingSystem eq 'Windows'", ["ADA-LAPTOP"]],
  ["((((deviceName eq 'ADA-PHONE'))))", ["ADA-PHONE"]],
  ["  deviceName   eq   'ADA-PHONE'  ", ["ADA-PHONE"]],
  ["contains(deviceName,'')", everyName],
])) {
  test(`${filter} finds ${expected.length}`, () => assert.deepEqual(found(filter), expected));
}

for (const filter of [
  "",
  " ",
  "ada",
  "'ada'",
  "1 eq 1",
  "' or 1 eq 1",
  "deviceName eq '' or 1 eq 1'",
  "deviceName eq '' or 1 eq 1",
  "contains(deviceName,'' or 1 eq 1')",
  "contains(deviceName,'O'Brien')",
  "deviceName eq 'a' or",
  "deviceName eq 'a' xor deviceName eq 'b'",
  "deviceName eq 'a' deviceName eq 'b'",
  "deviceName eq",
  "deviceName",
  "deviceName eq 'a",
  "deviceName eq 'a')",
  "(deviceName eq 'a'",
  "deviceName eq('a')",
  "deviceName eq'a'",
  "deviceName eq 'a'or deviceName eq 'b'",
  "deviceName = 'a'",
  "deviceName EQ 'a'",
  "deviceName eq ada",
  "deviceName eq 5",
  "deviceName eq null",
  'deviceName eq "ada"',
  "deviceName eq ‘ada’",
  "'ada' eq deviceName",
  "devicename eq 'a'",
  "__proto__ eq 'a'",
  "constructor eq 'a'",
  "behaviour eq 'readySoon'",
  "deviceName ne 'a'",
  "deviceName gt 'a'",
  "userPrincipalName gt 'a'",
  "contains(serialNumber,'5CG')",
  "contains(userPrincipalName,'ada')",
  "emailAddress eq 'ada@fabrikam.example'",
  "startswith(deviceName,'ADA')",
  "endswith(deviceName,'TOP')",
  "Contains(deviceName,'ADA')",
  "tolower(deviceName) eq 'ada-laptop'",
  "contains deviceName,'ada'",
  "contains(deviceName)",
  "contains(deviceName,)",
  "contains(deviceName,'a','b')",
  "contains(deviceName,'a'",
  "contains('a',deviceName)",
  "complianceState eq 'compliant'",
  "not",
  "not not",
  "()",
  `${"(".repeat(5_000)}deviceName eq 'a'${")".repeat(5_000)}`,
  `${"not ".repeat(5_000)}deviceName eq 'a'`,
]) {
  test(`refused: ${filter.length > 100 ? `${filter.slice(0, 20)}… (${filter.length} characters)` : filter || "nothing"}`, () => {
    assert.throws(
      () => found(filter),
      (error) => {
        assert.ok(error instanceof GraphError);
        assert.deepEqual([error.status, error.code], [400, "BadRequest"]);
        assert.match(error.message, /^Invalid filter clause: .+\.$/);
        return true;
      },
    );
  });
}
