import { FOLD } from '../text/characters.js';
import {
  ARABIC_COMMA,
  ARABIC_DECIMAL,
  ARABIC_THOUSANDS,
  COLON,
  COMMA,
  DOT,
  HYPHEN,
  isDigit,
  SLASH,
} from './units.js';

/** The end of the digits from `i`. */
function digitsEnd(units: Uint16Array, i: number): number {
  while (isDigit(FOLD[units[i]!]!)) i++;
  return i;
}

/**
 * A number: digits with separators between them (1,5 · 103.7 · 1.250.000 · ٣٫٥), a time of day (14:30, 5:30:00), or
 * a date of three groups with one separator (12/3/2020, 2020-03-14, 1.5.2018). Two groups with a stroke or a hyphen
 * (27-29, 2-1, 2019/2020) are several tokens, since only their sentence says what they are.
 */
export function numberEnd(units: Uint16Array, i: number, length: number): number {
  const first = digitsEnd(units, i);
  const separator = units[first]!;
  if (first >= length || !isDigit(FOLD[units[first + 1]!]!)) return first;
  const second = digitsEnd(units, first + 1);
  if (separator === SLASH || separator === HYPHEN || separator === DOT) {
    const digits = first - i;
    const third = units[second] === separator ? digitsEnd(units, second + 1) : 0;
    if (
      third > second + 1 &&
      digits <= 4 &&
      second - first - 1 <= 2 &&
      third - second - 1 <= 4 &&
      units[third] !== separator &&
      (separator !== DOT || third - second - 1 !== 3)
    )
      return third;
    if (separator !== DOT) return first;
  }
  if (separator === COLON) {
    if (first - i > 2 || second - first - 1 !== 2) return first;
    const third = units[second] === COLON ? digitsEnd(units, second + 1) : 0;
    return third === second + 3 ? third : second;
  }
  let end = first;
  while (isDecimalSeparator(units[end]!) && isDigit(FOLD[units[end + 1]!]!)) end = digitsEnd(units, end + 1);
  return end;
}
const isDecimalSeparator = (c: number): boolean =>
  c === DOT || c === COMMA || c === ARABIC_COMMA || c === ARABIC_DECIMAL || c === ARABIC_THOUSANDS;
