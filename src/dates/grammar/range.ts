/** Ranges: من 3 إلى 7 حزيران, بين عامي 2011 و2014, 2014-2018, صيف 2013 و2016, من الساعة 3 حتى 5 مساء. */

import { Class, ClassNumber } from '../../lexicon/classes.js';
import { Found } from '../found.js';
import { Link } from '../meanings.js';
import { digitNumeral, type Numeral, numeral } from '../numerals.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import { momentAt } from './moment.js';

interface Side {
  readonly parts: Parts | null;
  readonly number: Numeral | null;
  readonly end: number;
  readonly weak: boolean;
}

type Separator = 'to' | 'dash' | 'slash' | 'and';

/** What names two things of one unit before them: عامي, يومي, شهري. */
function dualAt(r: Reader, t: number): 'Y' | 'D' | 'M' | null {
  if (r.breaksBefore(t + 1)) return null;
  const unit = r.unit(t);
  if (unit?.form === '2' && unit.unit === 'Y' && r.isNumber(t + 1)) return 'Y';
  if (r.link(t) === 'days') return 'D';
  if (r.special(t, 'adj') === 'P1M' && r.month(t + 1) && !r.isDefinite(t)) return 'M';
  return null;
}

function separatorAt(r: Reader, t: number): { kind: Separator; next: number } | null {
  if (r.breaksBefore(t)) return null;
  const link = r.link(t);
  if (link === 'to' || link === 'until') return { kind: 'to', next: r.after(t, ClassNumber['date-word']) };
  if (r.isSign(t, '-–—')) return { kind: 'dash', next: t + 1 };
  if (r.isSign(t, '/') && r.isGlued(t)) return { kind: 'slash', next: t + 1 };
  if (r.isLoneAnd(t)) return { kind: 'and', next: r.isLink(t + 1, Link.until | Link.to) ? t + 2 : t + 1 };
  if (r.isAnd(t) || (r.isArticle(t) && r.beginsWithAnd(t))) return { kind: 'and', next: t };
  return null;
}

function looseNumber(r: Reader, t: number): Numeral | null {
  let n: Numeral | null;
  if (r.isNumber(t)) n = digitNumeral(r, t);
  else if (r.has(t, Class.number | Class.ordinal)) n = numeral(r, t);
  else n = r.isArticle(t) ? numeral(r, t + 1) : null;
  return n && !n.weak && n.value % 1 === 0 && n.value >= 0 ? n : null;
}

const isYear = (n: Numeral): boolean =>
  n.value >= 1000 && n.value < 2200 && (n.digits === 4 || n.form === 'words');

/** A range that begins at the token (or at من or بين before it, which stay outside of the span). */
export function rangeAt(r: Reader, t: number): Found | null {
  let at = t;
  const link = r.link(t);
  const opener = link === 'between' || (link === 'of' && r.proclitics(t) === '') ? link : '';
  if (opener !== '') at = r.after(t, ClassNumber['date-word']);
  if (at !== t && r.breaksBefore(at)) return null;
  const start = at;
  const dual = dualAt(r, at);
  if (dual !== null) at++;
  else if (opener === 'between' && r.unit(at)?.unit === 'Y' && r.isNumber(at + 1)) at++;
  const moment = momentAt(r, at);
  const number = looseNumber(r, at);
  for (let side = 0; side < 2; side++) {
    let left: Side;
    if (side === 0) {
      if (!number || (moment && moment.end < number.end)) continue;
      left = { parts: null, number, end: number.end, weak: true };
    } else {
      if (!moment) break;
      left = { parts: moment.parts, number: null, end: moment.end, weak: moment.weak };
    }
    const separator = separatorAt(r, left.end);
    if (!separator || r.breaksBefore(separator.next)) continue;
    if (separator.kind === 'to' && r.proclitics(separator.next) !== '') continue;
    const second = momentAt(r, separator.next);
    const other = looseNumber(r, separator.next);
    const rights: Side[] = [];
    if (second) rights.push({ parts: second.parts, number: null, end: second.end, weak: second.weak });
    if (other) rights.push({ parts: null, number: other, end: other.end, weak: true });
    for (const right of rights) {
      const pair = complete(r, left, right, separator.kind, opener, dual);
      if (pair) return Found.range(start, pair.end ?? right.end, pair.from, pair.to);
    }
  }
  return null;
}

