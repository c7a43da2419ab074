/** Days, weeks, months and years that are said from the day of speaking, from one another, or from the date before. */

import { Class, ClassNumber, Flag } from '../../lexicon/classes.js';
import { Link } from '../meanings.js';
import { cardinal, digitNumeral, fraction, ordinal } from '../numerals.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import type { Daypart, Direction, Edge } from '../types.js';
import { endsHere, monthAtom, yearPhrase } from './absolute.js';
import { type Atom, atom } from './atom.js';
import { clockAtom } from './time.js';

/** اليوم, أمس, بعد غد, الآن, الليلة. */
export function anchorAtom(r: Reader, t: number): Atom | null {
  let at = t;
  const named = r.link(t) === 'day' && !r.breaksBefore(t + 1) && r.has(t + 1, Class.anchor);
  if (named && r.value(t, ClassNumber.anchor).value === '') at++;
  const { value, flags } = r.value(at, ClassNumber.anchor);
  if (value === '') return null;
  const end = r.after(at, ClassNumber.anchor);
  const [kind, rest] = value.split(':');
  if (kind === 'now') return atom(Parts.of({ reference: rest as 'PRESENT_REF' }), end, 'reference');
  if (kind === 'part') {
    const [shift, code] = rest!.split(' ');
    const hours = code === 'MO' ? [6, 12] : code === 'EV' ? [17, 22] : [20, 28];
    const part: Daypart = { code: code!, from: hours[0]!, to: hours[1]!, moment: null };
    return atom(Parts.of({ dayShift: Number(shift), part }), end, 'anchor-part');
  }
  if (kind !== 'day') return null;
  const direction = r.breaksBefore(end) ? null : r.direction(end);
  if (Number(rest) === 0 && !named && direction !== null && r.isDefinite(end) && Math.abs(direction) < 2)
    return atom(anaphora(r, end, Parts.of({ dayShift: direction })), end + 1, 'day-direction');
  if (Number(rest) === 0 && r.modifier(end) === 'same')
    return atom(Parts.of({ same: 'D' }), end + 1, 'same-day');
  if (flags & Flag.common && !endsHere(r, end) && !r.has(end, Class.daypart)) return null;
  const weak =
    (flags & 2) !== 0 &&
    !named &&
    r.proclitics(at) === '' &&
    !r.isLink(at - 1, Link.in | Link.until | Link.since | Link.day);
  const parts = new Parts();
  parts.dayShift = Number(rest);
  return atom(parts, end, 'anchor', weak);
}

/** الأحد الأخير by itself is the one before; الأحد الأخير من مارس is read before it comes to this. */
const isLast = (r: Reader, t: number): boolean =>
  !r.breaksBefore(t) && r.isDefinite(t) && r.word(t, ClassNumber.ordinal).value === 'last';

/** الأربعاء, يوم الأربعاء الماضي, هذا الاثنين. */
export function weekdayAtom(r: Reader, t: number): Atom | null {
  let at = t;
  let here = false;
  if (r.link(at) === 'this' && (r.weekday(at + 1) || r.link(at + 1) === 'day')) {
    here = true;
    at++;
  }
  const named = r.link(at) === 'day' && !r.breaksBefore(at + 1);
  if (named) at++;
  const weekday = r.weekday(at);
  if (!weekday || ((named || here) && r.proclitics(at) !== '')) return null;
  // أحد عشر and اثنين وعشرين are numbers.
  if (weekday.weak && !named && r.has(at + 1, Class.number) && !r.breaksBefore(at + 1)) return null;
  let end = at + 1;
  const direction = r.breaksBefore(end) ? null : r.direction(end);
  const parts = new Parts();
  parts.weekday = weekday.day;
  if (direction !== null && (r.isDefinite(end) || Math.abs(direction) === 2)) {
    parts.toward = direction;
    end = r.after(end, ClassNumber.modifier);
  } else if (here) parts.toward = 0;
  else if (isLast(r, end)) {
    parts.toward = -1;
    end++;
  }
  const rule = parts.toward === undefined ? 'weekday' : 'weekday-direction';
  return atom(parts, end, rule, weekday.weak && !named);
}

const SHIFTS = {
  D: 'dayShift',
  W: 'weekShift',
  M: 'monthShift',
  Y: 'yearShift',
  DE: 'decadeShift',
  CE: 'centuryShift',
  WE: 'weekendShift',
} as const;
type ShiftUnit = keyof typeof SHIFTS;

