// @ts-check
/** The sample tables in docs/sandbox.md have the same text as the sandbox's code. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { BEHAVIOURS } from "../../sandbox/tenant/behaviours.mjs";
import { tenant } from "../../sandbox/tenant.mjs";

const section = await readFile(new URL("../../docs/sandbox.md", import.meta.url), "utf8");

/** Returns the rows below a table's heading, without the outer bars and the spaces that align the columns. */
function tableBelow(/** @type {string} */ heading) {
  const lines = section.split("\n").map((line) => line.replace(/^\| *| *\|$/g, "").replace(/ +\| +/g, " | "));
  const rows = lines.slice(lines.indexOf(heading) + 2);
  return rows.slice(0, rows.indexOf(""));
}

test("the document lists every sample admin", () => {
  assert.deepEqual(
    tableBelow("sample admin | what to expect"),
    tenant.accounts.map(({ displayName, note }) => `${displayName} | ${note}`),
  );
});

test("the document lists every DEMO device", () => {
  const demoDevices = tenant.devices.filter(({ deviceName }) => deviceName.startsWith("DEMO-"));
  assert.deepEqual(
    tableBelow("sample device | what it does"),
    demoDevices.map(({ deviceName, behaviour }) => `\`${deviceName}\` | ${BEHAVIOURS[behaviour].description}`),
  );
});

test("the devices that the document names exist", () => {
  const names = tenant.devices.map(({ deviceName }) => deviceName);
  for (const name of [
    "O'Brien's laptop",
    "' or 1 eq 1",
    "НОУТБУК-МАРИИ",
    "📱 Zoës Straßen-Handy",
    '<b>Bold</b> & "quoted", =1+1',
    "LOBBY-KIOSK",
    "OFFICE-PC-001",
    "OFFICE-PC-064",
  ]) {
    assert.ok(section.includes(`\`${name}\``), name);
    assert.ok(names.includes(name), name);
  }
});
