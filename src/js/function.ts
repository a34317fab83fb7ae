/** The public functions by number, as `Function` in `src/arguments.rs` has them. */
export const FUNCTION = { urlFor: 0, request: 1, start: 2, many: 3, queued: 4, session: 5, list: 6, nextPage: 7 } as const;
