/** Dates by the calendar: days, months, years, numeric dates, decades and centuries. */

import { Class, ClassNumber, Flag } from '../../lexicon/classes.js';
import type { CalendarName } from '../calendars.js';
import { Link } from '../meanings.js';
import { cardinal, digitNumeral, type Numeral, numeral, ordinal } from '../numerals.js';
import { Parts } from '../parts.js';
import { isWeak, type Reader } from '../reader.js';
import type { Direction } from '../types.js';
import { type Atom, atom } from './atom.js';

export interface MonthPhrase {
  readonly calendar: CalendarName;
  readonly month: number;
  readonly end: number;
  readonly weak: boolean;
  /** An everyday word: needs a day and a year. */
  readonly common: boolean;
}

/**
 * A month with شهر before it, its other name after it (آذار/مارس, مايو/ أيار, شباط (فبراير), يونيو حزيران), or by number
 * (شهر 3, شهر ثلاثة, الشهر الثامن).
 */
export function monthPhrase(r: Reader, t: number): MonthPhrase | null {
  const unit = r.unit(t);
  const titled = unit?.unit === 'M' && unit.form === '1' && !r.breaksBefore(t + 1);
  const at = titled ? t + 1 : t;
  if (titled && r.proclitics(at) !== '') return null;
  const name = r.month(at);
  if (!name) return titled ? numberedMonth(r, t) : null;
  let { end } = name;
  let double = false;
  const slash = r.isSign(end, '/-\\–') ? end + 1 : r.isSign(end, '(') ? end + 1 : end;
  const other = r.breaksBefore(slash) || r.letters(slash) === r.letters(at) ? null : r.month(slash);
  if (other && other.calendar === name.calendar && other.month === name.month && r.proclitics(slash) === '') {
    const bracket = slash !== end && r.isSign(end, '(');
    if (!bracket) end = other.end;
    else if (r.isSign(other.end, ')')) end = other.end + 1;
    double = end >= other.end;
  }
  if (name.calendar === 'islamic-umalqura' && r.modifier(end) === 'blessed' && !r.breaksBefore(end)) end++;
  const common = (name.flags & Flag.common) !== 0 && !titled && !double;
  return {
    calendar: name.calendar,
    month: name.month,
    end,
    weak: isWeak(name.flags) && !titled && !double,
    common,
  };
}

function numberedMonth(r: Reader, t: number): MonthPhrase | null {
  const n = r.isDefinite(t) ? ordinal(r, t + 1) : (digitNumeral(r, t + 1) ?? cardinal(r, t + 1));
  if (!n || n.value < 1 || n.value > 12 || n.value % 1 !== 0 || n.weak || r.isAnd(t + 1)) return null;
  if (n.form === 'ordinal' && !r.isDefinite(t + 1)) return null;
  const unit = r.unit(n.end);
  if (unit && !(unit.unit === 'Y' && unit.form === '1' && yearPhrase(r, n.end, false))) return null;
  return { calendar: 'gregorian', month: n.value, end: n.end, weak: true, common: false };
}

interface Era {
  readonly said: boolean;
  readonly calendar: CalendarName | null;
  readonly bc: boolean;
  /** The token after the era; where none is said the token that was asked about. */
  readonly end: number;
}
const eraOf = (end: number, calendar: CalendarName | null = null, bc = false): Era => ({
  said: true,
  calendar,
  bc,
  end,
});

/** The era after a year. */
export function era(r: Reader, t: number): Era {
  if (r.has(t, Class.era) && !r.breaksBefore(t) && r.proclitics(t) === '') {
    const { value } = r.value(t, ClassNumber.era);
    const end = r.after(t, ClassNumber.era);
    if (value === 'ce') return eraOf(end);
    if (value === 'ah') {
      const after = solar(r, end);
      return after === null ? eraOf(end, 'islamic-umalqura') : eraOf(after, 'persian');
    }
    if (value === 'sh') return eraOf(end, 'persian');
    if (value === 'bc') return eraOf(end, null, true);
    if (value === 'q') {
      const next = r.isSign(end, '.') ? end + 1 : end;
      if (r.value(next, ClassNumber.era).value === 'ce') return eraOf(next + 1, null, true);
    }
  }
  return { said: false, calendar: null, bc: false, end: t };
}
const solar = (r: Reader, t: number): number | null =>
  r.value(t, ClassNumber.era).value === 'sh' ? r.after(t, ClassNumber.era) : null;

const isYear = (n: Numeral): boolean => n.digits === 4 && n.value >= 1000 && n.value <= 2199;

