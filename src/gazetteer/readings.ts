/** The ways in which a name may begin in a text: with a token, or with what is left of it without its proclitics. */
import { FOLD } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, hashOfRest, MAX_REST } from '../tokens/hash.js';
import { hasLetters, skipLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Kind, type Tokens } from '../tokens/tokens.js';
import { type Beginnings, mayHave, mix, mixPair, shiftOf } from './beginnings.js';
import { nextOnPath, PASSABLE } from './path.js';
import { ARTICLE_HASH, type Strip, type Strips, stripsOf } from './strips.js';

/** Letters that must be left of a word without its proclitics. */
const MIN_REST = 2;
/** Tokens that are gone through at a time, so that what is noted of them stays in the processor's cache. */
export const BLOCK = 1 << 10;
/** Bits of a reading: the number of the strip, may a name go on with the next word, the token from the block's first. */
const STRIP_BITS = 7;
const GOES_ON = 1 << STRIP_BITS;
const TOKEN_SHIFT = STRIP_BITS + 1;
const LINE_FEED = 0x0a;

/**
 * The readings of a block of tokens, in order: the whole token first, then fewer letters come off before more.
 *
 * They are gone through twice. The first loop has branches that no processor foresees, but reads nothing from far away;
 * the second one, which asks the filters of the gazetteer, has no branch at all, so that its waits for memory overlap.
 */
export class Readings {
  /** How many there are. */
  count = 0;
  /** Hash of the first word, and of the word after it. */
  readonly hash: Int32Array;
  readonly after: Int32Array;
  private readonly reading: Int32Array;
  private readonly strips: Strips;
  private first = 0;

  /** @param proclitics none: whole tokens only */
  constructor(proclitics?: Proclitics) {
    this.strips = stripsOf(proclitics);
    if (this.strips.all.length > GOES_ON) throw new RangeError('too many proclitics');
    const room = BLOCK * (1 + Math.max(...this.strips.byFirst.map((list) => list.length))) + 1;
    this.hash = new Int32Array(room);
    this.after = new Int32Array(room);
    this.reading = new Int32Array(room);
  }

  /** The token of a reading. */
  token(i: number): number {
    return this.first + (this.reading[i]! >> TOKEN_SHIFT);
  }
  /** What comes off it. */
  strip(i: number): Strip {
    return this.strips.all[this.reading[i]! & (GOES_ON - 1)]!;
  }
  /** May a name go on with the next word? Else it can only be a name by itself. */
  goesOn(i: number): boolean {
    return (this.reading[i]! & GOES_ON) !== 0;
  }

  /** Where the rest of its token begins. */
  start(units: Uint16Array, tokens: Tokens, i: number): number {
    const { letters } = this.strip(i);
    const t = this.token(i);
    const from = tokens.start[t]!;
    return letters.length === 0 ? from : restOf(units, from, tokens.end[t]!, letters);
  }

  /** Notes the readings of the tokens [first, last), `BLOCK` at most, with which a name may begin. */
  note(units: Uint16Array, tokens: Tokens, first: number, last: number, beginnings: Beginnings): void {
    this.first = first;
    this.count = this.keep(this.read(units, tokens, first, last), beginnings);
  }

  /** Notes all readings; gives their number. */
  private read(units: Uint16Array, tokens: Tokens, first: number, last: number): number {
    const { hash: hashes, start, end, plain } = tokens;
    const { reading, hash, after } = this;
    const { all, first: firstLetter, second: secondLetter, byTwo } = this.strips;
    let count = 0;
    let unit = units[start[first]!]!;
    for (let t = first; t < last; t++) {
      const letter = firstLetter[unit]!;
      unit = t + 1 < tokens.count ? units[start[t + 1]!]! : LINE_FEED;
      const next = PASSABLE[unit] === 0 ? t + 1 : nextOnPath(units, tokens, t);
      const own = hashes[t]!;
      const whole = count++;
      const following = next < 0 ? 0 : hashes[next]!;
      reading[whole] = (t - first) << TOKEN_SHIFT;
      hash[whole] = own;
      after[whole] = following;
      if (letter === 0) continue;
      if (plain[t] === 0) {
        count = this.readRests(units, tokens, t, whole);
        continue;
      }
      const from = start[t]!;
      const length = end[t]! - from;
      const list = byTwo[letter]![secondLetter[units[from + 1]!]!]!;
      for (let i = 0; i < list.length; i++) {
        const strip = all[list[i]!]!;
        const left = length - strip.length;
        if (left < MIN_REST || !fits(units, from, strip)) continue;
        reading[count] = ((t - first) << TOKEN_SHIFT) | list[i]!;
        hash[count] =
          left <= MAX_REST
            ? hashOfRest(own, strip.change, left)
            : hashOfStripped(units, from + strip.length, end[t]!, strip);
        after[count++] = following;
      }
    }
    return count;
  }

  /** The same for the rests of a token that has more in it than letters; its whole reading is there. */
  private readRests(units: Uint16Array, tokens: Tokens, t: number, whole: number): number {
    const { reading, hash, after } = this;
    const { all, first, byFirst } = this.strips;
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    let count = whole + 1;
    if (tokens.kind[t] !== Kind.word) return count;
    for (const number of byFirst[first[units[from]!]!]!) {
      const strip = all[number]!;
      const rest = restOf(units, from, to, strip.letters);
      if (rest < 0) continue;
      reading[count] = reading[whole]! | number;
      hash[count] = hashOfStripped(units, rest, to, strip);
      after[count++] = after[whole]!;
    }
    return count;
  }

  /** Keeps the readings that may begin a name, by themselves or with the word after them; gives their number. */
  private keep(readings: number, { alone, pairs }: Beginnings): number {
    const { reading, hash, after } = this;
    const aloneShift = shiftOf(alone);
    const pairShift = shiftOf(pairs);
    let count = 0;
    for (let i = 0; i < readings; i++) {
      const own = hash[i]!;
      const next = after[i]!;
      const isAlone = mayHave(alone, aloneShift, mix(own));
      const isPair = mayHave(pairs, pairShift, mixPair(own, next));
      reading[count] = reading[i]! | (isPair << STRIP_BITS);
      hash[count] = own;
      after[count] = next;
      count += isAlone | isPair;
    }
    return count;
  }
}

/** The hash of what is left of a word, with the article that has lost its alef. */
const hashOfStripped = (units: Uint16Array, from: number, to: number, { articleLost }: Strip): number =>
  hashRange(units, from, to, articleLost ? ARTICLE_HASH : HASH_SEED);

/** Where the rest of a token begins when letters come off; -1 when they cannot. */
function restOf(units: Uint16Array, from: number, to: number, letters: readonly number[]): number {
  const rest = skipLetters(units, from, to, letters, letters.length);
  return rest >= 0 && hasLetters(units, rest, to, MIN_REST) ? rest : -1;
}

/** Does a word of letters begin with those of a strip, of which the first two do? */
function fits(units: Uint16Array, from: number, { letters, length }: Strip): boolean {
  for (let i = 2; i < length; i++) if (FOLD[units[from + i]!] !== letters[i]) return false;
  return true;
}
