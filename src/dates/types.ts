/** What the text is read against. */
export interface DateContext {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`; null when nothing is known. */
  readonly reference: string | null;
  readonly prefer: 'past' | 'nearest' | 'future';
  readonly monthFirst: boolean;
  /** The day on which weeks begin, 1 is Monday; if not said Monday, as TIMEX3 has it. */
  readonly weekStart?: number | undefined;
  /** Say what the text states and how the rest was found. */
  readonly explain?: boolean | undefined;
}

export type UnitName = 'S' | 'MIN' | 'H' | 'D' | 'N' | 'W' | 'WE' | 'M' | 'Y' | 'DE' | 'CE';
/** Amounts by unit; they may be fractions. */
export type Amount = Partial<Record<UnitName, number>>;

/** -1 the one before, 0 the present one, 1 the next, 2 and -2 the one after or before that. */
export type Direction = -2 | -1 | 0 | 1 | 2;
export type Edge = 'START' | 'MID' | 'END';

/** Gregorian, Hijri, Persian or Coptic month and day; days from Western or Eastern Easter. Month 0: either feast (العيد). */
export interface HolidayWord {
  readonly kind: 'g' | 'h' | 'p' | 'c' | 'w' | 'e';
  readonly month: number;
  readonly day: number;
}

export interface Daypart {
  readonly code: string;
  /** Hours; after 24 on the next day. */
  readonly from: number;
  readonly to: number;
  /** The hour of a moment (noon, midnight); else null. */
  readonly moment: number | null;
}
