//! Many requests: the public types. Each of them is a call like any other ([`crate::call`]), but
//! that it waits for a closed gate at the queue; how many are under way at once is counted by the
//! face (`src/js/many.ts`).

/// The public types of many requests.
pub const TYPESCRIPT: &str = r#"
/** One of many requests: a scope and its ids. */
export type AssistanceRequest = { [S in Scope]: { readonly scope: S; readonly ids: IdsByScope[S] } }[Scope];

/** What became of one of many requests. */
export type ManyResult =
  | { readonly receipt: Receipt; readonly error: null }
  | { readonly receipt: null; readonly error: RemoteAssistanceError };

/** One of many requests has settled. */
export interface ManyProgress {
  /** How many have settled, this one included. */
  readonly done: number;
  /** How many there are. */
  readonly total: number;
  /** The place of this one among the requests, from 0. */
  readonly index: number;
  /** What became of it. */
  readonly result: ManyResult;
}
"#;
