/** Holidays: عيد الفطر, أول أيام عيد الفطر, عيد الميلاد 2020. */

import { Class, ClassNumber, Flag } from '../../lexicon/classes.js';
import { Link } from '../meanings.js';
import { ordinal } from '../numerals.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import { yearPhrase } from './absolute.js';
import { type Atom, atom } from './atom.js';

/** A holiday with its day and year. */
export function holidayAtom(r: Reader, t: number): Atom | null {
  let at = t;
  let day = 1;
  const n = r.has(t, Class.ordinal) ? ordinal(r, t) : null;
  if (n) {
    // ثاني أيام العيد, اليوم الثاني من عيد الفطر is read as a day of a holiday too.
    const unit = r.unit(n.end);
    const days = unit?.unit === 'D' && (unit.form === 'n' || unit.form === '1');
    if (!days && r.link(n.end) !== 'of') return null;
    at = n.end + 1;
    day = n.value;
    if (!days) return null;
  } else if (r.value(t, ClassNumber.anchor).value === 'day:0' && r.has(t + 1, Class.ordinal)) {
    const nth = ordinal(r, t + 1);
    if (!nth || r.link(nth.end) !== 'of') return null;
    at = nth.end + 1;
    const unit = r.unit(at);
    if (unit?.unit === 'D' && unit.form === 'n') at++;
    day = nth.value;
  }
  if (at !== t && (r.breaksBefore(at) || r.proclitics(at) !== '')) return null;
  const { holiday, flags } = r.value(at, ClassNumber.holiday);
  if (holiday === null) return null;
  let end = r.after(at, ClassNumber.holiday);
  const year = r.breaksBefore(end)
    ? null
    : yearPhrase(r, r.isLink(end, Link.of | Link.in) ? end + 1 : end, r.isNumber(end));
  if (year && !year.parts.everyYear && year.end > end) end = year.end;
  const parts = year && !year.parts.everyYear ? year.parts : new Parts();
  parts.holiday = holiday;
  if (day > 1) parts.holidayDay = day;
  return atom(parts, end, 'holiday', (flags & Flag.weak) !== 0 && at === t && !year);
}