/** العام الماضي, هذا الأسبوع, الشهر نفسه, نفس اليوم, عطلة نهاية الأسبوع المقبل. */
export function unitAtom(r: Reader, t: number): Atom | null {
  const weekend = r.value(t, ClassNumber.unit).value.startsWith('WE:');
  if (weekend) {
    const end = r.after(t, ClassNumber.unit);
    const direction = r.breaksBefore(end) ? null : r.direction(end);
    return direction === null
      ? atom(Parts.of({ weekendShift: 0, toward: 0 }), end, 'weekend')
      : atom(Parts.of({ weekendShift: direction }), r.after(end, ClassNumber.modifier), 'weekend');
  }
  const link = r.link(t);
  const before =
    link === 'this' ? 'this' : link === 'that' ? 'same' : r.modifier(t) === 'same-before' ? 'same' : '';
  const at = before === '' ? t : t + 1;
  if (before !== '' && (r.breaksBefore(at) || r.proclitics(at) !== '')) return null;
  if (before !== '' && r.value(at, ClassNumber.anchor).value === 'day:0')
    return before === 'this'
      ? atom(Parts.of({ dayShift: 0 }), at + 1, 'this-day')
      : atom(Parts.of({ same: 'D' }), at + 1, 'same-day');
  const unit = r.unit(at);
  const unitName = unit?.form === '1' && unit.unit in SHIFTS ? (unit.unit as ShiftUnit) : null;
  const season = r.special(at, 'season');
  if (!unitName && season === '') return null;
  const end = at + 1;
  if (before !== '' && !r.isDefinite(at)) return null;
  if (before !== '') {
    if (season !== '') return before === 'this' ? atom(Parts.of({ season, toward: 0 }), end, 'season') : null;
    if (before === 'this') return atom(shifted(unitName!, 0), end, 'this-unit');
    return sameUnit(unitName!, end);
  }
  if (!r.isDefinite(at) || r.breaksBefore(end)) return null;
  if (r.modifier(end) === 'same' && unitName) return sameUnit(unitName, end + 1);
  const direction = r.direction(end);
  if (direction === null || (!r.isDefinite(end) && Math.abs(direction) < 2)) return null;
  const after = r.after(end, ClassNumber.modifier);
  if (season !== '') return atom(Parts.of({ season, toward: direction }), after, 'season');
  // العام الماضي 2017
  const said =
    unitName === 'Y' && r.isNumber(after) && !r.breaksBefore(after) ? yearPhrase(r, after, true) : null;
  if (said?.parts.year !== undefined && !r.unit(said.end))
    return atom(said.parts, said.end, 'unit-direction');
  return atom(anaphora(r, end, shifted(unitName!, direction)), after, 'unit-direction');
}

export function shifted(unit: ShiftUnit, direction: Direction): Parts {
  const parts = new Parts();
  parts[SHIFTS[unit]] = direction;
  return parts;
}

/** التالي and السابق count from what was told last. */
function anaphora(r: Reader, t: number, parts: Parts): Parts {
  if (r.value(t, ClassNumber.modifier).flags & Flag.weak) parts.anaphoric = true;
  return parts;
}

const sameUnit = (unit: ShiftUnit, end: number): Atom | null =>
  unit === 'D' || unit === 'W' || unit === 'M' || unit === 'Y'
    ? atom(Parts.of({ same: unit }), end, 'same-unit')
    : null;

/** مطلع, منتصف, نهاية, … ; `end` is after the word. FINISH becomes a weekend before a week. */
export function edgeWord(r: Reader, t: number): { edge: Edge; end: number; weak: boolean } | null {
  const { value, flags } = r.value(t, ClassNumber.modifier);
  if (value !== 'START' && value !== 'MID' && value !== 'END') return null;
  return { edge: value, end: r.after(t, ClassNumber.modifier), weak: (flags & 2) !== 0 };
}