interface Pair {
  from: Parts;
  to: Parts;
  end?: number;
}

function complete(
  r: Reader,
  left: Side,
  right: Side,
  separator: Separator,
  opener: string,
  dual: string | null,
): Pair | null {
  const joined = opener === 'between' || dual !== null;
  const and = separator === 'and';
  const a = left.parts;
  const b = right.parts;
  if (a && b) {
    if ((and && !joined) || separator === 'slash') return null;
    if (a.reference || b.reference || (left.weak && right.weak)) return null;
    if (separator === 'dash' && isClockOnly(a) !== isClockOnly(b)) return null;
    return inherit(a, b);
  }
  if (!a && b) {
    const n = left.number!;
    if (separator === 'slash') return null;
    const monthly = b.month !== undefined || b.monthShift !== undefined;
    if (
      b.day !== undefined &&
      b.hour === undefined &&
      monthly &&
      n.value >= 1 &&
      n.value <= 31 &&
      n.digits <= 2
    ) {
      const from = b.copy();
      from.weekday = undefined;
      from.other = undefined;
      from.day = n.value;
      return { from, to: b };
    }
    if (isYear(n) && b.year !== undefined && b.month === undefined && (!and || joined))
      return { from: Parts.of({ year: n.value }), to: b };
    if (b.hour !== undefined && n.value >= 1 && n.value <= 24 && n.digits <= 2 && (!and || joined))
      return opener === '' && separator !== 'dash' && !b.part
        ? null
        : inherit(Parts.of({ hour: n.value, minute: 0 }), b);
    return null;
  }
  const m = right.number!;
  if (a && a.part === undefined) {
    if (separator === 'slash') return null;
    if (r.unit(m.end) && !r.breaksBefore(m.end)) return null;
    if (
      a.day !== undefined &&
      a.month !== undefined &&
      m.digits <= 2 &&
      m.value > a.day &&
      m.value <= 31 &&
      !and
    )
      return { from: a, to: onDay(a, m.value) };
    if (isYear(m) && a.year !== undefined && a.day === undefined && (!and || joined))
      return { from: a, to: Parts.of({ year: m.value }) };
    if (a.hour !== undefined && m.value <= 24 && m.digits <= 2 && separator === 'to' && opener !== '')
      return inherit(a, Parts.of({ hour: m.value, minute: 0 }));
    return null;
  }
  if (a && a.hour !== undefined && m.value <= 24 && m.digits <= 2 && separator === 'to')
    return inherit(a, Parts.of({ hour: m.value, minute: 0 }));
  if (a) return null;
  return numbers(r, left.number!, right, separator, opener, dual);
}

/** Two numbers: years, or hours of a day that follows. */
function numbers(
  r: Reader,
  n: Numeral,
  right: Side,
  separator: Separator,
  opener: string,
  dual: string | null,
): Pair | null {
  const m = right.number!;
  if (isYear(n) && isYear(m) && m.value > n.value) {
    const glued = separator === 'dash' || (separator === 'slash' && m.value === n.value + 1);
    const said = (opener !== '' && separator !== 'slash') || dual === 'Y';
    if ((glued && n.value >= 1500) || said) {
      if (r.unit(m.end) && !r.breaksBefore(m.end)) return null;
      if (separator === 'and' && opener !== 'between' && dual !== 'Y') return null;
      return { from: Parts.of({ year: n.value }), to: Parts.of({ year: m.value }) };
    }
  }
  if (opener === '' || n.value > 24 || m.value > 24 || separator === 'slash') return null;
  if (r.isLink(m.end, Link.of | Link.in) && !r.breaksBefore(m.end + 1)) {
    const day = momentAt(r, m.end + 1);
    if (day && day.parts.day !== undefined && day.parts.month !== undefined && day.parts.hour === undefined)
      return {
        ...inherit(Parts.of({ hour: n.value, minute: 0 }), atHour(day.parts, m.value)),
        end: day.end,
      };
  }
  return null;
}