/** عام 2015, سنة 63 ق.م, عام ألفين وثمانية عشر, العام الماضي, هذا العام, كل عام; also a bare year of four digits or with an era. */
export function yearPhrase(r: Reader, t: number, bare: boolean): Atom | null {
  const link = r.link(t);
  if ((link === 'this' || link === 'every') && r.unit(t + 1)?.unit === 'Y' && r.unit(t + 1)?.form === '1') {
    if (link === 'every') return atom(Parts.of({ everyYear: true }), t + 2, 'every-year');
    if (r.isDefinite(t + 1)) return atom(shiftedYear(0), t + 2, 'this-year');
  }
  const unit = r.unit(t);
  if (unit?.unit === 'Y' && unit.form === '1') {
    const at = r.isLoneAnd(t + 1) ? t + 2 : t + 1;
    if (r.breaksBefore(at)) return null;
    const direction = r.isDefinite(t) ? r.direction(at) : null;
    if (direction !== null)
      return atom(shiftedYear(direction), r.after(at, ClassNumber.modifier), 'year-direction');
    const n = digitNumeral(r, at) ?? (r.isAnd(at) ? null : cardinal(r, at));
    if (n && n.value % 1 === 0 && n.value >= 1 && n.value <= 2999) {
      const said = era(r, n.end);
      if (n.digits >= 3 || said.said || n.value >= 1000)
        return atom(yearParts(n.value, said), said.end, 'year');
      // عام سبعة وستين
      if (n.form === 'words' && n.value >= 20 && n.value < 100 && endsHere(r, n.end))
        return atom(Parts.of({ year: n.value, shortYear: true }), n.end, 'year');
      if (n.digits === 2) return atom(Parts.of({ year: n.value, shortYear: true }), n.end, 'year');
    }
    return null;
  }
  const n = bare ? (digitNumeral(r, t) ?? cardinal(r, t)) : null;
  if (!n || n.value % 1 !== 0 || n.value < 1) return null;
  const said = era(r, n.end);
  if (
    n.form === 'digits'
      ? isYear(n) ||
        (said.said && n.digits >= 2 && n.digits <= 4 && (r.isGlued(n.end) || said.bc || said.calendar))
      : n.value >= 1000 && n.value <= 2199
  )
    return atom(yearParts(n.value, said), said.end, 'year', !said.said);
  return null;
}

function yearParts(year: number, said: Era): Parts {
  const parts = new Parts();
  parts.year = year;
  if (said.calendar) parts.calendar = said.calendar;
  if (said.bc) parts.bc = true;
  return parts;
}
function shiftedYear(shift: Direction): Parts {
  const parts = new Parts();
  parts.yearShift = shift;
  return parts;
}

/** The year after a month: 2015, عام 2015, من العام الماضي, لعام 2014, , 2018. */
export function yearTail(r: Reader, t: number): Atom | null {
  let at = t;
  if (r.isSign(at, ',،./-–')) {
    at++;
    // After a comma only a bare year, so that a list of dates is not read as one.
    const year = r.breaksBefore(at) ? null : (digitNumeral(r, at) ?? cardinal(r, at));
    const bare = year && (isYear(year) || (year.form === 'words' && year.value >= 1900 && year.end > at + 1));
    return bare && !r.unit(year.end) ? yearPhrase(r, at, true) : null;
  }
  if (r.breaksBefore(at)) return null;
  if (r.isLink(at, Link.of | Link.in)) at++;
  if (r.breaksBefore(at) || r.isAnd(at)) return null;
  const bare = r.isNumber(at) || (at === t && r.proclitics(at) === '') || r.link(at - 1) === 'of';
  const year = yearPhrase(r, at, bare);
  if (!year) return null;
  if (year.weak && at !== t && r.link(at - 1) !== 'of') return null;
  return year;
}

/** A month with what may follow it: a year, a direction. */
export function monthAtom(r: Reader, t: number): Atom | null {
  let at = t;
  let here = false;
  const named = r.link(t) === 'this' && !r.breaksBefore(t + 1) ? r.month(t + 1) : null;
  if (named && !isWeak(named.flags)) {
    at = t + 1;
    here = true;
  }
  const phrase = monthPhrase(r, at);
  if (!phrase) return null;
  const parts = monthParts(phrase);
  const end = monthTail(r, phrase, parts);
  // An everyday word (الماء, ناصر) is a month only between a day and a year.
  if (phrase.common) return null;
  const rule = parts.toward === undefined ? 'month' : 'month-direction';
  if (here) parts.toward = 0;
  return atom(parts, end, rule, phrase.weak && end === phrase.end && !here);
}

