/** Numbers with their nouns: every language says for itself which forms it has. */

export type Forms<Category extends string> = Readonly<Record<Category, string>>;

/** `#` in a form stands for the number, written as the language writes it. */
export function pluralOf<Category extends string>(language: string) {
  const rules = new Intl.PluralRules(language);
  const format = new Intl.NumberFormat(language);
  return (count: number, forms: Forms<Category>): string => {
    const form = forms[rules.select(count) as Category];
    return form.replace("#", format.format(count));
  };
}
