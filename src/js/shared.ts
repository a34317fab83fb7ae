/** `slim.js` as it ships: the slim entry, and what the main one takes from it. */

export * from "./slim.js";
export { internal } from "./internal.js";
