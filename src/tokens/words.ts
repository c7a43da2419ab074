import {
  ARABIC_MARK,
  CONTROL,
  FIRST_LETTER,
  FOLD,
  HIGH_SURROGATE,
  LIGATURE,
  OTHER_MARK,
  TATWEEL_CLASS,
} from '../text/characters.js';
import { codePointAt, isSupplementaryWord } from './emoji.js';
import { APOSTROPHE, isArabic, isDigit, isLatin, LATIN_FIRST, RIGHT_QUOTE, UNDERSCORE } from './units.js';

/** The end of a word of Arabic letters, with the marks, tatweel and joiners in it. */
export function arabicEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  for (; i < length; i++) {
    const v = FOLD[units[i]!]!;
    if (isArabic(v) || v === LIGATURE || v === ARABIC_MARK || v === TATWEEL_CLASS || v === OTHER_MARK)
      end = i + 1;
    else if (v !== CONTROL) break;
  }
  return end;
}

/** A run of letters of a script that is neither Arabic nor (at its beginning) Latin. */
export function otherWordEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  while (i < length) {
    const v = FOLD[units[i]!]!;
    if (v === HIGH_SURROGATE) {
      const point = codePointAt(units, i, length);
      if (point <= 0xffff || !isSupplementaryWord(point)) break;
      i += 2;
      end = i;
    } else if ((v >= LATIN_FIRST && !isArabic(v)) || v === OTHER_MARK) end = ++i;
    else if (v === CONTROL) i++;
    else break;
  }
  return end;
}

/** A Latin word: letters, digits, marks, underscores, and apostrophes between letters. */
export function latinEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  for (; i < length; i++) {
    const c = units[i]!;
    const v = FOLD[c]!;
    if ((v >= LATIN_FIRST && !isArabic(v)) || isDigit(v) || v === OTHER_MARK || c === UNDERSCORE) end = i + 1;
    else if ((c === APOSTROPHE || c === RIGHT_QUOTE) && isLatin(FOLD[units[i + 1]!]!) && end === i) continue;
    else if (v !== CONTROL) break;
  }
  return end;
}

/** The end of a hashtag or mention whose sign is before `i`: letters, digits, marks and underscores. */
export function hashtagEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  for (; i < length; i++) {
    const v = FOLD[units[i]!]!;
    if (v >= FIRST_LETTER || v === ARABIC_MARK || v === OTHER_MARK || v === LIGATURE || v === TATWEEL_CLASS)
      end = i + 1;
    else if (units[i] === UNDERSCORE) end = i + 1;
    else if (v !== CONTROL) break;
  }
  return end;
}
