/** What the main entry needs of the slim one beside its public functions: one face, and one state, for both. */

import { compile } from "./compile.js";
import { explained, missing, need, unusable } from "./failure.js";
import { preload, provide } from "./load.js";

export const internal = { compile, explained, missing, need, preload, provide, unusable };
