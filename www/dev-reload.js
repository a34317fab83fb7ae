// @ts-check
/** Part of the page of `npm run dev` only: reloads it when it was built anew. */

const LOOK_MS = 500;
/** @type {string | null | undefined} */
let seen;

setInterval(async () => {
  const files = await Promise.all(["app.js", "app.css"].map((file) => fetch(file, { method: "HEAD" })));
  const now = files.map(({ headers }) => headers.get("etag")).join();
  if (seen !== undefined && now !== seen) location.reload();
  seen = now;
}, LOOK_MS);