/** Is a year, month or other unit there for quarters and the like to be part of? */
function whole(r: Reader, t: number): Atom | null {
  let at = t;
  if (r.isLink(at, Link.of | Link.in) || r.proclitics(at) !== '')
    at += r.isLink(at, Link.of | Link.in) ? 1 : 0;
  if (r.breaksBefore(at)) return null;
  const found = unitAtom(r, at) ?? monthAtom(r, at) ?? yearPhrase(r, at, true);
  if (found && !found.parts.everyYear) return found;
  const unit = r.unit(at);
  if (
    unit?.form === '1' &&
    r.isDefinite(at) &&
    (unit.unit === 'Y' || unit.unit === 'M') &&
    r.link(t) === 'of'
  )
    return atom(shifted(unit.unit, 0), at + 1, 'unit');
  return null;
}

/** النصف الأول من عام 2018, الربع الأخير من 2019, صيف 2017, خريف العام الماضي, الأسبوع الأول من مارس, ثالث ثلاثاء في أيلول. */
export function partOfUnit(r: Reader, t: number): Atom | null {
  const season = r.special(t, 'season');
  if (season !== '') {
    if (r.breaksBefore(t + 1)) return null;
    const year = whole(r, t + 1);
    if (!year || (year.parts.year === undefined && year.parts.yearShift === undefined) || year.parts.month)
      return null;
    year.parts.season = season;
    return atom(year.parts, year.end, 'season');
  }
  const share = fraction(r, t);
  if ((share === 0.5 || share === 0.25) && r.isDefinite(t)) {
    const n = r.breaksBefore(t + 1) ? null : nth(r, t + 1);
    const direction = n || share === 0.5 || r.breaksBefore(t + 1) ? null : r.direction(t + 1);
    // الربع الماضي, الربع الحالي
    if (direction !== null && r.isDefinite(t + 1) && Math.abs(direction) < 2)
      return atom(Parts.of({ quarterShift: direction }), t + 2, 'quarter');
    if (!n) return null;
    const count = n.n === -1 ? 1 / share : n.n;
    if (count > 1 / share) return null;
    const year = whole(r, n.end);
    const name = share === 0.5 ? 'half' : 'quarter';
    if (
      year &&
      share === 0.5 &&
      (year.parts.month || year.parts.monthShift !== undefined || year.parts.same === 'M')
    ) {
      year.parts.edge = count === 1 ? 'START' : 'END';
      return atom(year.parts, year.end, 'half-month');
    }
    if (
      year &&
      year.parts.year === undefined &&
      year.parts.yearShift === undefined &&
      year.parts.same !== 'Y'
    )
      return null;
    if (!year && share === 0.5) return null;
    if (!year && (r.link(n.end) === 'of' || !endsHere(r, n.end))) return null;
    const parts = year?.parts ?? Parts.of({ same: 'Y' });
    parts[name] = count;
    return atom(parts, year?.end ?? n.end, name);
  }
  return nthOf(r, t);
}

function nth(r: Reader, t: number): { n: number; end: number } | null {
  if (r.word(t, ClassNumber.ordinal).value === 'last') return { n: -1, end: t + 1 };
  const n = ordinal(r, t);
  return n ? { n: n.value, end: n.end } : null;
}

/** The nth weekday, week or day of a month or year. */
function nthOf(r: Reader, t: number): Atom | null {
  if (!r.has(t, Class.ordinal) && !r.has(t + 1, Class.ordinal) && !r.has(t + 2, Class.ordinal)) return null;
  let of: 'weekday' | 'week' | 'day';
  let weekday = 0;
  let n = nth(r, t);
  let at: number;
  const named = (i: number): number => (r.link(i) === 'day' && r.weekday(i + 1) ? i + 1 : i);
  const thing = (i: number): boolean => {
    const found = r.weekday(i);
    const unit = r.unit(i);
    if (found) [of, weekday] = ['weekday', found.day];
    else if (unit?.form === '1' && unit.unit === 'W') of = 'week';
    else if (unit?.form === '1' && unit.unit === 'D') of = 'day';
    else if (r.value(i, ClassNumber.anchor).value === 'day:0') of = 'day';
    else return false;
    return true;
  };
  if (n) {
    at = named(n.end);
    if (r.breaksBefore(at) || r.isDefinite(at) || !thing(at)) return null;
    at++;
  } else {
    at = named(t);
    if (!thing(at) || (!r.isDefinite(at) && at === t)) return null;
    n = r.breaksBefore(at + 1) ? null : nth(r, at + 1);
    if (!n || r.isAnd(at + 1)) return null;
    at = n.end;
  }
  const month = whole(r, at);
  if (!month || month.parts.day || n.n > 53) return null;
  const year = month.parts.year !== undefined || month.parts.yearShift !== undefined;
  if (month.parts.month === undefined && month.parts.monthShift === undefined && (!year || of! === 'weekday'))
    return null;
  if (of! !== 'week' && month.parts.month === undefined && month.parts.monthShift === undefined) return null;
  if (n.n > 31 && of! === 'day') return null;
  const late = month.parts.month !== undefined && !year ? lateYear(r, month.end) : null;
  const { parts } = month;
  if (late) parts.take(late.parts);
  if (weekday > 0) parts.weekday = weekday;
  const end = late?.end ?? month.end;
  if (of! === 'day' && n.n > 0) {
    parts.day = n.n;
    return atom(parts, end, 'nth-day');
  }
  parts.nth = { n: n.n, of: of! };
  return atom(parts, end, `nth-${of!}`);
}