function onDay(parts: Parts, day: number): Parts {
  const out = parts.copy();
  out.day = day;
  return out;
}
function atHour(parts: Parts, hour: number): Parts {
  const out = parts.copy();
  out.hour = hour;
  out.minute = 0;
  return out;
}
function onWeekday(parts: Parts, weekday: number): Parts {
  const out = parts.copy();
  out.weekday = weekday;
  return out;
}

const isClockOnly = (p: Parts): boolean => p.hour !== undefined && !hasDay(p);
const hasDay = (p: Parts): boolean =>
  p.day !== undefined ||
  p.dayShift !== undefined ||
  p.weekday !== undefined ||
  p.holiday !== undefined ||
  p.same === 'D';
const DAY_FIELDS = [
  'calendar',
  'year',
  'yearShift',
  'month',
  'monthShift',
  'day',
  'dayShift',
  'weekday',
  'toward',
  'weekShift',
  'holiday',
] as const;

/** What one side says and the other leaves open holds for both. */
export function inherit(a: Parts, b: Parts): Pair {
  const from = a.copy();
  const to = b.copy();
  if (from.hour !== undefined || to.hour !== undefined) {
    if (from.hour !== undefined && to.hour !== undefined) {
      if (!from.part && to.part && from.hour <= 12 && !(from.hour > to.hour && to.hour !== 12))
        from.part = to.part;
      else if (!to.part && from.part && to.hour <= 12) to.part = from.part;
    }
    if (hasDay(from) !== hasDay(to)) {
      const [source, target] = hasDay(from) ? [from, to] : [to, from];
      for (const field of DAY_FIELDS)
        if (source[field] !== undefined && target[field] === undefined)
          Object.assign(target, { [field]: source[field] });
    }
    return { from, to };
  }
  if (from.month !== undefined && from.year === undefined && from.yearShift === undefined) {
    if (to.year !== undefined && to.calendar === from.calendar) from.year = to.year;
    else if (to.yearShift !== undefined) from.yearShift = to.yearShift;
    else if (to.toward !== undefined && from.toward === undefined) from.toward = to.toward;
  }
  return { from, to };
}

/** A day, week or month, and a range inside it: غدا بين الساعة 8 صباحا و2 مساء, الأسبوع الماضي بين الجمعة والأحد. */
export function rangeInside(r: Reader, whole: Found): Found | null {
  const t = whole.end;
  if (r.breaksBefore(t) || !r.isLink(t, Link.of | Link.between)) return null;
  const { parts } = whole;
  if (parts.hour !== undefined || (parts.year !== undefined && parts.month === undefined)) return null;
  const base = parts.copy();
  base.part = undefined;
  const range = rangeAt(r, t);
  if (range?.until) {
    const from = range.parts;
    if (hasDay(base) && isClockOnly(from) && isClockOnly(range.until))
      return Found.range(whole.first, range.end, base.copy().take(from), base.copy().take(range.until));
    if (
      base.weekShift !== undefined &&
      from.weekday !== undefined &&
      range.until.weekday !== undefined &&
      from.day === undefined
    )
      return Found.range(
        whole.first,
        range.end,
        onWeekday(base, from.weekday),
        onWeekday(base, range.until.weekday),
      );
    return null;
  }
  const at = r.after(t, ClassNumber['date-word']);
  const n = looseNumber(r, at);
  const separator = n ? separatorAt(r, n.end) : null;
  const m = separator ? looseNumber(r, separator.next) : null;
  if (!n || !m || !separator || r.unit(m.end) || m.value <= n.value) return null;
  if (hasDay(base) && n.form === 'ordinal' && m.value <= 12)
    return Found.range(whole.first, m.end, atHour(base, n.value), atHour(base, m.value));
  if (base.month !== undefined && base.day === undefined && m.value <= 31)
    return Found.range(whole.first, m.end, onDay(base, n.value), onDay(base, m.value));
  return null;
}
