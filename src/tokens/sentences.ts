import type { Abbreviations } from './abbreviations.js';
import { Gap, Kind, type Tokens } from './tokens.js';
import { DOT } from './units.js';

/** . ! ? and the Arabic question mark, the ellipsis, the Urdu full stop, and double marks. */
const TERMINATORS = new Set([DOT, 0x21, 0x3f, 0x061f, 0x2026, 0x06d4, 0x203c, 0x2049]);
const CLOSERS = new Set(Array.from('"»”\')]}’', (closer) => closer.charCodeAt(0)));
const OPENERS = new Map(Array.from(['()', '[]'], (pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]));
/** A bracket of not more tokens is within its sentence, whatever stands in it. */
const SHORT_BRACKET = 40;
/** A full stop without a blank after it ends a sentence when both words beside it have so many letters (not العربية.نت). */
const GLUED = 3;

/**
 * Numbers the sentences: they end at . ! ? ؟ … with what closes after it, and at line breaks.
 *
 * A full stop ends none after an initial or an abbreviation, after the number of an item of a list, inside of a short
 * bracket, and between digits or Latin letters that touch it. Between two Arabic words that touch it, it does.
 */
export function splitSentences(units: Uint16Array, tokens: Tokens, abbreviations: Abbreviations): void {
  const { kind, gap, start, sentence } = tokens;
  let number = 0;
  let ended = false;
  /** Tokens before this one are within an abbreviation or a bracket. */
  let whole = 0;
  for (let t = 0; t < tokens.count; t++) {
    const isMark = kind[t] === Kind.punctuation;
    const first = units[start[t]!]!;
    const closes = isMark && gap[t] === Gap.none && CLOSERS.has(first);
    if (t > 0 && (gap[t]! >= Gap.line || (ended && !closes && (gap[t] !== Gap.none || isGlued(tokens, t))))) {
      number++;
      ended = false;
    }
    sentence[t] = number;
    if (!isMark) {
      ended = false;
      if (t >= whole) whole = Math.max(whole, abbreviations.end(units, tokens, t));
    } else if (TERMINATORS.has(first))
      ended = t === whole || (t > whole && !(first === DOT && isNoEnd(units, tokens, t)));
    else if (!closes) {
      ended = false;
      const closer = OPENERS.get(first);
      if (closer !== undefined && t >= whole) whole = bracketEnd(units, tokens, t, closer);
    }
  }
  tokens.sentenceCount = tokens.count > 0 ? number + 1 : 0;
}

/** Does a full stop that ends a sentence stand between two words without a blank? */
function isGlued(tokens: Tokens, t: number): boolean {
  const long = (word: number) =>
    word >= 0 && tokens.kind[word] === Kind.word && tokens.end[word]! - tokens.start[word]! >= GLUED;
  return tokens.kind[t - 1] === Kind.punctuation && long(t) && long(t - 2) && tokens.gap[t - 1] === Gap.none;
}

/** Is the full stop one of an initial, or of the number at the beginning of a line? */
function isNoEnd(units: Uint16Array, tokens: Tokens, stop: number): boolean {
  const { kind, gap, start, end } = tokens;
  const before = stop - 1;
  if (end[stop]! - start[stop]! !== 1 || before < 0 || gap[stop] !== Gap.none) return false;
  if (kind[before] === Kind.number) return gap[before]! >= Gap.line && units[end[stop]!] !== DOT;
  const isLetter = kind[before] === Kind.word || kind[before] === Kind.latin;
  if (!isLetter || end[before]! - start[before]! !== 1) return false;
  // After a number a letter is an era or a half of the day, with which a sentence may end.
  return before === 0 || kind[before - 1] !== Kind.number || gap[before]! >= Gap.line;
}

/** The token of the closing bracket when it comes soon and on the same line, else the opening one. */
function bracketEnd(units: Uint16Array, tokens: Tokens, open: number, closer: number): number {
  const limit = Math.min(tokens.count, open + SHORT_BRACKET);
  for (let t = open + 1; t < limit && tokens.gap[t]! < Gap.line; t++)
    if (tokens.kind[t] === Kind.punctuation && units[tokens.start[t]!] === closer) return t;
  return open;
}