/** من عام 2014 after "of October". */
function lateYear(r: Reader, t: number): Atom | null {
  const at = r.isLink(t, Link.of | Link.in) ? t + 1 : t;
  return r.breaksBefore(at) ? null : yearPhrase(r, at, false);
}

/** 20 من الشهر الجاري, الخامس من هذا الشهر, السبت 23, الخامس عشر after a weekday. */
export function dayOfUnit(r: Reader, t: number, afterWeekday: boolean): Atom | null {
  const at = r.isLink(t, Link.day) ? t + 1 : t;
  const number = r.isArticle(at) ? at + 1 : at;
  const n = r.isNumber(number) ? digitNumeral(r, number) : ordinalOrTeen(r, number, afterWeekday);
  if (!n || n.value % 1 !== 0 || n.value < 1 || n.value > 31) return null;
  const hangs = r.isLink(n.end, Link.of | Link.in);
  if (hangs || r.isLink(n.end, Link.this) || (r.has(n.end, Class.unit) && r.isDefinite(n.end))) {
    const unit = unitAtom(r, hangs ? n.end + 1 : n.end);
    if (unit && (unit.parts.monthShift !== undefined || unit.parts.same === 'M')) {
      unit.parts.day = n.value;
      return atom(unit.parts, unit.end, 'day-of-unit');
    }
  }
  // سأعود في 15 الساعة 8:00
  if (!afterWeekday && r.link(at - 1) === 'in') {
    const clock = r.breaksBefore(n.end)
      ? null
      : clockAtom(r, r.link(n.end) === 'in' ? n.end + 1 : n.end, false);
    if (clock) return atom(Parts.of({ day: n.value }), n.end, 'day-clock');
  }
  return afterWeekday && endsHere(r, n.end) ? atom(Parts.of({ day: n.value }), n.end, 'weekday-day') : null;
}
function ordinalOrTeen(r: Reader, t: number, afterWeekday: boolean): { value: number; end: number } | null {
  const n = ordinal(r, t);
  if (n) return n;
  return afterWeekday && r.link(t - 1) === 'in' ? cardinalDay(r, t) : null;
}
const cardinalDay = (r: Reader, t: number): { value: number; end: number } | null => cardinal(r, t);

/** بقية اليوم, باقي الشهر, بقية أسبوعي: what is left of a unit. */
export function restAtom(r: Reader, t: number): Atom | null {
  if (r.modifier(t) !== 'rest') return null;
  const at = r.after(t, ClassNumber.modifier);
  if (r.breaksBefore(at)) return null;
  const anchor = anchorAtom(r, at);
  if (anchor?.parts.dayShift === 0) {
    const end = r.direction(anchor.end) === 0 ? anchor.end + 1 : anchor.end;
    return atom(Parts.of({ dayShift: 0, rest: true }), end, 'rest');
  }
  const found = unitAtom(r, at);
  if (found) {
    found.parts.rest = true;
    return atom(found.parts, found.end, 'rest');
  }
  const unit = r.unit(at);
  const week = r.special(at, 'adj') === 'P1W' ? 'W' : unit?.form === '1' ? unit.unit : '';
  if (week === '' || !(week in SHIFTS) || week === 'WE') return null;
  const parts = shifted(week as ShiftUnit, 0);
  parts.rest = true;
  return atom(parts, at + 1, 'rest');
}
