/** `slim.js` as it ships: the slim entry, and what the main one takes from it. */

export { internal } from "./internal.js";
export * from "./slim.js";
