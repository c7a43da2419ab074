import type { CalendarName } from './calendars.js';

/** What the text is read against. */
export interface DateContext {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`; null when nothing is known. */
  readonly reference: string | null;
  readonly prefer: 'past' | 'nearest' | 'future';
  readonly monthFirst: boolean;
}

export type UnitName = 'S' | 'MIN' | 'H' | 'D' | 'N' | 'W' | 'WE' | 'M' | 'Y' | 'DE' | 'CE';
/** Amounts by unit; they may be fractions. */
export type Amount = Partial<Record<UnitName, number>>;

/** -1 the one before, 0 the present one, 1 the next, 2 and -2 the one after or before that. */
export type Direction = -2 | -1 | 0 | 1 | 2;
export type Edge = 'START' | 'MID' | 'END';

export interface Daypart {
  readonly code: string;
  /** Hours; after 24 on the next day. */
  readonly from: number;
  readonly to: number;
  /** The hour of a moment (noon, midnight); else null. */
  readonly moment: number | null;
}

/**
 * What an expression states, nothing more; `resolve` adds what must be inferred. Several atoms (مساء, أمس, الأربعاء) are
 * merged into one.
 */
export interface Parts {
  calendar?: CalendarName;
  year?: number;
  bc?: boolean;
  /** A Gregorian year beside a month of another calendar: رمضان 2019. */
  inGregorian?: number;
  /** Two digits: the century is to be inferred. */
  shortYear?: boolean;
  yearShift?: Direction;
  month?: number;
  monthShift?: Direction;
  day?: number;
  dayShift?: number;
  weekShift?: Direction;
  weekendShift?: Direction;
  weekday?: number;
  /** الماضي, الجاري or المقبل after a weekday, month or season. */
  toward?: Direction;
  /** The nth (or -1, the last) weekday, week or day of what the other parts give. */
  nth?: { readonly n: number; readonly of: 'weekday' | 'week' | 'day' };
  quarter?: number;
  half?: number;
  season?: string;
  decade?: number;
  decadeShift?: Direction;
  century?: number;
  centuryShift?: Direction;
  part?: Daypart;
  /** The night between this day and the next, both named. */
  nightTo?: number;
  hour?: number;
  minute?: number;
  second?: number;
  zone?: string;
  edge?: Edge;
  /** EARLY and LATE parts of the day. */
  partEdge?: Edge;
  reference?: 'PRESENT_REF' | 'PAST_REF' | 'FUTURE_REF';
  holiday?: string;
  /** Day of the holiday: ثاني أيام العيد. */
  holidayDay?: number;
  /** So much before (negative) or after the reference. */
  offset?: Amount;
  offsetSign?: -1 | 1;
  /** The same unit as in the date before: الشهر نفسه. */
  same?: 'D' | 'W' | 'M' | 'Y';
  /** The rest of the unit, from the reference on. */
  rest?: boolean;
  /** Counted from the date before, when there is one: اليوم التالي, العام السابق. */
  anaphoric?: boolean;
  /** Every year: من كل عام. */
  everyYear?: boolean;
  mod?: string;
  /** The same day in another calendar, after الموافق. */
  other?: Parts;
}

/** An expression that the grammar has found; token numbers, `end` exclusive. */
export interface Found {
  readonly first: number;
  readonly end: number;
  readonly rule: string;
  readonly kind: 'moment' | 'range' | 'duration' | 'set';
  readonly parts: Parts;
  /** The end of a range. */
  readonly until?: Parts;
  readonly amount?: Amount;
  /** Duration that ends (-1) or begins (1) at the reference. */
  readonly anchored?: -1 | 1;
  readonly value?: string;
  readonly quant?: string;
  readonly freq?: string;
  readonly mod?: string;
  /** Begins at the token's very first letter, its proclitics too. */
  readonly wholeWord?: boolean;
}
