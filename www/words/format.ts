/** Dates, numbers and lists, in the regional form that the browser prefers for the language of the page. */

import * as format from "../../js/card/format.js";

let locale = "en";

export const currentLocale = (): string => locale;

/** Writes them for that language tag from now on. */
export function writeFor(tag: string): void {
  locale = tag;
}

export const time = (milliseconds: number): string => format.time(locale, milliseconds);
export const timeOfDay = (milliseconds: number): string => format.timeOfDay(locale, milliseconds);
export const seconds = (milliseconds: number): string => format.seconds(locale, milliseconds);

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
