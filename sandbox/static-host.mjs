// @ts-check
import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

/** @type {Record<string, string>} */
const CONTENT_TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves a built page like a static host: unchanged files, except for `overrides`.
 *
 * @param {object} options
 * @param {string} options.directory
 * @param {Record<string, string>} options.headers  sent with every reply, errors included
 * @param {Record<string, string>} [options.overrides]  path → content that replaces the file
 * @returns {{ handle: import("./http.mjs").Handler }}
 */
export function createStaticHost({ directory, headers, overrides = {} }) {
  const root = resolve(directory);
  const common = { "X-Content-Type-Options": "nosniff", ...headers };

  return {
    async handle({ method, target, headers: { "if-none-match": known } }) {
      if (method !== "GET" && method !== "HEAD") {
        return plainText(405, "Only GET and HEAD are served here.", { ...common, Allow: "GET, HEAD" });
      }
      const path = decodePath(target);
      const content = path === null ? null : await contentOf(path);
      if (path === null || content === null) return plainText(404, "There is no such file.", common);

      // `no-cache` makes the browser revalidate its copy, so the next load shows a rebuilt page.
      const etag = `"${createHash("sha256").update(content).digest("base64url")}"`;
      const validators = { ...common, "Cache-Control": "no-cache", ETag: etag };
      if (known === etag) return { status: 304, headers: validators };
      const type = CONTENT_TYPES[extname(path)] ?? "application/octet-stream";
      return { status: 200, headers: { ...validators, "Content-Type": type }, body: content };
    },
  };

  /** @param {string} path */
  async function contentOf(path) {
    if (Object.hasOwn(overrides, path)) return Buffer.from(overrides[path]);
    try {
      // A symbolic link inside the directory may point to a file outside.
      const [file, realRoot] = await Promise.all([realpath(join(root, path)), realpath(root)]);
      return file.startsWith(realRoot + sep) ? await readFile(file) : null;
    } catch {
      return null; // The reply does not tell whether the file is missing, unreadable or a directory.
    }
  }
}

/**
 * @param {string} target
 * @returns {string | null} the decoded path, with `/index.html` for `/`; null for a path that no build contains
 */
function decodePath(target) {
  let path;
  try {
    path = decodeURIComponent(target.split("?", 1)[0]);
  } catch {
    return null;
  }
  if (path === "/") return "/index.html";
  // An empty segment or a dot at the start is refused: this excludes `..` and hidden files. On Windows, a backslash is
  // a separator, and a colon names a drive or a stream.
  return /^(\/[^./\\:\0][^/\\:\0]*)+$/.test(path) ? path : null;
}

/**
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} headers
 * @returns {import("./http.mjs").Reply}
 */
function plainText(status, text, headers) {
  return { status, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" }, body: `${text}\n` };
}
