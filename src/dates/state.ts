/** What the parts of the resolver hand to each other. */
import type { CalendarName } from './calendars.js';
import { fromDays, monthStart, toDays, weekdayOf } from './calendars.js';
import type { Parts } from './parts.js';
import { dayValue, monthValue, weekValue } from './timex.js';

/** What relative parts count from. */
export interface Anchor {
  readonly days: number;
  /** The same day as a date. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Seconds of the day, when the reference has a time. */
  readonly seconds: number | null;
}

/** A day to count from, without a time. */
export const anchorOf = (days: number): Anchor => ({ days, ...fromDays(days), seconds: null });

/** Where an ambiguous date lies: `soon` is a future that may be today. */
export type Tense = 'past' | 'nearest' | 'future' | 'soon';

export interface ResolveContext {
  readonly reference: Anchor | null;
  readonly tense: Tense;
  /** The last date of the text, for الشهر نفسه and for clock times. */
  readonly previous: Resolved | null;
  /** The last date of the text that a clock time may belong to. */
  readonly previousDay: number | null;
  /** The day on which weeks begin, 1 is Monday. */
  readonly weekStart: number;
}

export interface Resolved {
  value: string;
  type: 'DATE' | 'TIME';
  from: string | null;
  to: string | null;
  grain: string;
  mod: string | null;
  calendar: CalendarName;
  original: string | null;
  inferred: string[];
  conflict: string | null;
  /** First day, for ranges and for what refers back; null without a reference. */
  day: number | null;
  endDay: number | null;
}

/** An interval of whole days with its value. */
export type Span = { value: string; first: number; end: number; grain: string };

export interface State {
  readonly parts: Parts;
  readonly context: ResolveContext;
  readonly inferred: string[];
  conflict: string | null;
  calendar: CalendarName;
  original: string | null;
}

export const daySpan = (day: number): Span => ({
  value: dayValue(day),
  first: day,
  end: day + 1,
  grain: 'day',
});

/** The week that begins on a day. */
export const weekSpan = (first: number): Span => ({
  value: weekValue(first),
  first,
  end: first + 7,
  grain: 'week',
});
/** The day of the week that begins on a day. @param weekday 1 is Monday */
export const inWeek = (first: number, weekday: number): number =>
  first + ((weekday - weekdayOf(first) + 7) % 7);

export const monthSpan = (year: number, month: number): Span => ({
  value: monthValue(year, month),
  first: toDays(year, month, 1),
  end: monthStart('gregorian', year, month + 1),
  grain: 'month',
});
