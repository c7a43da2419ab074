/** Numbers that are written in digits, of three scripts. */
import { DIGIT_NINE, DIGIT_ZERO, FOLD } from '../text/characters.js';

/** The ASCII form of digits and separators, units[from, to). */
export function digitText(units: Uint16Array, from: number, to: number): string {
  let out = '';
  for (let i = from; i < to; i++) {
    const v = FOLD[units[i]!]!;
    out += v >= DIGIT_ZERO && v <= DIGIT_NINE ? String.fromCharCode(v) : separator(units[i]!);
  }
  return out;
}
const ARABIC_DECIMAL = 0x066b;
const ARABIC_THOUSANDS = 0x066c;
const ARABIC_COMMA = 0x060c;
const separator = (unit: number): string =>
  unit === ARABIC_DECIMAL
    ? '.'
    : unit === ARABIC_THOUSANDS || unit === ARABIC_COMMA
      ? ','
      : String.fromCharCode(unit);

/** The value of digits with decimal or thousands separators; NaN for anything else (a time, a date). */
export function digitValue(written: string): number {
  if (isPlain(written)) return Number(written);
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(written)) return Number(written.replaceAll('.', ''));
  if (/^\d+[.,]\d+$/.test(written)) return Number(written.replace(',', '.'));
  return Number.NaN;
}

/** Digits and nothing else? */
export function isPlain(written: string): boolean {
  for (let i = 0; i < written.length; i++) {
    const c = written.charCodeAt(i);
    if (c < DIGIT_ZERO || c > DIGIT_NINE) return false;
  }
  return written !== '';
}
