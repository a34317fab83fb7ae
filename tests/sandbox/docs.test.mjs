// @ts-check
/** The tables of samples in docs/sandbox.md are the sandbox's own, word for word. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { BEHAVIOURS } from "../../sandbox/tenant/behaviours.mjs";
import { tenant } from "../../sandbox/tenant.mjs";

const section = await readFile(new URL("../../docs/sandbox.md", import.meta.url), "utf8");

/** The rows below a table's heading, without their outer bars and without the spaces that align the columns. */
function tableBelow(/** @type {string} */ heading) {
  const lines = section.split("\n").map((line) => line.replace(/^\| *| *\|$/g, "").replace(/ +\| +/g, " | "));
  const rows = lines.slice(lines.indexOf(heading) + 2);
  return rows.slice(0, rows.indexOf(""));
}

test("every sample admin is in the document", () => {
  assert.deepEqual(
    tableBelow("sample admin | what to expect"),
    tenant.accounts.map(({ displayName, note }) => `${displayName} | ${note}`),
  );
});

test("every device named after what it does is in the document", () => {
  const demoDevices = tenant.devices.filter(({ deviceName }) => deviceName.startsWith("DEMO-"));
  assert.deepEqual(
    tableBelow("sample device | what it does"),
    demoDevices.map(({ deviceName, behaviour }) => `\`${deviceName}\` | ${BEHAVIOURS[behaviour].description}`),
  );
});

test("devices that the document names are there", () => {
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
