/** Russian: a file of its own, which is loaded when an element speaks Russian. */

import { ru as card } from "../card/words/ru.js";
import type { ElementWords } from "./words-en.js";

export const words: ElementWords = {
  ...card,
  notSetUp: "Удалённая помощь на этой странице настроена неверно",
  signInFirst: "Чтобы запросить удалённую помощь, войдите.",
};
