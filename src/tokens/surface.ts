import { foldSpan } from '../text/characters.js';
import type { Abbreviations } from './abbreviations.js';
import type { Proclitics } from './clitics.js';
import { Gap, Kind, type Tokens } from './tokens.js';
import { hashtagEnd } from './words.js';

/** Signs that enclose the number after them (of a year, a page, a verse). */
const isNumberSign = (unit: number): boolean => (unit >= 0x0600 && unit <= 0x0605) || unit === 0x06dd;
const isVerseBracket = (unit: number): boolean => unit === 0xfd3e || unit === 0xfd3f;

/** Longest proclitic with tatweel after it, in code units. */
const LONGEST_PROCLITIC = 8;

/**
 * Tokens as people count them, where the arrays that the stages read have several: a hashtag is one, an abbreviation with
 * its full stops is one, and so is what a proclitic is glued to, a number or a word of Latin letters, and the number of a
 * verse with its ornate brackets or its sign.
 */
export class Surface {
  constructor(
    private readonly proclitics: Proclitics,
    private readonly abbreviations: Abbreviations,
  ) {}

  /**
   * The token of the arrays with which the one that begins with `t` ends.
   * @param length of the text in code units
   */
  last(units: Uint16Array, tokens: Tokens, t: number, length: number): number {
    const { kind, gap, end } = tokens;
    if (t + 1 >= tokens.count || gap[t + 1] !== Gap.none) return t;
    if (kind[t] === Kind.hashtag) {
      const to = hashtagEnd(units, end[t]!, length);
      let last = t;
      while (last + 1 < tokens.count && end[last + 1]! <= to) last++;
      return last;
    }
    const next = kind[t + 1]!;
    if (next === Kind.number) {
      const sign = units[tokens.start[t]!]!;
      if (isNumberSign(sign)) return t + 1;
      const closed = t + 2 < tokens.count && gap[t + 2] === Gap.none;
      if (isVerseBracket(sign)) return closed && isVerseBracket(units[tokens.start[t + 2]!]!) ? t + 2 : t;
    }
    if (kind[t] !== Kind.word && kind[t] !== Kind.latin) return t;
    if (next === Kind.punctuation) return Math.max(t, this.abbreviations.end(units, tokens, t) - 1);
    return (next === Kind.number || next === Kind.latin) && this.isProclitic(units, tokens, t) ? t + 1 : t;
  }

  /** The kind of the tokens [first, last]: of a proclitic or sign and what it is glued to, that of the latter. */
  kind(tokens: Tokens, first: number, last: number): number {
    const begin = tokens.kind[first]!;
    if (last === first || begin === Kind.hashtag) return begin;
    const next = tokens.kind[first + 1]!;
    return next === Kind.number || next === Kind.latin ? next : begin;
  }

  private isProclitic(units: Uint16Array, tokens: Tokens, t: number): boolean {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    if (tokens.kind[t] !== Kind.word || to - from > LONGEST_PROCLITIC) return false;
    return this.proclitics.isForm(foldSpan(units, from, to));
  }
}