function monthParts(phrase: MonthPhrase): Parts {
  const parts = new Parts();
  parts.month = phrase.month;
  if (phrase.calendar !== 'gregorian') parts.calendar = phrase.calendar;
  return parts;
}

/** Reads the year or direction after a month into its parts. @returns the token after them */
function monthTail(r: Reader, phrase: MonthPhrase, parts: Parts): number {
  const direction = r.breaksBefore(phrase.end) ? null : r.direction(phrase.end);
  if (direction !== null && (r.isDefinite(phrase.end) || phrase.calendar !== 'gregorian')) {
    parts.toward = direction;
    return r.after(phrase.end, ClassNumber.modifier);
  }
  const year = yearTail(r, phrase.end);
  if (!year || clashes(phrase, year.parts)) {
    const said = era(r, phrase.end);
    return said.said && phrase.calendar !== 'gregorian' ? said.end : phrase.end;
  }
  if (phrase.calendar === 'islamic-umalqura' && year.parts.year !== undefined && year.parts.year >= 1600) {
    year.parts.inGregorian = year.parts.year;
    year.parts.year = undefined;
  }
  parts.take(year.parts);
  return year.end;
}
/** A Gregorian month with a Hijri year, or the other way round, are two dates. */
const clashes = (phrase: MonthPhrase, year: Parts): boolean =>
  year.calendar !== undefined && year.calendar !== phrase.calendar && phrase.calendar !== 'persian';

/** The number of a day of the month, 1 to 31, with الـ before it. */
export function dayNumeral(r: Reader, t: number): Numeral | null {
  const at = r.isArticle(t) ? t + 1 : t;
  const n = numeral(r, at);
  return n && !n.weak && n.value % 1 === 0 && n.value >= 1 && n.value <= 31 && n.digits <= 2 ? n : null;
}

/** 14 مارس 2020, الخامس والعشرين من مارس, يوم الـ14 من شهر مارس, أول يناير, اليوم الأول من مارس, 5 آذار/مارس الجاري. */
export function dayMonth(r: Reader, t: number): Atom | null {
  let at = t;
  if (r.isLink(at, Link.day)) at = r.after(at, ClassNumber['date-word']);
  else if (r.value(at, ClassNumber.anchor).value === 'day:0' && r.has(at + 1, Class.ordinal)) at++;
  if (at !== t && (r.breaksBefore(at) || (r.proclitics(at) !== '' && !r.isNumber(at)))) return null;
  const day = dayNumeral(r, at);
  if (!day) return null;
  at = day.end;
  if (day.form === 'ordinal' && r.link(at) === 'day' && r.link(at + 1) === 'of') at++;
  if (r.isSign(at, '-/.–')) at++;
  else if (r.link(at) === 'of' && r.proclitics(at) === '') at++;
  if (r.breaksBefore(at) || r.isAnd(at)) return null;
  const phrase = monthPhrase(r, at);
  if (!phrase || phrase.end === at) return relativeMonthDay(r, t, day, at);
  if (r.proclitics(at) !== '') return null;
  const parts = monthParts(phrase);
  parts.day = day.value;
  const end = monthTail(r, phrase, parts);
  if (phrase.common && parts.year === undefined) return null;
  // 6-صفر and 1 صفر are scores.
  if (
    phrase.calendar === 'islamic-umalqura' &&
    phrase.month === 2 &&
    phrase.weak &&
    day.form !== 'ordinal' &&
    end === phrase.end &&
    r.link(at - 1) !== 'of' &&
    r.link(t) !== 'day'
  )
    return null;
  return atom(parts, end, 'day-month');
}

/** 20 الجاري, التاسع والعشرين من الشهر الجاري, 20 من هذا الشهر. */
function relativeMonthDay(r: Reader, t: number, day: Numeral, at: number): Atom | null {
  if (at === day.end) {
    const direction = day.form === 'digits' || r.link(t) === 'day' ? r.direction(at) : null;
    if (direction !== null && r.isDefinite(at) && Math.abs(direction) < 2) {
      const parts = Parts.of({ day: day.value, monthShift: direction });
      return atom(parts, r.after(at, ClassNumber.modifier), 'day-direction');
    }
  }
  return null;
}

