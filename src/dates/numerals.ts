/**
 * Numbers in Arabic text: digits of three scripts, cardinals and ordinals in words, compounds with و, hundreds, thousands,
 * fractions. Works on tokens; the words are in data/words/number.tsv and ordinal.tsv.
 */
import { Class, ClassNumber, Flag } from '../lexicon/classes.js';
import type { Reader } from './reader.js';

/** A number in the text, and the token after it. */
export interface Numeral {
  readonly value: number;
  readonly end: number;
  /** How it is written. */
  readonly form: 'digits' | 'words' | 'ordinal';
  /** How many digits, for years; 0 for words. */
  readonly digits: number;
  /** Only a word that is rather something else (صفر, أحد). */
  readonly weak: boolean;
}

/**
 * Reads the number that begins at a token: digits (with a scale: 1.5 مليون), a cardinal, or an ordinal.
 * @returns null where no number begins
 */
export function numeral(reader: Reader, t: number): Numeral | null {
  return digitNumeral(reader, t) ?? ordinal(reader, t) ?? cardinal(reader, t);
}

export function digitNumeral(reader: Reader, t: number): Numeral | null {
  if (!reader.isNumber(t)) return null;
  const value = reader.digitValue(t);
  if (Number.isNaN(value)) return null;
  const scale = reader.word(t + 1, ClassNumber.number).number;
  if (scale >= 1000 && !reader.isAnd(t + 1) && !reader.breaksBefore(t + 1))
    return { value: value * scale, end: t + 2, form: 'digits', digits: 0, weak: false };
  return {
    value,
    end: t + 1,
    form: 'digits',
    digits: reader.digitCount(t),
    weak: false,
  };
}

/** One cardinal word; fractions are left out. */
function cardinalWord(reader: Reader, t: number): number | null {
  const { number } = reader.word(t, ClassNumber.number);
  // Not a fraction.
  return Number.isNaN(number) ? null : number;
}

/**
 * Reads a cardinal in words. Terms are added in falling order (ألف وتسعمائة وثمانية وسبعون), where a unit may stand before its
 * ten (ثمانية وسبعون), and a smaller number before a scale multiplies it (خمسة آلاف, ثلاث مئة). A scale that comes again
 * (ثلاثة آلاف وخمسة آلاف) is that of the next number.
 */
export function cardinal(reader: Reader, t: number): Numeral | null {
  const first = cardinalWord(reader, t);
  if (first === null) return null;
  const weak = (reader.word(t, ClassNumber.number).flags & Flag.weak) !== 0;
  let total = 0;
  let group = first;
  /** The smallest scale so far, and where the number ends before the group that follows it. */
  let scale = scaleOf(first);
  let before = { value: 0, end: t };
  /** The last term that was added, and whether it is a unit that a ten may follow. */
  let last = first;
  let end = t + 1;
  for (;;) {
    const at = reader.isLoneAnd(end) ? end + 1 : end;
    // وأحد عشر has the letters of واحد.
    const and = at !== end || reader.isAnd(at) || isEleven(reader, at);
    // الأربع والعشرين has the form of an ordinal in its ten.
    const next = reader.breaksBefore(at)
      ? null
      : (cardinalWord(reader, at) ?? (and ? tenOf(reader, at) : null));
    if (next === null) break;
    if (and) {
      if (next >= 1000) {
        if (group >= next) break;
        if (total !== 0 && total % 1000 !== 0) break;
        total += group;
        group = next;
      } else if (last >= 1000) {
        total += group;
        group = next;
        before = { value: total, end };
      } else if (last < 10 && next >= 20 && next < 100) group += next;
      else if (last >= 100 && next < 100) group += next;
      else break;
    } else if (next === 10 && last < 10 && last > 0) group += 10;
    else if (next === 100 && last < 10 && last > 2) group += 99 * last;
    else if (next >= 1000 && group < 1000 && group >= 1 && next % 1000 === 0) {
      if (next >= scale) return { ...before, form: 'words', digits: 0, weak: false };
      group *= next;
      scale = next;
    } else break;
    last = next;
    end = at + 1;
  }
  return { value: total + group, end, form: 'words', digits: 0, weak: weak && end === t + 1 };
}

/** What a number is so many of (two thousand, a million); infinite below a thousand, since a scale may still follow. */
const scaleOf = (value: number): number =>
  value < 1000 ? Number.POSITIVE_INFINITY : value < 1e6 ? 1000 : value < 1e9 ? 1e6 : 1e9;

/** One and ten without و between them: أحد عشر. */
const isEleven = (reader: Reader, t: number): boolean =>
  cardinalWord(reader, t) === 1 &&
  !reader.breaksBefore(t + 1) &&
  !reader.isAnd(t + 1) &&
  cardinalWord(reader, t + 1) === 10;

/** An ordinal that is a ten and nothing else: العشرين. */
function tenOf(reader: Reader, t: number): number | null {
  const value = reader.word(t, ClassNumber.ordinal).number;
  return value >= 20 ? value : null;
}

/** Reads an ordinal: الخامس, الخامس والعشرين, الثانية عشرة, the hundredth is not used in dates. "last" is no number. */
export function ordinal(reader: Reader, t: number): Numeral | null {
  const { value } = reader.word(t, ClassNumber.ordinal);
  if (value === 'last') return null;
  // الواحد والعشرين is an ordinal, الواحد is none.
  const one = value === '' && reader.word(t, ClassNumber.number).number === 1 && reader.isDefinite(t);
  if (value === '' && !(one && reader.has(t + 1, Class.ordinal) && reader.isAnd(t + 1))) return null;
  const first = one ? 1 : Number(value);
  let end = t + 1;
  if (first < 10 && !reader.breaksBefore(end)) {
    if (cardinalWord(reader, end) === 10 && !reader.isAnd(end) && !reader.isDefinite(end))
      return { value: first + 10, end: end + 1, form: 'ordinal', digits: 0, weak: false };
    const at = reader.isLoneAnd(end) ? end + 1 : end;
    if (at !== end || reader.isAnd(at)) {
      const ten = Number(reader.word(at, ClassNumber.ordinal).value || cardinalWord(reader, at) || 0);
      if (ten >= 20 && ten < 100) {
        end = at + 1;
        return { value: first + ten, end, form: 'ordinal', digits: 0, weak: false };
      }
    }
  }
  return { value: first, end, form: 'ordinal', digits: 0, weak: false };
}

/** A fraction word (نصف, ربع, ثلث) as a number; 0 for none. */
export function fraction(reader: Reader, t: number): number {
  const { value } = reader.word(t, ClassNumber.number);
  const slash = value.indexOf('/');
  return slash > 0 ? Number(value.slice(0, slash)) / Number(value.slice(slash + 1)) : 0;
}
