/** Dates in digits and separators. */
import { Link } from '../meanings.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import { endsHere, era } from './absolute.js';
import { type Atom, atom } from './atom.js';

/** 14/3/2020, 2020-03-14, 14.3.2020, 3-2015, 21/09: numbers with separators. */
export function numericDate(r: Reader, t: number): Atom | null {
  if (!r.isNumber(t)) return null;
  // 2 - 10 - 2020 and 21/09 are cut into several tokens.
  if (r.digitCount(t) > 0)
    return r.isSign(t + 1, '/-.') && r.isGlued(t + 1) && r.isNumber(t + 2) ? twoGroups(r, t) : null;
  const groups = r.digits(t).split(/[/.-]/);
  if (groups.length === 3) {
    const parts = threeGroups(groups, r.context.monthFirst, r.digits(t).includes('.'));
    if (!parts) return null;
    const said = era(r, t + 1);
    const calendar =
      said.calendar ??
      (parts.year! >= 1300 && parts.year! < 1500 && !parts.shortYear ? 'islamic-umalqura' : undefined);
    parts.calendar = calendar;
    return atom(parts, said.end, 'numeric');
  }
  // 16. نوفمبر. 2016 is a day with its month; 4.22 is a day only where a day is awaited.
  if (
    groups.length === 2 &&
    groups[1]!.length === 2 &&
    r.isLink(t - 1, Link.in | Link.day | Link.date) &&
    endsHere(r, t + 1)
  ) {
    const [a, b] = groups.map(Number);
    if (a! >= 1 && a! <= 12 && b! > 12 && b! <= 31 && r.digits(t).includes('.'))
      return atom(Parts.of({ day: b!, month: a! }), t + 1, 'numeric');
  }
  return null;
}

function threeGroups(groups: readonly string[], monthFirst: boolean, dots: boolean): Parts | null {
  const [a, b, c] = groups.map(Number) as [number, number, number];
  let [year, month, day] = [c, b, a];
  let short = groups[2]!.length <= 2;
  if (groups[0]!.length === 4) [year, month, day, short] = [a, b, c, false];
  else if (groups[0]!.length > 2 || groups[2]!.length === 3 || groups[2]!.length === 1) return null;
  else if ((monthFirst && a <= 12) || b > 12) [month, day] = [a, b];
  if (short && (dots || groups[2]!.length !== 2)) return null;
  if (groups[0]!.length === 4 && groups[2]!.length > 2) return null;
  if (month < 1 || month > 12 || day < 1 || day > 31 || (!short && (year < 1000 || year > 2199))) return null;
  const parts = Parts.of({ year, month, day });
  if (short) parts.shortYear = true;
  return parts;
}

function twoGroups(r: Reader, t: number): Atom | null {
  if (r.isGlued(t + 3) && r.isSign(t + 3, '/-') && r.isNumber(t + 4)) return null;
  if (!r.isGlued(t + 2) || (r.isGlued(t) && r.isSign(t - 1, '/-'))) return null;
  const [left, right] = [r.digits(t), r.digits(t + 2)];
  if (!/^\d+$/.test(left) || !/^\d+$/.test(right)) return null;
  const [a, b] = [Number(left), Number(right)];
  const end = t + 3;
  if (
    right.length === 4 &&
    left.length <= 2 &&
    a >= 1 &&
    a <= 12 &&
    b >= 1900 &&
    b < 2200 &&
    !r.isSign(t + 1, '.')
  )
    return atom(Parts.of({ month: a, year: b }), end, 'numeric-month');
  if (
    left.length === 4 &&
    right.length === 2 &&
    b >= 1 &&
    b <= 12 &&
    a >= 1900 &&
    a < 2200 &&
    r.isSign(t + 1, '/-') &&
    r.isLink(t - 1, Link.in | Link.since | Link.date)
  )
    return atom(Parts.of({ month: b, year: a }), end, 'numeric-month');
  if (
    left.length > 2 ||
    right.length > 2 ||
    (r.unit(end) && !(r.unit(end)!.unit === 'H' && r.isDefinite(end)))
  )
    return null;
  const awaited =
    r.isLink(t - 1, Link.in | Link.day | Link.date | Link.since | Link.until) || r.weekday(t - 1) !== null;
  const [day, month] = (a <= 12 && b > 12) || (r.context.monthFirst && a <= 12) ? [b, a] : [a, b];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  // 24/7 and scores: without a word that awaits a date only a stroke and a day that can be no month.
  if (
    !awaited &&
    (!r.isSign(t + 1, '/') || day <= 12 || left.length + right.length < 3 || (a === 24 && b === 7))
  )
    return null;
  if (!awaited && !endsHere(r, end)) return null;
  return atom(Parts.of({ day, month }), end, 'numeric');
}
