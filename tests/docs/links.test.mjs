// @ts-check
/** Every link between the documents leads to a file, and every anchor to a heading. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, test } from "node:test";
import { anchorsIn, DOCUMENTS, linksIn, parse, ROOT, readDocument } from "./documents.mjs";

/** @param {string} document @param {string} target @returns {string | undefined} what is wrong */
function problemOf(document, target) {
  if (/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/\S*)?$/.test(target)) return undefined;
  if (/^[a-z]+:/i.test(target)) return "is neither https nor relative";
  const [path, anchor] = target.split("#", 2);
  const file = path === "" ? document : relative(ROOT, join(ROOT, dirname(document), decodeURIComponent(path)));
  if (file.startsWith("..")) return "leads out of the repository";
  const found = statSync(join(ROOT, file), { throwIfNoEntry: false });
  if (found === undefined) return "leads to no file";
  if (anchor === undefined) return undefined;
  if (!file.endsWith(".md")) return "has an anchor, but leads to no document";
  return anchorsIn(readDocument(file).prose).has(anchor) ? undefined : "leads to no heading";
}

describe("the parser of this test", () => {
  test("finds links outside code", () => {
    const { prose } = parse(
      "a.md",
      'See [one](b.md#x) and [`two`](c.md).\n`[no](d.md)`\n```sh\n[no](e.md)\n```\n<img src="f.png">\n[ref]: g.md\n',
    );
    assert.deepEqual(linksIn(prose), [
      { line: 1, target: "b.md#x" },
      { line: 1, target: "c.md" },
      { line: 6, target: "f.png" },
      { line: 7, target: "g.md" },
    ]);
  });

  test("makes the anchors of headings as GitHub does", () => {
    const headings = "# One attempt\n## Put it on a host\n### `./slim`, and more!\n## One attempt\n#no heading\n";
    assert.deepEqual([...anchorsIn(headings)], ["one-attempt", "put-it-on-a-host", "slim-and-more", "one-attempt-1"]);
  });

  test("finds what is wrong with a link", () => {
    assert.equal(problemOf("README.md", "docs/none.md"), "leads to no file");
    assert.equal(problemOf("README.md", "docs/behaviour.md#none"), "leads to no heading");
    assert.equal(problemOf("docs/behaviour.md", "../../x"), "leads out of the repository");
    assert.equal(problemOf("README.md", "http://example.com/"), "is neither https nor relative");
    assert.equal(problemOf("docs/page.md", "../README.md#licence"), undefined);
  });
});

for (const document of DOCUMENTS) {
  test(`every link of ${document} leads somewhere`, () => {
    const { prose } = readDocument(document);
    const wrong = linksIn(prose)
      .map(({ line, target }) => ({ line, target, problem: problemOf(document, target) }))
      .filter(({ problem }) => problem !== undefined)
      .map(({ line, target, problem }) => `${document}:${line}: ${target} ${problem}`);
    assert.deepEqual(wrong, []);
  });
}

test("the index lists every document in docs/", () => {
  const targets = linksIn(readDocument("docs/README.md").prose).map(({ target }) => `docs/${target}`);
  const missing = DOCUMENTS.filter((path) => path.startsWith("docs/") && path !== "docs/README.md").filter(
    (path) => !targets.includes(path),
  );
  assert.deepEqual(missing, []);
});
