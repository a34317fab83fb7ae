/** The public functions by number, as `Function` in `src/function.rs` has them. */
export const enum Function {
  UrlFor,
  Request,
  Start,
  Many,
  Queued,
  Session,
  List,
  NextPage,
  Resume,
}