/** يناير الثاني والعشرين, تموز 13, يناير-1: the month first. */
export function monthDay(r: Reader, t: number): Atom | null {
  const phrase = monthPhrase(r, t);
  if (!phrase || phrase.common || r.breaksBefore(phrase.end)) return null;
  if (phrase.weak && phrase.calendar !== 'gregorian') return null;
  const at = r.isSign(phrase.end, '-/') && r.isGlued(phrase.end + 1) ? phrase.end + 1 : phrase.end;
  const day = r.breaksBefore(at) ? null : dayNumeral(r, at);
  if (!day || r.isAnd(at) || day.form === 'words' || (day.form === 'ordinal' && !r.isDefinite(at)))
    return null;
  if (day.form === 'digits' && !endsHere(r, day.end)) return null;
  const year = yearTail(r, day.end);
  const parts = monthParts(phrase);
  parts.day = day.value;
  if (year) parts.take(year.parts);
  return atom(parts, year?.end ?? day.end, 'month-day');
}

/** Nothing that could be counted follows: punctuation, the end, a time, or a word of the grammar. */
export function endsHere(r: Reader, t: number): boolean {
  if (r.breaksBefore(t) || r.kind(t) === 3) return true;
  if (r.isNumber(t)) return r.digits(t).includes(':');
  return (
    r.isLink(t, Link.to | Link.until | Link.of | Link.in | Link.and | Link.during | Link.at) &&
    r.proclitics(t) === ''
  );
}

/** الثمانينيات, ستينيات القرن الماضي, التسعينيات من القرن العشرين, القرن العشرين, القرن الـ19, القرن الماضي. */
export function decadeOrCentury(r: Reader, t: number): Atom | null {
  // عقد الثمانينيات, عقدي الثمانينيات والتسعينيات.
  const titled =
    r.unit(t)?.unit === 'DE' &&
    !r.breaksBefore(t + 1) &&
    r.proclitics(t + 1) === '' &&
    r.special(t + 1, 'decade') !== '';
  if (titled) {
    const named = decadeOrCentury(r, t + 1);
    return named ?? null;
  }
  const decade = r.special(t, 'decade');
  if (decade !== '') {
    let end = t + 1;
    if (r.breaksBefore(end)) return atom(Parts.of({ decade: Number(decade) }), end, 'decade');
    const at = r.link(end) === 'of' ? end + 1 : end;
    if (r.link(at) === 'age') return null;
    const century = centuryPhrase(r, at);
    if (century) end = century.end;
    else if (!r.isDefinite(t)) return null;
    const shift = century?.parts.century === undefined ? 19 : century.parts.century;
    return atom(Parts.of({ decade: (Number(decade) % 10) + shift * 10 }), end, 'decade');
  }
  return decadeOfCentury(r, t) ?? centuryPhrase(r, t);
}

/** العقد الأول من القرن الحادي والعشرين, العقد الأخير من القرن الماضي. */
function decadeOfCentury(r: Reader, t: number): Atom | null {
  const unit = r.unit(t);
  if (unit?.unit !== 'DE' || unit.form !== '1' || !r.isDefinite(t) || r.breaksBefore(t + 1)) return null;
  const last = r.word(t + 1, ClassNumber.ordinal).value === 'last';
  const n = last ? null : ordinal(r, t + 1);
  const end = n?.end ?? t + 2;
  const decade = last ? 9 : (n?.value ?? 0) - 1;
  if (decade < 0 || decade > 9 || r.link(end) !== 'of') return null;
  const century = centuryPhrase(r, end + 1);
  if (!century || century.parts.bc) return null;
  // القرن الماضي is the twentieth in the news of the twenty-first.
  const hundreds = century.parts.century ?? (century.parts.centuryShift === -1 ? 19 : 20);
  return atom(Parts.of({ decade: hundreds * 10 + decade }), century.end, 'decade');
}

function centuryPhrase(r: Reader, t: number): Atom | null {
  const unit = r.unit(t);
  if (unit?.unit !== 'CE' || unit.form !== '1' || !r.isDefinite(t) || r.breaksBefore(t + 1)) return null;
  const direction = r.direction(t + 1);
  if (direction !== null && Math.abs(direction) < 2)
    return atom(Parts.of({ centuryShift: direction }), t + 2, 'century');
  const n = numeral(r, r.isArticle(t + 1) ? t + 2 : t + 1);
  if (!n || n.value > 30 || n.value < 1 || n.value % 1 !== 0) return null;
  const said = era(r, n.end);
  if (said.calendar) return null;
  const parts = Parts.of({ century: n.value - 1 });
  if (said.bc) parts.bc = true;
  return atom(parts, said.end, 'century');
}
