/** Dates, numbers and lists, in the regional form that the browser prefers for the language of the page. */

let locale = "en";

/** Writes them for that language tag from now on. */
export function writeFor(tag: string): void {
  locale = tag;
}

/** A moment, in milliseconds since the epoch. */
export function time(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }).format(milliseconds);
}

export function timeOfDay(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(milliseconds);
}

export function seconds(milliseconds: number): string {
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: "second", unitDisplay: "narrow" });
  return format.format(Math.max(0, Math.ceil(milliseconds / 1000)));
}

/** How long something has taken, as a stopwatch shows it. */
export function stopwatch(milliseconds: number): string {
  const whole = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago a moment was, in its largest unit. */
export function ago(milliseconds: number): string {
  const past = milliseconds - Date.now();
  const [unit, size] = STEPS.find(([, step]) => Math.abs(past) >= step) ?? ["minute", 60_000];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(past / size), unit);
}
