// @ts-check
/** Redirects. A client that follows one sends the token to its target. */

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const REDIRECTS = Object.fromEntries(
  [301, 302, 303, 307, 308].flatMap((status) => [
    [
      `${status}-same-origin`,
      { post: (exchange) => exchange.reply(status, { headers: { Location: "/v1.0/elsewhere" } }) },
    ],
    [
      `${status}-other-origin`,
      {
        post: (exchange) =>
          exchange.reply(status, {
            headers: { Location: `${exchange.surroundings.otherOrigin}${exchange.request.target}` },
          }),
      },
    ],
  ]),
);
