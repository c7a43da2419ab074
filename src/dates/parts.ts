/** What the grammar reads out of an expression. */
import type { CalendarName } from './calendars.js';
import type { Amount, Daypart, Direction, Edge, HolidayWord } from './types.js';

/**
 * What an expression states, nothing more; `resolve` adds what must be inferred. Several atoms (مساء, أمس, الأربعاء) are
 * merged into one. All fields are always there, so that all statements have one shape and are read at one place in memory
 * whatever they say: this is what makes the grammar fast, and why the fields are listed and not looped over.
 */
export class Parts {
  calendar: CalendarName | undefined = undefined;
  year: number | undefined = undefined;
  bc: boolean | undefined = undefined;
  /** A Gregorian year beside a month of another calendar: رمضان 2019. */
  inGregorian: number | undefined = undefined;
  /** Two digits: the century is to be inferred. */
  shortYear: boolean | undefined = undefined;
  yearShift: Direction | undefined = undefined;
  month: number | undefined = undefined;
  monthShift: Direction | undefined = undefined;
  day: number | undefined = undefined;
  dayShift: number | undefined = undefined;
  weekShift: Direction | undefined = undefined;
  weekendShift: Direction | undefined = undefined;
  weekday: number | undefined = undefined;
  /** الماضي, الجاري or المقبل after a weekday, month or season. */
  toward: Direction | undefined = undefined;
  /** The nth (or -1, the last) weekday, week or day of what the other parts give. */
  nth: { readonly n: number; readonly of: 'weekday' | 'week' | 'day' } | undefined = undefined;
  quarter: number | undefined = undefined;
  quarterShift: Direction | undefined = undefined;
  half: number | undefined = undefined;
  season: string | undefined = undefined;
  decade: number | undefined = undefined;
  decadeShift: Direction | undefined = undefined;
  century: number | undefined = undefined;
  centuryShift: Direction | undefined = undefined;
  part: Daypart | undefined = undefined;
  /** The night between this day and the next, both named. */
  nightTo: number | undefined = undefined;
  hour: number | undefined = undefined;
  minute: number | undefined = undefined;
  second: number | undefined = undefined;
  zone: string | undefined = undefined;
  edge: Edge | undefined = undefined;
  /** EARLY and LATE parts of the day. */
  partEdge: Edge | undefined = undefined;
  reference: 'PRESENT_REF' | 'PAST_REF' | 'FUTURE_REF' | undefined = undefined;
  holiday: HolidayWord | undefined = undefined;
  /** Day of the holiday: ثاني أيام العيد. */
  holidayDay: number | undefined = undefined;
  /** So much before (negative) or after the reference. */
  offset: Amount | undefined = undefined;
  offsetSign: -1 | 1 | undefined = undefined;
  /** From the very day on: بعد شهر من الآن is a day, بعد شهر a month. */
  exact: boolean | undefined = undefined;
  /** The same unit as in the date before: الشهر نفسه. */
  same: 'D' | 'W' | 'M' | 'Y' | undefined = undefined;
  /** The rest of the unit, from the reference on. */
  rest: boolean | undefined = undefined;
  /** Counted from the date before, when there is one: اليوم التالي, العام السابق. */
  anaphoric: boolean | undefined = undefined;
  /** Every year: من كل عام. */
  everyYear: boolean | undefined = undefined;
  mod: string | undefined = undefined;
  /** The same day in another calendar, after الموافق. */
  other: Parts | undefined = undefined;

  /** A statement of these fields; the quick way for what is rare. */
  static of(fields: Partial<Parts>): Parts {
    return Object.assign(new Parts(), fields);
  }

  copy(): Parts {
    return new Parts().take(this);
  }

