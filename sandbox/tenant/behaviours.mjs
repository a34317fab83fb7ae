// @ts-check
import { readBehaviours } from "./read-behaviours.mjs";
import { refusalBehaviours } from "./refusal-behaviours.mjs";
import { sessionBehaviours } from "./session-behaviours.mjs";

/**
 * The behaviours of the sample devices, as a table. A behaviour defines the device's state before the request, Graph's
 * answer to the request, and the changes after it. The table counts time in steps; the simulator sets a step's length.
 *
 * @typedef {"header" | "body" | "none"} WaitIn  the place where a 429 states the time to wait
 *
 * @typedef {object} Refusal
 * @property {number} status
 * @property {string} code
 * @property {string} message
 * @property {"graph" | "intune" | "unknown" | "lowerCase"} shape
 *   the form of the error: Graph's own, Intune's, Graph's wrapper around an Intune error that Graph does not know, or
 *   with the code in an `innererror` that is spelled in lower case
 * @property {number} [retryAfterS]
 * @property {WaitIn} [waitIn]  where the error states `retryAfterS`; the header if it is absent
 * @property {true} [temporary]  Graph accepts the first attempt after `retryAfterS`
 * @property {number} [onlyRead]  Graph refuses only the read with this number after the request
 *
 * @typedef {object} Change  a property that is absent here keeps its value
 * @property {string} [actionState]  the state of the requestRemoteAssistance action
 * @property {string} [link]  the simulator replaces `{session}` with text that differs in every session
 * @property {string} [error]
 * @property {{ actionName: string, actionState: string }} [otherAction]  the result of another action on the device
 *
 * @typedef {object} Behaviour
 * @property {string} description  the effect that a user sees; docs/sandbox.md repeats it, and a test compares the two
 * @property {Refusal} [requestRefusal]  Graph's error for the request; without it, Graph answers 204
 * @property {Refusal} [readRefusal]  Graph's error for a read of the device by its id; without it, Graph answers 200
 * @property {Change & { minutesAgo: number }} [earlierSession]  the session before the sandbox started
 * @property {(Change & { step: number })[]} [changes]  the changes after the request
 * @property {string | null} [actionName]
 *   the `actionName` in the device's action results; null keeps the action out of the results
 * @property {true} [startsInYearOne]  the `startDateTime` of the action is 0001-01-01, which is Intune's "not set"
 * @property {"wrapped" | "otherDevice"} [readForm]
 *   a read by id returns the device in a member `value`, or returns another device
 * @property {Record<string, unknown>} [propertyOverrides]
 *   fixed values that hide the values of any session; undefined removes the property from replies
 */

const TABLE = { ...sessionBehaviours, ...refusalBehaviours, ...readBehaviours };

/** @typedef {keyof typeof TABLE} BehaviourName */

/** @type {Record<BehaviourName, Behaviour>} */
export const BEHAVIOURS = TABLE;
