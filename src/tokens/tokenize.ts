import {
  ARABIC_FIRST,
  ARABIC_LAST,
  ARABIC_MARK,
  EXPANSIONS,
  FIRST_LETTER,
  FOLD,
  HIGH_SURROGATE,
  LAM,
  LIGATURE,
  LOW_SURROGATE,
  NEWLINE,
  OTHER_MARK,
  PUNCTUATION,
  SPACE,
  SYMBOL,
  TATWEEL,
  TATWEEL_CLASS,
} from '../text/characters.js';
import { addressEnd } from './addresses.js';
import { codePointAt, emojiEnd, isEmojiStart, isSupplementaryWord } from './emoji.js';
import { HASH_SEED, hashUnit } from './hash.js';
import { numberEnd } from './numbers.js';
import { Gap, Kind, type Tokens } from './tokens.js';
import { AT, DOT, HASH_SIGN, HYPHEN, isArabic, isDigit, isLatin, UNDERSCORE } from './units.js';
import { arabicEnd, hashtagEnd, latinEnd, otherWordEnd } from './words.js';

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
 * @param tokens receives start, end, kind, gap, hash and plain; its count is set
 */
export function tokenize(units: Uint16Array, length: number, tokens: Tokens): void {
  const fold = FOLD;
  const { none, blank, line, paragraph } = Gap;
  const { word, punctuation } = Kind;
  tokens.count = 0;
  tokens.reserve(Math.max(1024, (length >> 2) + 16));
  let { start, end, kind, gap, hash, plain } = tokens;
  let room = start.length - 1;
  let count = 0;
  let before: number = paragraph;
  let i = 0;
  while (i < length) {
    let v = fold[units[i]!]!;
    if (v === SPACE) {
      if (before === none) before = blank;
      i++;
      continue;
    }
    if (count >= room) {
      tokens.count = count;
      tokens.reserve(count * 2);
      ({ start, end, kind, gap, hash, plain } = tokens);
      room = start.length - 1;
    }
    const from = i;
    let h = HASH_SEED;
    plain[count] = 0;
    if ((v - ARABIC_FIRST) >>> 0 <= ARABIC_LAST - ARABIC_FIRST) {
      // Nearly all words are letters only, with no mark, tatweel or joiner among them.
      do {
        h = hashUnit(h, v);
        v = fold[units[++i]!]!;
      } while ((v - ARABIC_FIRST) >>> 0 <= ARABIC_LAST - ARABIC_FIRST);
      if (v >= ARABIC_MARK && v <= OTHER_MARK) {
        i = wordEnd(units, from, length);
        h = hashRange(units, from, i, HASH_SEED);
      } else plain[count] = 1;
      kind[count] = word;
    } else if (v === PUNCTUATION && isPlainMark(units[i]!, units[i + 1]!)) {
      h = hashUnit(h, units[i++]!);
      kind[count] = punctuation;
    } else if (v === NEWLINE) {
      if (!isAfterCarriageReturn(units, i)) before = before >= line ? paragraph : line;
      i++;
      continue;
    } else {
      i = otherEnd(units, i, length, before, kind, count);
      if (i < 0) {
        i = -i; // nothing that counts
        continue;
      }
      h = hashRange(units, from, i, HASH_SEED);
    }
    start[count] = from;
    end[count] = i;
    gap[count] = before;
    hash[count] = h;
    count++;
    before = none;
  }
  tokens.count = count;
}

/** Is a punctuation mark a token by itself, whatever it is, since the next unit is another? */
const isPlainMark = (c: number, next: number): boolean => c !== next && c !== HASH_SIGN && c !== AT;

/**
 * The end of what begins at `i` and is no word of plain Arabic letters; its kind is written into kinds[count].
 * @returns minus the end of what is no token: a mark or control with nothing to lean on
 */
function otherEnd(
  units: Uint16Array,
  i: number,
  length: number,
  before: number,
  kinds: Uint8Array,
  count: number,
): number {
  const c = units[i]!;
  const v = FOLD[c]!;
  kinds[count] = Kind.word;
  if (v === PUNCTUATION || v === SYMBOL) {
    if (v === SYMBOL && isEmojiStart(c)) return emojiOrSymbolEnd(units, i, length, kinds, count);
    return signEnd(units, i, length, kinds, count);
  }
  if (v >= FIRST_LETTER) {
    if (isDigit(v)) {
      const end = numberEnd(units, i, length);
      kinds[count] = Kind.number;
      if (!isLatin(FOLD[units[end]!]!)) return end;
      kinds[count] = Kind.latin;
      return latinEnd(units, end, length);
    }
    if (!isLatin(v)) return otherWordEnd(units, i, length);
    const end = latinEnd(units, i, length);
    const address = addressEnd(units, i, end, length);
    kinds[count] = address === 0 ? Kind.latin : address < 0 ? Kind.email : Kind.url;
    return address === 0 ? end : Math.abs(address);
  }
  if (v === LIGATURE) return arabicEnd(units, i, length);
  if (v === TATWEEL_CLASS) {
    let end = i + 1;
    while (end < length && units[end] === TATWEEL) end++;
    const next = FOLD[units[end]!]!;
    // A dash, unless it joins a word to what stands before it.
    if (before === Gap.none && (isArabic(next) || next === LIGATURE)) return arabicEnd(units, end, length);
    kinds[count] = Kind.punctuation;
    return end;
  }
  if (v === HIGH_SURROGATE || v === LOW_SURROGATE) {
    const point = codePointAt(units, i, length);
    if (point > 0xffff && isSupplementaryWord(point)) return otherWordEnd(units, i, length);
    return emojiOrSymbolEnd(units, i, length, kinds, count);
  }
  return -(i + 1);
}

function emojiOrSymbolEnd(
  units: Uint16Array,
  i: number,
  length: number,
  kinds: Uint8Array,
  count: number,
): number {
  const end = emojiEnd(units, i, length);
  kinds[count] = end > i ? Kind.emoji : Kind.symbol;
  if (end > i) return end;
  return i + (codePointAt(units, i, length) > 0xffff ? 2 : 1);
}

/** A punctuation mark or sign; full stops, hyphens and underscores in a row are one. */
function signEnd(units: Uint16Array, i: number, length: number, kinds: Uint8Array, count: number): number {
  const c = units[i]!;
  kinds[count] = FOLD[c] === PUNCTUATION ? Kind.punctuation : Kind.symbol;
  let end = i + 1;
  if (c === DOT || c === UNDERSCORE || c === HYPHEN) {
    while (end < length && units[end] === c) end++;
    return end;
  }
  if (c !== HASH_SIGN && c !== AT) return end;
  if (FOLD[units[end]!]! < FIRST_LETTER && units[end] !== UNDERSCORE) return end;
  kinds[count] = c === HASH_SIGN ? Kind.hashtag : Kind.mention;
  return c === HASH_SIGN ? end : hashtagEnd(units, end, length);
}

/** The end of a word in which marks, tatweel or joiners stand. A tatweel between a word and a blank is a dash. */
function wordEnd(units: Uint16Array, from: number, length: number): number {
  const end = arabicEnd(units, from, length);
  if (units[end - 1] !== TATWEEL || (FOLD[units[end]!] !== SPACE && FOLD[units[end]!] !== NEWLINE))
    return end;
  let letters = end;
  while (units[letters - 1] === TATWEEL) letters--;
  // Not after one or two letters or after lam: those are abbreviations (Hijri), proclitics and the article.
  return letters - from > 2 && units[letters - 1] !== LAM ? letters : end;
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
