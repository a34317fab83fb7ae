// @ts-check
/** All faults by name, in the order of the table. */
import { BODIES } from "./bodies.mjs";
import { CONNECTIONS } from "./connections.mjs";
import { PREFLIGHTS } from "./preflights.mjs";
import { REDIRECTS } from "./redirects.mjs";
import { STATUSES } from "./statuses.mjs";
import { THROTTLING } from "./throttling.mjs";

/** @type {Record<string, import("./fault.mjs").Fault>} */
export const FAULTS = { ...CONNECTIONS, ...PREFLIGHTS, ...STATUSES, ...REDIRECTS, ...THROTTLING, ...BODIES };
