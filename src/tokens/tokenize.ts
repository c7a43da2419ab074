import {
  ARABIC_FIRST,
  ARABIC_LAST,
  ARABIC_MARK,
  CONTROL,
  DIGIT_NINE,
  DIGIT_ZERO,
  EXPANSIONS,
  FIRST_LETTER,
  FOLD,
  HIGH_SURROGATE,
  LIGATURE,
  LOW_SURROGATE,
  NEWLINE,
  OTHER_MARK,
  PUNCTUATION,
  SPACE,
  TATWEEL_CLASS,
} from '../text/characters.js';
import { codePointAt, emojiEnd, isEmojiStart, isSupplementaryWord } from './emoji.js';
import { HASH_SEED, hashUnit } from './hash.js';
import { Gap, Kind, type Tokens } from './tokens.js';

const LATIN_FIRST = 0x61;
/** Latin letters end here; what follows (Greek, Cyrillic, …) are words, but for Latin Extended Additional. */
const LATIN_LAST = 0x24f;
const isLatin = (v: number): boolean =>
  (v >= LATIN_FIRST && v <= LATIN_LAST) || (v >= 0x1e00 && v <= 0x1eff);
const isDigit = (v: number): boolean => v >= DIGIT_ZERO && v <= DIGIT_NINE;
const isArabic = (v: number): boolean => v >= ARABIC_FIRST && v <= ARABIC_LAST;

const AT = 0x40;
const HASH_SIGN = 0x23;
const UNDERSCORE = 0x5f;
const COLON = 0x3a;
const SLASH = 0x2f;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const COMMA = 0x2c;
const APOSTROPHE = 0x27;
const RIGHT_QUOTE = 0x2019;
const ARABIC_COMMA = 0x060c;
const ARABIC_DECIMAL = 0x066b;
const ARABIC_THOUSANDS = 0x066c;

/**
 * Cuts a text into tokens, with kinds, offsets and the hashes of their matching forms, in one pass.
 *
 * Tokens are in order, do not overlap, and cover every code unit that is not white space, an ignorable control or a
 * mark with nothing to lean on. Marks, tatweel and joiners stay inside their word. Letters of the Arabic script are
 * cut from Latin letters and from digits that touch them (في8, الـCNN). A hashtag is its sign (kind `hashtag`)
 * and then tokens as anywhere else, so that the names in it are found; `hashtagEnd` gives where it ends.
 *
 * @param units code units; `units[length]` must exist and hold white space (see text/units.ts)
 * @param length number of code units
 * @param tokens receives start, end, kind, gap and hash; its count is set
 */
export function tokenize(units: Uint16Array, length: number, tokens: Tokens): void {
  tokens.count = 0;
  tokens.reserve(Math.max(1024, (length >> 2) + 16));
  let { start, end, kind, gap, hash } = tokens;
  let count = 0;
  let before: number = Gap.paragraph;
  let i = 0;
  while (i < length) {
    let v = FOLD[units[i]!]!;
    if (v === SPACE) {
      if (before === Gap.none) before = Gap.blank;
      i++;
      continue;
    }
    if (count + 1 >= start.length) {
      tokens.count = count;
      tokens.reserve(count * 2);
      ({ start, end, kind, gap, hash } = tokens);
    }
    let from = i;
    let to = i;
    let h = HASH_SEED;
    let what: number;
    if (v >= ARABIC_FIRST && v <= ARABIC_LAST) {
      what = Kind.word;
      for (;;) {
        h = hashUnit(h, v);
        to = ++i;
        v = FOLD[units[i]!]!;
        if (v >= ARABIC_FIRST && v <= ARABIC_LAST) continue;
        if (v > OTHER_MARK || v < ARABIC_MARK) break;
        while (v >= ARABIC_MARK && v <= OTHER_MARK) {
          if (v === LIGATURE) h = hashLigature(h, units[i]!);
          else if (v === OTHER_MARK) h = hashUnit(h, units[i]!);
          else if (v === HIGH_SURROGATE || v === LOW_SURROGATE) break;
          i++;
          if (v !== CONTROL) to = i; // a control at the end of a word stays outside of it
          v = FOLD[units[i]!]!;
        }
        if (v < ARABIC_FIRST || v > ARABIC_LAST) break;
      }
      i = to;
    } else if (v === NEWLINE) {
      if (!isAfterCarriageReturn(units, i)) before = before >= Gap.line ? Gap.paragraph : Gap.line;
      i++;
      continue;
    } else if (v >= FIRST_LETTER) {
      if (isDigit(v)) {
        i = numberEnd(units, i, length);
        what = Kind.number;
        if (isLatin(FOLD[units[i]!]!)) {
          what = Kind.latin;
          i = latinEnd(units, i, length);
        }
      } else if (isLatin(v)) {
        i = latinEnd(units, i, length);
        what = Kind.latin;
        const address = addressEnd(units, from, i, length);
        if (address !== 0) {
          what = address < 0 ? Kind.email : Kind.url;
          i = Math.abs(address);
        }
      } else {
        i = otherWordEnd(units, i, length);
        what = Kind.word;
      }
      to = i;
      h = hashRange(units, from, to, h);
    } else if (v === LIGATURE) {
      i = arabicEnd(units, i, length);
      to = i;
      h = hashRange(units, from, to, h);
      what = Kind.word;
    } else if (v === CONTROL || v === ARABIC_MARK || v === OTHER_MARK) {
      i++; // with nothing to lean on
      continue;
    } else if (v === TATWEEL_CLASS) {
      // A dash, unless a word hangs on it.
      while (FOLD[units[i]!]! === TATWEEL_CLASS && i < length) i++;
      v = FOLD[units[i]!]!;
      if (isArabic(v) || v === LIGATURE) {
        i = arabicEnd(units, i, length);
        what = Kind.word;
      } else what = Kind.punctuation;
      to = i;
      h = hashRange(units, from, to, h);
    } else if (v === HIGH_SURROGATE || (v !== PUNCTUATION && isEmojiStart(units[i]!))) {
      const point = codePointAt(units, i, length);
      if (point > 0xffff && isSupplementaryWord(point)) {
        i = otherWordEnd(units, i, length);
        what = Kind.word;
      } else {
        const emoji = emojiEnd(units, i, length);
        what = emoji > i ? Kind.emoji : Kind.symbol;
        i = emoji > i ? emoji : i + (point > 0xffff ? 2 : 1);
      }
      to = i;
      h = hashRange(units, from, to, h);
    } else {
      const c = units[i]!;
      i++;
      what = v === PUNCTUATION ? Kind.punctuation : Kind.symbol;
      const next = FOLD[units[i]!]!;
      if (c === HASH_SIGN && (next >= FIRST_LETTER || units[i] === UNDERSCORE)) what = Kind.hashtag;
      else if (c === AT && (next >= FIRST_LETTER || units[i] === UNDERSCORE)) {
        what = Kind.mention;
        i = hashtagEnd(units, i, length);
      } else if (c === DOT || c === UNDERSCORE || c === HYPHEN) while (i < length && units[i] === c) i++;
      to = i;
      h = hashUnit(h, c);
    }
    start[count] = from;
    end[count] = to;
    kind[count] = what;
    gap[count] = before;
    hash[count] = h;
    count++;
    before = Gap.none;
  }
  tokens.count = count;
}

