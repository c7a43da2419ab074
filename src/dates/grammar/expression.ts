/** What may begin at a token: a set, an age, a range, a point in time, an amount. The longest wins, a point before an amount. */
import { Class, ClassNumber } from '../../lexicon/classes.js';
import { Found } from '../found.js';
import { Link } from '../meanings.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import type { Amount } from '../types.js';
import { endsHere } from './absolute.js';
import { ageAt, amountAt } from './duration.js';
import { momentAt } from './moment.js';
import { rangeAt, rangeInside } from './range.js';
import { setAt } from './set.js';

/** The longest expression that begins at the token; null for none. */
export function expressionAt(r: Reader, t: number): Found | null {
  const bits = r.tokens.classes[t]!;
  const special =
    (mayRepeat(r, t, bits) ? setAt(r, t) : null) ??
    (bits & Class['date-word'] ? offsetAt(r, t) : null) ??
    (bits & Class.ordinal ? ageAt(r, t) : null);
  if (special) return special;
  const range = rangeAt(r, t);
  const moment = momentAt(r, t);
  const inside = moment ? rangeInside(r, moment) : null;
  const counts = (bits & COUNTS) !== 0 || r.isNumber(t) || r.isArticle(t);
  const amount = counts ? durationAt(r, t) : null;
  let best: Found | null = null;
  // The first of the longest.
  if (inside) best = inside;
  if (range && (!best || range.end > best.end)) best = range;
  if (moment && (!best || moment.end > best.end)) best = moment;
  if (amount && (!best || amount.end > best.end)) best = amount;
  return best;
}

/** A set begins with كل, a unit or adverb, or with a number before مرات. */
const mayRepeat = (r: Reader, t: number, bits: number): boolean =>
  (bits & (Class.unit | Class['date-word'])) !== 0 ||
  ((r.isNumber(t) || (bits & Class.number) !== 0) && r.has(t + 1, Class.unit | Class.number));
const COUNTS = Class.number | Class.unit | Class.ordinal | Class.modifier;
const NEEDS_BARE =
  Link.during |
  Link.for |
  Link.since |
  Link.after |
  Link.before |
  Link['shortly-before'] |
  Link['shortly-after'];

function durationAt(r: Reader, t: number): Found | null {
  if (r.modifier(t) === 'all') {
    if (
      r.value(t + 1, ClassNumber.anchor).value === 'day:0' &&
      !r.breaksBefore(t + 1) &&
      !r.has(t + 2, Class.weekday)
    )
      return Found.duration(t, t + 2, 'whole-unit', { D: 1 });
    const unit = r.unit(t + 1);
    if (unit?.form === '1' && r.isDefinite(t + 1) && r.direction(t + 2) === null && !r.isNumber(t + 2))
      return Found.duration(t, t + 2, 'whole-unit', { [unit.unit]: 1 });
  }
  const amount = amountAt(r, t);
  if (!amount) return null;
  if (amount.bare && !bareAllowed(r, t, amount.end)) return null;
  if (r.link(amount.end) === 'of' && isNow(r, amount.end + 1)) {
    const found = offset(t, amount.end + 2, 'from-now', amount.amount);
    found.parts.exact = true;
    // خلال أسبوع من اليوم
    if (r.isLink(t - 1, Link.during)) found.parts.offsetSign = 1;
    return found;
  }
  const before = r.link(t - 1);
  const ahead = before === 'during' && (r.context.prefer === 'future' || r.comesLater(t)) ? 1 : 0;
  const anchored = amount.anchored ?? (before === 'since' ? -1 : ahead);
  return Found.duration(t, amount.end, 'duration', amount.amount, anchored);
}

/** A unit by itself is an amount after خلال, منذ, بعد, …, when it does not name a year, month or day. */
function bareAllowed(r: Reader, t: number, end: number): boolean {
  const said = r.modifier(t - 1);
  const measured =
    said === 'APPROX' ||
    said === 'MORE_THAN' ||
    said === 'LESS_THAN' ||
    said === 'all' ||
    /^EQUAL/.test(said);
  if (!measured && !r.isLink(t - 1, NEEDS_BARE) && !measuredBefore(r, t)) return false;
  if (r.breaksBefore(end)) return true;
  return (
    !r.isNumber(end) && !r.has(end, Class.month | Class.weekday | Class.anchor | Class.ordinal | Class.number)
  );
}
/** أكثر من is a phrase of two tokens: its first is two before. */
const measuredBefore = (r: Reader, t: number): boolean => {
  const said = r.modifier(t - 2);
  return (
    said !== '' &&
    r.after(t - 2, ClassNumber.modifier) === t &&
    (said.endsWith('_THAN') || said.startsWith('EQUAL') || said === 'APPROX')
  );
};

/** قبل ثلاثة أيام, قبل نحو عام, بعد ثلاثة أيام من الآن. */
function offsetAt(r: Reader, t: number): Found | null {
  const link = r.link(t);
  if ((link !== 'before' && link !== 'after') || r.breaksBefore(t + 1)) return null;
  let at = t + 1;
  const said = r.modifier(at);
  const measured = /^(APPROX|MORE_THAN|LESS_THAN|EQUAL)/.test(said);
  if (measured) at = r.after(at, ClassNumber.modifier);
  if (r.breaksBefore(at) || r.proclitics(at) !== '') return null;
  const amount = amountAt(r, at);
  if (!amount || (amount.bare && !bareAllowed(r, at, amount.end)) || amount.anchored) return null;
  const only = r.link(amount.end) === 'only' ? 1 : 0;
  const next = r.link(amount.end + only);
  const now = next === 'of' && isNow(r, amount.end + 1);
  // قبل أسبوع من الانتخابات counts from something else: only the amount can be told.
  if ((next === 'of' || next === 'at') && !now && !r.breaksBefore(amount.end)) return null;
  if (link === 'after' && !now && r.context.prefer !== 'future' && !r.comesLater(t)) return null;
  const ago = link === 'before';
  const found = offset(t, now ? amount.end + 2 : amount.end, ago ? 'ago' : 'from-now', amount.amount);
  found.parts.exact = now && !measured ? true : undefined;
  found.parts.offsetSign = ago ? -1 : 1;
  if (measured) found.parts.mod = said;
  return found;
}

/** من الآن, من اليوم at the end of its clause. */
const isNow = (r: Reader, t: number): boolean =>
  r.link(t) === 'from-now' ||
  (r.value(t, ClassNumber.anchor).value === 'day:0' && r.proclitics(t) === '' && endsHere(r, t + 1));

function offset(first: number, end: number, rule: string, amount: Amount): Found {
  const parts = new Parts();
  parts.offset = amount;
  const found = new Found(first, end, rule, 'moment', parts);
  found.amount = amount;
  return found;
}
