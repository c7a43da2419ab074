/** Amounts of time: three days, a year and a half, half an hour, the last five years, ages. */
import { Class, ClassNumber } from '../../lexicon/classes.js';
import { Found } from '../found.js';
import { Link } from '../meanings.js';
import { fraction, numeral, ordinal } from '../numerals.js';
import type { Reader } from '../reader.js';
import type { Amount, UnitName } from '../types.js';
import { monthPhrase } from './absolute.js';

interface Term {
  unit: UnitName;
  count: number;
  end: number;
  /** A unit by itself, which is an amount only after a preposition (خلال أسبوع). */
  bare: boolean;
}

export interface AmountPhrase {
  readonly amount: Amount;
  readonly end: number;
  readonly bare: boolean;
  /** الماضية: it ends at the reference; المقبلة: it begins there. */
  readonly anchored?: -1 | 1;
}

function term(r: Reader, t: number): Term | null {
  const unit = r.unit(t);
  if (unit && unit.unit !== 'WE') {
    if (unit.form === '2') {
      // Before a number or a month it names what follows: عامي 2007 و2016.
      if (r.isNumber(t + 1) && !r.breaksBefore(t + 1) && (r.word(t, ClassNumber.unit).flags & 2) !== 0)
        return null;
      return (r.word(t, ClassNumber.unit).flags & 2) !== 0
        ? null
        : { unit: unit.unit, count: 2, end: t + 1, bare: false };
    }
    if (unit.form === 'a')
      return (r.word(t, ClassNumber.unit).flags & 2) !== 0
        ? null
        : { unit: unit.unit, count: 1, end: t + 1, bare: false };
    if (unit.form === '1' && !r.isDefinite(t)) {
      const one =
        r.word(t + 1, ClassNumber.number).value === '1' &&
        !r.breaksBefore(t + 1) &&
        r.proclitics(t + 1) === '';
      return { unit: unit.unit, count: 1, end: one ? t + 2 : t + 1, bare: !one };
    }
    return null;
  }
  const at = r.isArticle(t) ? t + 1 : t;
  const share = fraction(r, at);
  if (share > 0) {
    const of = r.unit(at + 1);
    if (of?.form !== '1' || r.breaksBefore(at + 1) || r.isDefinite(at) || r.proclitics(at + 1) !== '')
      return null;
    // نصف شهر مارس is the middle of March.
    if (of.unit === 'M' && monthPhrase(r, at + 1)) return null;
    return { unit: of.unit, count: share, end: at + 2, bare: false };
  }
  if (r.isNumber(at) ? !r.has(at + 1, Class.unit | Class.number) : !r.has(at, Class.number)) return null;
  const n = numeral(r, at);
  if (!n || n.weak || n.form === 'ordinal' || n.value <= 0 || r.breaksBefore(n.end)) return null;
  // ثلاثة أرباع الساعة
  if (r.word(n.end, ClassNumber.number).value === '/4' && n.value < 4) {
    const whole = r.breaksBefore(n.end + 1) ? null : r.unit(n.end + 1);
    if (whole?.form !== '1') return null;
    return { unit: whole.unit, count: n.value / 4, end: n.end + 2, bare: false };
  }
  const of = r.unit(n.end);
  if (!of || of.form === '2' || of.unit === 'WE' || r.proclitics(n.end) !== '') return null;
  if (r.isDefinite(n.end) && !r.isDefinite(at) && of.form === '1') return null;
  return { unit: of.unit, count: n.value, end: n.end + 1, bare: false };
}

/**
 * An amount of one or more terms: عامين ونصف العام, شهر واحد ويومان وساعتين و30 دقيقة, ساعة ونصف, الـ48 ساعة المقبلة,
 * الأيام الثلاثة الماضية, الشهرين الماضيين, آخر 3 دقائق.
 */
export function amountAt(r: Reader, t: number): AmountPhrase | null {
  const last = r.isNumber(t) ? null : definiteAmount(r, t);
  if (last) return last;
  const first = term(r, t);
  if (!first) return null;
  const amount: Amount = {};
  add(amount, first.unit, first.count);
  let { end } = first;
  let { unit } = first;
  let { bare } = first;
  for (let n = 0; n < 5 && !r.breaksBefore(end); n++) {
    const comma = r.isSign(end, ',،') && r.isNumber(end + 1);
    const lone = r.isLoneAnd(end);
    const at = comma || lone ? end + 1 : end;
    if (!comma && !lone && !r.isAnd(at)) break;
    const share = fraction(r, at);
    if (share > 0) {
      const of = r.unit(at + 1);
      const same = of?.unit === unit && of.form === '1' && !r.breaksBefore(at + 1);
      if (of && !same) break;
      add(amount, unit, share);
      end = same ? at + 2 : at + 1;
      bare = false;
      break;
    }
    const next = term(r, at);
    if (!next || next.unit in amount || (comma && next.bare)) break;
    add(amount, next.unit, next.count);
    if (!next.bare) bare = false;
    end = next.end;
    unit = next.unit;
  }
  if (r.modifier(end) === 'whole' && !r.breaksBefore(end)) {
    end++;
    bare = false;
  }
  // عقد من الزمن, قرنين من الزمان
  if (r.isLink(end, Link.of) && r.link(end + 1) === 'of-time' && !r.breaksBefore(end)) {
    end += 2;
    bare = false;
  }
  const direction = r.breaksBefore(end) ? null : r.direction(end);
  if (direction === -1 || direction === 1) {
    const definite = r.isArticle(t) || r.isDefinite(end);
    if (definite && !first.bare) return { amount, end: end + 1, bare: false, anchored: direction };
  }
  return { amount, end, bare };
}

