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

/** The value of digits and nothing else; NaN when there is anything else among them. */
export function plainValue(units: Uint16Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const v = FOLD[units[i]!]!;
    if (v < DIGIT_ZERO || v > DIGIT_NINE) return Number.NaN;
    value = value * 10 + v - DIGIT_ZERO;
  }
  return value;
}

/** The value of digits with decimal or thousands separators; NaN for anything else (a time, a date). */
export function digitValue(written: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(written)) return Number(written.replaceAll('.', ''));
  if (/^\d+[.,]\d+$/.test(written)) return Number(written.replace(',', '.'));
  return Number.NaN;
}
