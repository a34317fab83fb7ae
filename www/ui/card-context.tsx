/** The session card speaks the language of the page. */

import type { CardContext } from "../../js/card/context.js";
import { tell } from "../model/live.js";
import { currentLocale } from "../words/format.js";
import { words } from "../words/language.js";
import { Icon } from "./icon.js";

export const cardContext: CardContext = {
  get words() {
    return words();
  },
  get locale() {
    return currentLocale();
  },
  headingLevel: 3,
  noticeLevel: 4,
  icon: (name) => <Icon name={name} />,
  announce: tell,
};
