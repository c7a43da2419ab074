import { CONTROL, FOLD, HIGH_SURROGATE, LOW_SURROGATE, NEWLINE, SPACE } from '../text/characters.js';
import { ARABIC_COMMA, AT, COLON, COMMA, DOT, HYPHEN, isArabic, SLASH, UNDERSCORE } from './units.js';

const isHostUnit = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) ||
  (c >= 0x61 && c <= 0x7a) ||
  (c >= 0x41 && c <= 0x5a) ||
  c === HYPHEN ||
  c === UNDERSCORE;

/**
 * Does a URL or an e-mail address begin with the Latin word [from, end)?
 * @returns the end of a URL, minus the end of an e-mail address, or 0
 */
export function addressEnd(units: Uint16Array, from: number, end: number, length: number): number {
  const c = units[end]!;
  if (c === COLON && units[end + 1] === SLASH && units[end + 2] === SLASH)
    return urlEnd(units, end + 3, length);
  if (c === DOT && end - from === 3 && (units[from]! | 0x20) === 0x77 && (units[from + 1]! | 0x20) === 0x77) {
    if (isHostUnit(units[end + 1]!)) return urlEnd(units, end, length);
  }
  if (c !== DOT && c !== AT && c !== HYPHEN && c !== 0x2b) return 0;
  let i = end;
  while (i < length && i - from < 65 && (isHostUnit(units[i]!) || units[i] === DOT || units[i] === 0x2b)) i++;
  if (units[i] === AT && isHostUnit(units[i + 1]!)) {
    i++;
    while (i < length && (isHostUnit(units[i]!) || (units[i] === DOT && isHostUnit(units[i + 1]!)))) i++;
    return -i;
  }
  return 0;
}

/** The end of a URL: up to white space, a quotation mark, a bracket or an Arabic letter; final punctuation stays out. */
function urlEnd(units: Uint16Array, i: number, length: number): number {
  for (; i < length; i++) {
    const c = units[i]!;
    const v = FOLD[c]!;
    if (
      v === SPACE ||
      v === NEWLINE ||
      isArabic(v) ||
      c === 0x22 ||
      c === 0x3c ||
      c === 0x3e ||
      c === 0xbb ||
      c === ARABIC_COMMA
    )
      break;
    if (v === CONTROL || v === LOW_SURROGATE || v === HIGH_SURROGATE) break;
  }
  while (i > 0 && isFinal(units[i - 1]!)) i--;
  return i;
}
const isFinal = (c: number): boolean =>
  c === DOT ||
  c === COMMA ||
  c === COLON ||
  c === 0x3b ||
  c === 0x21 ||
  c === 0x3f ||
  c === 0x29 ||
  c === 0x5d ||
  c === 0x061f ||
  c === 0x061b;
