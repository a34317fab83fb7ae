/** The result of a session that was waited for. */

import type { FollowedSession, Session } from "../types.js";
import { errorOf, type FailureFields } from "./failures.js";
import type { HostCall } from "./host-call.js";

/** What the module gives. */
interface Fields {
  readonly session: Session;
  readonly error: FailureFields | null;
}

/** The public result. */
export function followedSession<T extends FollowedSession>({ session, error, ...fields }: Fields, call: HostCall): T {
  return { ...session, ...fields, error: error && errorOf(error, call.causeOf(error.code)) } as unknown as T;
}
