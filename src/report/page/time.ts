/** Days as periods of a chart. */
import { type CountableTimeInterval, utcDay, utcMonday, utcMonth, utcYear } from 'd3';

/** Periods of equal length that cover a span. */
export interface Periods {
  readonly interval: CountableTimeInterval;
  /** The first moments, in order; one more than there are periods. */
  readonly bounds: readonly Date[];
  /** How a period is written. */
  label(start: Date): string;
}

const DAY = 86_400_000;
/** Share of the articles at each end that a span leaves out. */
const STRAY = 0.02;
/** Days up to which a chart has a bar for each day, week, month. */
const DAYS = 62;
const WEEKS = 400;
const MONTHS = 3700;

export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A day as people write it. */
export function dayWriter(lang: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeZone: 'UTC' });
  return (day) => format.format(dateOf(day));
}

/** A month as people write it. */
export function monthWriter(lang: string): (day: string) => string {
  const format = new Intl.DateTimeFormat(localeOf(lang), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(dateOf(day));
}

/** The days between which most of the articles are: a stray one would make all bars thin. Null where none has a day. */
export function spanOf(days: readonly string[]): readonly [first: string, last: string] | null {
  if (days.length === 0) return null;
  const sorted = [...days].sort();
  const cut = Math.floor(sorted.length * STRAY);
  return [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
}

/** A day so many days later. */
export const plusDays = (day: string, days: number): string => dayOf(utcDay.offset(dateOf(day), days));

/** Latin digits, as most news sites have them. */
const localeOf = (lang: string): string => (lang === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB');

/** Periods that cover the days from the first to the last. */
export function periodsOf(first: string, last: string, lang: string): Periods {
  const days = (dateOf(last).getTime() - dateOf(first).getTime()) / DAY + 1;
  const [interval, options]: [CountableTimeInterval, Intl.DateTimeFormatOptions] =
    days <= DAYS
      ? [utcDay, { day: 'numeric', month: 'short', year: 'numeric' }]
      : days <= WEEKS
        ? [utcMonday, { day: 'numeric', month: 'short', year: 'numeric' }]
        : days <= MONTHS
          ? [utcMonth, { month: 'short', year: 'numeric' }]
          : [utcYear, { year: 'numeric' }];
  const format = new Intl.DateTimeFormat(localeOf(lang), { ...options, timeZone: 'UTC' });
  const end = interval.offset(interval.floor(dateOf(last)), 1);
  const bounds = [...interval.range(interval.floor(dateOf(first)), end), end];
  return { interval, bounds, label: (start) => format.format(start) };
}

/** The number of the period that a day is in; -1 for none. */
export function periodAt({ interval, bounds }: Periods, day: string): number {
  const date = dateOf(day);
  if (date < bounds[0]! || date >= bounds.at(-1)!) return -1;
  return interval.count(bounds[0]!, date);
}
