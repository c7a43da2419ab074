/**
 * The class codes of `FOLD` and the code points that the stages name. A file of its own, with nothing but constants in it
 * and no import: only of such a file does the bundler put the numbers themselves into the loops that use them.
 */

/** Neither letter, mark, digit, punctuation nor white space. */
export const SYMBOL = 0;
export const SPACE = 1;
export const NEWLINE = 2;
export const PUNCTUATION = 3;
/** A nonspacing mark of the Arabic script: part of its word, not of the matching form. */
export const ARABIC_MARK = 4;
/** Zero-width and bidi controls, joiners, variation selectors. */
export const CONTROL = 5;
export const TATWEEL_CLASS = 6;
/** A presentation form that stands for several letters. */
export const LIGATURE = 7;
export const HIGH_SURROGATE = 8;
export const LOW_SURROGATE = 9;
/** A combining mark of another script: part of its word and of the matching form. */
export const OTHER_MARK = 10;
/** Values from here on are code units of folded letters and digits. */
export const FIRST_LETTER = 0x20;

export const ALEF = 0x0627;
export const BEH = 0x0628;
export const FEH = 0x0641;
export const LAM = 0x0644;
export const TATWEEL = 0x0640;
export const HEH = 0x0647;
export const WAW = 0x0648;
export const YEH = 0x064a;
export const KAF = 0x0643;
export const DIGIT_ZERO = 0x30;
export const DIGIT_NINE = 0x39;
/** Folded values in [ARABIC_FIRST, ARABIC_LAST] are letters of the Arabic script. */
export const ARABIC_FIRST = 0x0620;
export const ARABIC_LAST = 0x08ff;
