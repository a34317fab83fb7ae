/** English: a file of its own, which is loaded when an element speaks English. */

import { en as card } from "../card/words/en.js";

export const words = {
  ...card,
  notSetUp: "Remote assistance is not set up correctly on this page",
  signInFirst: "Sign in to request remote assistance.",
};

export type ElementWords = typeof words;
