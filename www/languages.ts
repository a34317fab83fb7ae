/** The switch between the page's languages. */

import { button, byId, retell, setAttribute } from "./dom.js";
import type { Language } from "./language.js";
import { LANGUAGES, language, speak } from "./language.js";
import { showTitle } from "./ready.js";

export function showLanguages(): void {
  const group = byId("languages");
  setAttribute(group, "aria-label", (words) => words.page.language);
  const buttons = Object.entries(LANGUAGES).map(([name, label]) => {
    const choose = button(label, () => {
      speak(name as Language);
      follow();
      retell(document.body);
    });
    choose.lang = name;
    return { name, choose };
  });
  const follow = (): void => {
    document.documentElement.lang = language();
    showTitle();
    for (const { name, choose } of buttons) choose.setAttribute("aria-pressed", String(name === language()));
  };
  group.append(...buttons.map(({ choose }) => choose));
  follow();
}