  /** Takes over what another one states. @returns itself */
  take(from: Parts): this {
    if (from.calendar !== undefined) this.calendar = from.calendar;
    if (from.year !== undefined) this.year = from.year;
    if (from.bc !== undefined) this.bc = from.bc;
    if (from.inGregorian !== undefined) this.inGregorian = from.inGregorian;
    if (from.shortYear !== undefined) this.shortYear = from.shortYear;
    if (from.yearShift !== undefined) this.yearShift = from.yearShift;
    if (from.month !== undefined) this.month = from.month;
    if (from.monthShift !== undefined) this.monthShift = from.monthShift;
    if (from.day !== undefined) this.day = from.day;
    if (from.dayShift !== undefined) this.dayShift = from.dayShift;
    if (from.weekShift !== undefined) this.weekShift = from.weekShift;
    if (from.weekendShift !== undefined) this.weekendShift = from.weekendShift;
    if (from.weekday !== undefined) this.weekday = from.weekday;
    if (from.toward !== undefined) this.toward = from.toward;
    if (from.nth !== undefined) this.nth = from.nth;
    if (from.quarter !== undefined) this.quarter = from.quarter;
    if (from.quarterShift !== undefined) this.quarterShift = from.quarterShift;
    if (from.half !== undefined) this.half = from.half;
    if (from.season !== undefined) this.season = from.season;
    if (from.decade !== undefined) this.decade = from.decade;
    if (from.decadeShift !== undefined) this.decadeShift = from.decadeShift;
    if (from.century !== undefined) this.century = from.century;
    if (from.centuryShift !== undefined) this.centuryShift = from.centuryShift;
    if (from.part !== undefined) this.part = from.part;
    if (from.nightTo !== undefined) this.nightTo = from.nightTo;
    if (from.hour !== undefined) this.hour = from.hour;
    if (from.minute !== undefined) this.minute = from.minute;
    if (from.second !== undefined) this.second = from.second;
    if (from.zone !== undefined) this.zone = from.zone;
    if (from.edge !== undefined) this.edge = from.edge;
    if (from.partEdge !== undefined) this.partEdge = from.partEdge;
    if (from.reference !== undefined) this.reference = from.reference;
    if (from.holiday !== undefined) this.holiday = from.holiday;
    if (from.holidayDay !== undefined) this.holidayDay = from.holidayDay;
    if (from.offset !== undefined) this.offset = from.offset;
    if (from.offsetSign !== undefined) this.offsetSign = from.offsetSign;
    if (from.exact !== undefined) this.exact = from.exact;
    if (from.same !== undefined) this.same = from.same;
    if (from.rest !== undefined) this.rest = from.rest;
    if (from.anaphoric !== undefined) this.anaphoric = from.anaphoric;
    if (from.everyYear !== undefined) this.everyYear = from.everyYear;
    if (from.mod !== undefined) this.mod = from.mod;
    if (from.other !== undefined) this.other = from.other;
    return this;
  }

  /** How many fields are stated. */
  get count(): number {
    let count = 0;
    if (this.calendar !== undefined) count++;
    if (this.year !== undefined) count++;
    if (this.bc !== undefined) count++;
    if (this.inGregorian !== undefined) count++;
    if (this.shortYear !== undefined) count++;
    if (this.yearShift !== undefined) count++;
    if (this.month !== undefined) count++;
    if (this.monthShift !== undefined) count++;
    if (this.day !== undefined) count++;
    if (this.dayShift !== undefined) count++;
    if (this.weekShift !== undefined) count++;
    if (this.weekendShift !== undefined) count++;
    if (this.weekday !== undefined) count++;
    if (this.toward !== undefined) count++;
    if (this.nth !== undefined) count++;
    if (this.quarter !== undefined) count++;
    if (this.quarterShift !== undefined) count++;
    if (this.half !== undefined) count++;
    if (this.season !== undefined) count++;
    if (this.decade !== undefined) count++;
    if (this.decadeShift !== undefined) count++;
    if (this.century !== undefined) count++;
    if (this.centuryShift !== undefined) count++;
    if (this.part !== undefined) count++;
    if (this.nightTo !== undefined) count++;
    if (this.hour !== undefined) count++;
    if (this.minute !== undefined) count++;
    if (this.second !== undefined) count++;
    if (this.zone !== undefined) count++;
    if (this.edge !== undefined) count++;
    if (this.partEdge !== undefined) count++;
    if (this.reference !== undefined) count++;
    if (this.holiday !== undefined) count++;
    if (this.holidayDay !== undefined) count++;
    if (this.offset !== undefined) count++;
    if (this.offsetSign !== undefined) count++;
    if (this.exact !== undefined) count++;
    if (this.same !== undefined) count++;
    if (this.rest !== undefined) count++;
    if (this.anaphoric !== undefined) count++;
    if (this.everyYear !== undefined) count++;
    if (this.mod !== undefined) count++;
    if (this.other !== undefined) count++;
    return count;
  }
}
