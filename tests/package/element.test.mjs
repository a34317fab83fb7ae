// @ts-check
/** The entry `./element` outside a browser, and what the package says about the element. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inChild, LIMIT } from "./support.mjs";

const entry = import.meta.resolve("intune-remote-assistance/element");
const manifest = JSON.parse(await readFile(new URL("custom-elements.json", entry), "utf8"));

test("a server can import it, with import and with require, and gets a class that it cannot use", LIMIT, async () => {
  const report = await inChild(`
    const { createRequire } = await import("node:module");
    const element = await import(${JSON.stringify(entry)});
    const required = createRequire(${JSON.stringify(import.meta.url)})("intune-remote-assistance/element");
    report([Object.keys(element).sort(), Object.keys(required).sort(), typeof globalThis.HTMLElement]);
  `);
  const names = ["RemoteAssistanceElement", "forgetRequests"];
  assert.deepEqual(report, [names, names, "undefined"]);
});

test("it is defined once: a second copy of the package leaves the first one's element", LIMIT, async () => {
  const report = await inChild(`
    const defined = [];
    globalThis.HTMLElement = class {};
    globalThis.customElements = { get: (name) => defined.find(([one]) => one === name)?.[1], define: (...one) => defined.push(one) };
    const one = await import(${JSON.stringify(`${entry}?1`)});
    await import(${JSON.stringify(`${entry}?2`)});
    report([defined.length, defined[0][0], defined[0][1] === one.RemoteAssistanceElement]);
  `);
  assert.deepEqual(report, [1, "remote-assistance", true]);
});

test("the manifest names the attributes, members, events and exports that there are", LIMIT, async () => {
  const [{ declarations, exports }] = manifest.modules;
  const [declared] = declarations;
  const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();
  const report = await inChild(`
    const { RemoteAssistanceElement: Element } = await import(${JSON.stringify(entry)});
    const members = Object.getOwnPropertyNames(Element.prototype).filter((name) => !/^constructor$|Callback$/.test(name));
    report({ attributes: [...Element.observedAttributes].sort(), members: members.sort() });
  `);
  assert.deepEqual({ attributes: names(declared.attributes), members: names(declared.members) }, report);
  const text = await readFile(new URL(entry), "utf8");
  for (const { name } of declared.events) assert.ok(text.includes(`"${name}"`), name);
  for (const { name } of declared.cssProperties) assert.ok(text.includes(`var(${name},`), name);
  const properties = new Set(text.match(/--remote-assistance-[\w-]+/g));
  assert.deepEqual(names(declared.cssProperties), [...properties].sort());
  assert.deepEqual(names(exports.filter((/** @type {{ kind: string }} */ { kind }) => kind === "js")), [
    "RemoteAssistanceElement",
  ]);
});
