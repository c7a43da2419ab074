import { hashPair } from '../tokens/hash.js';
import { Kind, type Tokens } from '../tokens/tokens.js';
import { growInt32 } from './grow.js';

/** Letters of a form that is remembered: two integers of five letters, six bits each. */
const MAX_LETTERS = 10;
const LETTERS_OF_KEY = 5;
/** The letters from hamza to yeh are numbered from here. */
const BEFORE_HAMZA = 0x0620;
const LETTERS = 0x3f;
const BITS = 16;

/** Integers of a line: two for its key, then what is remembered. */
export const MemoField = { word: 2, base: 3, stem: 4, classes: 5, root: 6, rest: 7 } as const;
const LINE = 8;

/**
 * What the lexicon has said of the forms that stood in texts last. Of the words of a text most are among a few thousand
 * forms; a line of 32 bytes for each takes the place of several reads all over the vocabulary, which are waits for
 * memory. The key is the form itself, letter by letter, so that no hash decides; forms with marks, with other letters or
 * with more than ten are not remembered.
 */
export class Memo {
  /** A form has one place; the one that came last has it. */
  readonly lines = new Int32Array(LINE << BITS);
  /** The place of each token's form, 0 when it has none: the first line is never used. */
  places = new Int32Array(0);
  private firsts = new Int32Array(0);
  private seconds = new Int32Array(0);
  private read = new Int32Array(0);

  /**
   * Finds the places of all tokens. The second loop does nothing but read the lines, so that the waits for memory of one
   * token overlap with those of the next ones.
   */
  find(units: Uint16Array, tokens: Tokens): void {
    const { count, kind, start, end } = tokens;
    this.places = growInt32(this.places, count);
    this.read = growInt32(this.read, count);
    this.firsts = growInt32(this.firsts, count);
    this.seconds = growInt32(this.seconds, count);
    const { lines, places, firsts, seconds, read } = this;
    for (let t = 0; t < count; t++) {
      const from = start[t]!;
      const to = end[t]!;
      places[t] = 0;
      if (kind[t] !== Kind.word || to - from > MAX_LETTERS) continue;
      const middle = Math.min(to, from + LETTERS_OF_KEY);
      let first = 0;
      let second = 0;
      let other = 0;
      for (let i = from; i < middle; i++) {
        const letter = units[i]! - BEFORE_HAMZA;
        other |= letter;
        first = (first << 6) | letter;
      }
      for (let i = middle; i < to; i++) {
        const letter = units[i]! - BEFORE_HAMZA;
        other |= letter;
        second = (second << 6) | letter;
      }
      if (other & ~LETTERS) continue;
      firsts[t] = first;
      seconds[t] = second;
      places[t] = (hashPair(first, second) >>> (32 - BITS)) * LINE;
    }
    for (let t = 0; t < count; t++) read[t] = lines[places[t]!]!;
  }

  /** Is the form of a token remembered? */
  has(t: number): boolean {
    const place = this.places[t]!;
    return this.lines[place] === this.firsts[t] && this.lines[place + 1] === this.seconds[t];
  }

  /** Gives the form of a token its place. */
  take(t: number): void {
    const place = this.places[t]!;
    this.lines[place] = this.firsts[t]!;
    this.lines[place + 1] = this.seconds[t]!;
  }
}