/** الأيام الثلاثة الماضية, الشهرين الماضيين, السنوات الخمس المقبلة, آخر 24 ساعة. */
function definiteAmount(r: Reader, t: number): AmountPhrase | null {
  const unit = r.unit(t);
  // الساعة الماضية, آخر ساعة
  const clock = (u: typeof unit): boolean => u?.form === '1' && (u.unit === 'H' || u.unit === 'MIN');
  if (clock(unit) && r.isDefinite(t) && !r.breaksBefore(t + 1) && r.isDefinite(t + 1)) {
    const direction = r.direction(t + 1);
    if (direction === 1 || direction === -1)
      return { amount: { [unit!.unit]: 1 }, end: t + 2, bare: false, anchored: direction };
  }
  if (unit && (unit.form === 'n' || unit.form === '2') && r.isDefinite(t) && unit.unit !== 'WE') {
    let at = t + 1;
    let count = 2;
    if (r.breaksBefore(at)) return null;
    if (unit.form === 'n') {
      const number = r.isArticle(at) ? at + 1 : at;
      const n = r.direction(at) === null ? numeral(r, number) : null;
      if (!n) {
        const after = r.direction(at) === null ? at : at + 1;
        const later = numeral(r, r.isArticle(after) ? after + 1 : after);
        if (
          after === at ||
          !later ||
          later.weak ||
          later.form === 'ordinal' ||
          r.isAnd(after) ||
          r.breaksBefore(after)
        )
          return null;
        const direction = r.direction(at)!;
        return { amount: { [unit.unit]: later.value }, end: later.end, bare: false, ...side(direction) };
      }
      count = n.value;
      at = n.end;
      if (n.form === 'ordinal') return null;
    }
    const direction = r.breaksBefore(at)
      ? null
      : (r.direction(at) ?? (r.word(at, ClassNumber.ordinal).value === 'last' ? -1 : null));
    if (direction === null || !r.isDefinite(at)) return null;
    return { amount: { [unit.unit]: count }, end: at + 1, bare: false, ...side(direction) };
  }
  if (r.word(t, ClassNumber.ordinal).value === 'last' && !r.isDefinite(t) && !r.breaksBefore(t + 1)) {
    const found = term(r, t + 1);
    if (found && (!found.bare || clock(r.unit(t + 1))))
      return { amount: { [found.unit]: found.count }, end: found.end, bare: false, anchored: -1 };
  }
  return null;
}
const side = (direction: number): { anchored?: -1 | 1 } =>
  direction < 0 ? { anchored: -1 } : direction > 0 ? { anchored: 1 } : {};

function add(amount: Amount, unit: UnitName, count: number): void {
  amount[unit] = (amount[unit] ?? 0) + count;
}

/** السادسة عشرة من العمر, التاسعة من عمري: an age in an ordinal. */
export function ageAt(r: Reader, t: number): Found | null {
  if (!r.has(t, Class.ordinal)) return null;
  const n = ordinal(r, t);
  if (!n || !r.isDefinite(t) || r.link(n.end) !== 'of' || r.link(n.end + 1) !== 'age') return null;
  return Found.duration(t, n.end + 2, 'age', { Y: n.value });
}

/** A plural that nobody counted (السنوات الأخيرة, الأشهر الأخيرة من العام الماضي): nothing can be said; its end, to go on from. */
export function vagueEnd(r: Reader, t: number): number {
  const unit = r.unit(t);
  if (unit?.form !== 'n' || !r.isDefinite(t)) return 0;
  let at = t + 1;
  if (r.breaksBefore(at)) return 0;
  if (r.word(at, ClassNumber.ordinal).value !== '' || r.direction(at) !== null) at++;
  else return 0;
  if (r.link(at) === 'of' && r.unit(at + 1)?.form === '1') {
    at += 2;
    if (r.direction(at) !== null) at++;
  }
  return at;
}
