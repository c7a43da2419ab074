import { ARABIC_FIRST, ARABIC_LAST, DIGIT_NINE, DIGIT_ZERO } from '../text/characters.js';

/** Code units that the tokenizer asks for, and the ranges of folded values. */
export const AT = 0x40;
export const HASH_SIGN = 0x23;
export const UNDERSCORE = 0x5f;
export const COLON = 0x3a;
export const SLASH = 0x2f;
export const HYPHEN = 0x2d;
export const DOT = 0x2e;
export const COMMA = 0x2c;
export const APOSTROPHE = 0x27;
export const RIGHT_QUOTE = 0x2019;
export const ARABIC_COMMA = 0x060c;
export const ARABIC_DECIMAL = 0x066b;
export const ARABIC_THOUSANDS = 0x066c;

export const LATIN_FIRST = 0x61;
/** Latin letters end here; what follows (Greek, Cyrillic, …) are words, but for Latin Extended Additional. */
const LATIN_LAST = 0x24f;
export const isLatin = (v: number): boolean =>
  (v >= LATIN_FIRST && v <= LATIN_LAST) || (v >= 0x1e00 && v <= 0x1eff);
export const isDigit = (v: number): boolean => v >= DIGIT_ZERO && v <= DIGIT_NINE;
export const isArabic = (v: number): boolean => v >= ARABIC_FIRST && v <= ARABIC_LAST;