/** A line feed after a carriage return belongs to the same line break. */
const isAfterCarriageReturn = (units: Uint16Array, i: number): boolean =>
  units[i] === 0x0a && i > 0 && units[i - 1] === 0x0d;

function hashLigature(h: number, unit: number): number {
  for (const letter of EXPANSIONS.get(unit)!) h = hashUnit(h, letter);
  return h;
}

/** The hash of the matching form of units[from, to), continued from `h`. */
export function hashRange(units: Uint16Array, from: number, to: number, h: number): number {
  for (let i = from; i < to; i++) {
    const c = units[i]!;
    const v = FOLD[c]!;
    if (v >= FIRST_LETTER) h = hashUnit(h, v);
    else if (v === LIGATURE) h = hashLigature(h, c);
    else if (v < ARABIC_MARK || v >= HIGH_SURROGATE) h = hashUnit(h, c);
  }
  return h;
}

function arabicEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  for (; i < length; i++) {
    const v = FOLD[units[i]!]!;
    if (isArabic(v) || v === LIGATURE || v === ARABIC_MARK || v === TATWEEL_CLASS || v === OTHER_MARK) end = i + 1;
    else if (v !== CONTROL) break;
  }
  return end;
}

/** A run of letters of a script that is neither Arabic nor (at its beginning) Latin. */
function otherWordEnd(units: Uint16Array, i: number, length: number): number {
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
function latinEnd(units: Uint16Array, i: number, length: number): number {
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
function numberEnd(units: Uint16Array, i: number, length: number): number {
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

/** The end of a hashtag or mention whose sign is before `i`: letters, digits, marks and underscores. */
export function hashtagEnd(units: Uint16Array, i: number, length: number): number {
  let end = i;
  for (; i < length; i++) {
    const v = FOLD[units[i]!]!;
    if (v >= FIRST_LETTER || v === ARABIC_MARK || v === OTHER_MARK || v === LIGATURE || v === TATWEEL_CLASS) end = i + 1;
    else if (units[i] === UNDERSCORE) end = i + 1;
    else if (v !== CONTROL) break;
  }
  return end;
}

const isHostUnit = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === HYPHEN || c === UNDERSCORE;

/**
 * Does a URL or an e-mail address begin with the Latin word [from, end)?
 * @returns the end of a URL, minus the end of an e-mail address, or 0
 */
function addressEnd(units: Uint16Array, from: number, end: number, length: number): number {
  const c = units[end]!;
  if (c === COLON && units[end + 1] === SLASH && units[end + 2] === SLASH) return urlEnd(units, end + 3, length);
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
    if (v === SPACE || v === NEWLINE || isArabic(v) || c === 0x22 || c === 0x3c || c === 0x3e || c === 0xbb || c === ARABIC_COMMA) break;
    if (v === CONTROL || v === LOW_SURROGATE || v === HIGH_SURROGATE) break;
  }
  while (i > 0 && isFinal(units[i - 1]!)) i--;
  return i;
}
const isFinal = (c: number): boolean =>
  c === DOT || c === COMMA || c === COLON || c === 0x3b || c === 0x21 || c === 0x3f || c === 0x29 || c === 0x5d || c === 0x061f || c === 0x061b;
