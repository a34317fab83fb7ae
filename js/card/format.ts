/** Times, in the regional form of a language tag. */

/** A moment, in milliseconds since the epoch. */
export function time(locale: string, milliseconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(milliseconds);
}

export function timeOfDay(locale: string, milliseconds: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(milliseconds);
}

/** Whole seconds, rounded up. */
export function seconds(locale: string, milliseconds: number): string {
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: "second", unitDisplay: "narrow" });
  return format.format(Math.max(0, Math.ceil(milliseconds / 1000)));
}

/** How long something has taken, as a stopwatch shows it. */
export function stopwatch(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
