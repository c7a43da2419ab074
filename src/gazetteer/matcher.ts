import { damaged } from '../lexicon/binary.js';
import { FINAL, HAS_EXACT, HAS_KIDS } from '../lexicon/edges.js';
import { growInt32 } from '../lexicon/grow.js';
import { isForm } from '../lexicon/vocabulary.js';
import { FOLD, LAM } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, slotOf, slotScale } from '../tokens/hash.js';
import { hasLetters, skipLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import { FoundNames } from './found.js';
import { MAX_TOKENS, nextOnPath } from './path.js';
import type { NamedEntry, UserGazetteer } from './user.js';
import { ARTICLE_HASH, BEGINS, HAS_SUFFIX, MIN_REST, PLACE, SHARES_HASH, SLOT } from './words.js';

/** The future particle stands before verbs only. */
const SEEN = 0x0633;

const ONE_LAM = [LAM];

/** Letters that may stand before a name. */
interface Strip {
  /** Folded letters that come off. */
  readonly letters: readonly number[];
  /** How many of them stand before the name's span: with لل the second ل is the name's. */
  readonly outside: number;
  /** لل: the name's article has lost its alef. */
  readonly articleLost: boolean;
}

/**
 * Finds the names of one user's gazetteer in tokens.
 *
 * A token's hash, which the tokenizer has made, is looked up among the gazetteer's own words, by the hash alone; the
 * characters are compared when names were found, so that what is reported is never found by a hash only. A name may
 * begin after proclitics (و ف ب ل ك, وب …; لل for ل before the article): the whole token is read first, then fewer
 * letters come off before more, and the first reading with which a name begins counts (`all`: every one).
 */
export class Matcher {
  /** What each token is among the gazetteer's words: place and flags; no place when it is none of them. */
  private words = new Int32Array(0);
  /** What may follow each token that names go on from. */
  private branches = new Int32Array(0);
  private checks = new Int32Array(1 << 10);
  /** Compare the characters of each word that is looked up. */
  private careful = false;
  private readonly strips: ReadonlyMap<number, readonly Strip[]>;
  private readonly mayStrip: Uint8Array;

  /** @param proclitics none: names are found only where they begin a token */
  constructor(
    readonly gazetteer: UserGazetteer,
    proclitics?: Proclitics,
  ) {
    ({ strips: this.strips, mayStrip: this.mayStrip } = stripsOf(proclitics));
  }

  /**
   * Finds names.
   * @param units the text that `tokens` was made of
   * @param overlaps `longest`: leftmost-longest, without overlaps; `all`: every name that stands in the text
   * @param found receives them, by first token, then longest first
   * @throws DataError when the gazetteer's file is damaged
   */
  match(
    units: Uint16Array,
    tokens: Tokens,
    overlaps: 'longest' | 'all' = 'longest',
    found = new FoundNames(),
  ): FoundNames {
    this.careful = false;
    this.lookUp(units, tokens);
    this.scan(units, tokens, overlaps === 'all', found);
    if (!this.confirm(units, tokens, found)) {
      this.careful = true;
      this.lookUp(units, tokens);
      this.scan(units, tokens, overlaps === 'all', found);
    }
    return found;
  }

  /** The entries of a name that was found, best first (see `UserGazetteer.entries`). */
  entries(units: Uint16Array, tokens: Tokens, found: FoundNames, number: number): NamedEntry[] {
    return this.gazetteer.entries(found.name[number]!, {
      units,
      from: found.start[number]!,
      to: tokens.end[found.end[number]! - 1]!,
      articleLost: found.articleLost[number] === 1,
    });
  }

  /** One probe a token, in a pass of its own, so that the waits for memory overlap. */
  private lookUp(units: Uint16Array, tokens: Tokens): void {
    const { count, hash, start, end, kind } = tokens;
    if (this.words.length <= count) {
      this.words = new Int32Array(Math.max(count + 1, this.words.length * 2));
      this.branches = new Int32Array(this.words.length);
    }
    const { words, branches, mayStrip, careful } = this;
    const own = this.gazetteer.words;
    const { table, capacity } = own;
    const scale = slotScale(capacity);
    for (let t = 0; t < count; t++) {
      const h = hash[t]!;
      let slot = slotOf(h, scale);
      let known = table[slot * SLOT]!;
      while (known !== h && known !== 0) {
        if (++slot === capacity) slot = 0;
        known = table[slot * SLOT]!;
      }
      let word = table[slot * SLOT + 1]!;
      if (careful || word & SHARES_HASH || h === 0) {
        slot = own.findText(units, start[t]!, end[t]!, h, false);
        word = slot < 0 ? 0 : table[slot * SLOT + 1]!;
      } else if (kind[t + 1] !== Kind.punctuation) {
        // Most words that begin names are not followed by the second word of one.
        word &= ~HAS_KIDS | -own.mayFollow(slot, hash[t + 1]!);
      }
      if (word === 0) word = HAS_SUFFIX; // nobody knows yet
      // Where no proclitic can stand, none is looked for.
      if (word & HAS_SUFFIX && (kind[t] !== Kind.word || mayStrip[units[start[t]!]!] === 0))
        word &= ~HAS_SUFFIX;
      words[t] = word;
      if (word & HAS_KIDS) branches[t] = table[slot * SLOT + 3]!;
    }
  }

  private scan(units: Uint16Array, tokens: Tokens, all: boolean, found: FoundNames): void {
    found.count = 0;
    const { words, branches } = this;
    const { count, start, gap } = tokens;
    for (let t = 0; t < count; ) {
      const before = found.count;
      const word = words[t]!;
      if (word & BEGINS) {
        const next = t + 1;
        const goesOn = (word & HAS_KIDS) !== 0 && next < count && gap[next]! < Gap.line;
        if (goesOn || word & HAS_EXACT)
          this.walk(units, tokens, t, word, branches[t]!, start[t]!, false, all, found);
        else if (word & FINAL) found.push(t, next, start[t]!, -(word & PLACE), false, word & PLACE);
      }
      if (word & HAS_SUFFIX && (all || found.count === before))
        this.readWithout(units, tokens, t, all, found);
      if (found.count === before) t++;
      else if (all) {
        if (found.count > before + 1) found.sortFrom(before);
        t++;
      } else {
        t = found.end[before]!;
      }
    }
  }

  /** Tries the token without its proclitics. */
  private readWithout(units: Uint16Array, tokens: Tokens, t: number, all: boolean, found: FoundNames): void {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const { table } = this.gazetteer.words;
    const before = found.count;
    for (const strip of this.strips.get(FOLD[units[from]!]!)!) {
      const rest = skipLetters(units, from, to, strip.letters, strip.letters.length);
      if (rest < 0 || !hasLetters(units, rest, to, MIN_REST)) continue;
      const { articleLost } = strip;
      const slot = this.slotOf(units, rest, to, articleLost);
      const word = slot < 0 ? 0 : table[slot * SLOT + 1]!;
      if ((word & BEGINS) === 0) continue;
      const start = articleLost ? skipLetters(units, from, to, strip.letters, strip.outside) : rest;
      this.walk(units, tokens, t, word, table[slot * SLOT + 3]!, start, articleLost, all, found);
      if (!all && found.count > before) return;
    }
  }

  private slotOf(units: Uint16Array, from: number, to: number, articleLost: boolean): number {
    const { words } = this.gazetteer;
    const hash = hashRange(units, from, to, articleLost ? ARTICLE_HASH : HASH_SEED);
    const slot = words.find(hash);
    if (slot < 0 || (!this.careful && (words.table[slot * SLOT + 1]! & SHARES_HASH) === 0)) return slot;
    return words.findText(units, from, to, hash, articleLost);
  }

  /**
   * Adds the longest name that begins with a word at token `t`, or all of them, shortest first.
   * @param branch what may follow the word
   * @param start offset of the span
   */
  private walk(
    units: Uint16Array,
    tokens: Tokens,
    t: number,
    word: number,
    branch: number,
    start: number,
    articleLost: boolean,
    all: boolean,
    found: FoundNames,
  ): void {
    const { words } = this;
    const { branches } = this.gazetteer;
    const { end: ends } = tokens;
    const before = found.count;
    const first = word & PLACE;
    if (word & FINAL && this.accepts(word, -first, units, start, ends[t]!, articleLost))
      found.push(t, t + 1, start, -first, articleLost, first);
    let flags = word;
    let after = branch;
    for (let j = t, length = 1; flags & HAS_KIDS; length++) {
      if (length === MAX_TOKENS) throw damaged('its names');
      j = nextOnPath(units, tokens, j);
      const place = j < 0 ? 0 : words[j]! & PLACE;
      if (place === 0) return;
      const cell = branches.find(after, place);
      if (cell < 0) return;
      flags = branches.cells[cell << 1]!;
      after = branches.cells[(cell << 1) + 1]!;
      if (flags & FINAL && this.accepts(flags, cell, units, start, ends[j]!, articleLost)) {
        if (!all) found.count = before;
        found.push(t, j + 1, start, cell, articleLost, first);
      }
    }
  }

  /** Does the spelling of a name count, is it its spelling? */
  private accepts(
    flags: number,
    name: number,
    units: Uint16Array,
    from: number,
    to: number,
    articleLost: boolean,
  ): boolean {
    return (flags & HAS_EXACT) === 0 || this.gazetteer.accepts(name, { units, from, to, articleLost });
  }

  /**
   * Compares the characters of all names that were found, in a pass of its own as well.
   * @returns false when a hash has deceived us; then everything is done again, each word compared when it is looked up
   */
  private confirm(units: Uint16Array, tokens: Tokens, found: FoundNames): boolean {
    const { words } = this;
    const own = this.gazetteer.words;
    const { pool } = own;
    const { start, end } = tokens;
    let count = 0;
    for (let i = 0; i < found.count; i++) {
      const first = found.first[i]!;
      const last = found.end[i]!;
      const from = found.start[i]!;
      this.checks = growInt32(this.checks, count + (last - first) * 4);
      const { checks } = this;
      const place = found.word[i]!;
      if (found.articleLost[i] === 1) {
        const rest = skipLetters(units, from, end[first]!, ONE_LAM, 1);
        if (!own.is(place, units, rest, end[first]!, true)) return false;
      } else {
        checks[count] = place;
        checks[count + 1] = from;
        checks[count + 2] = end[first]!;
        checks[count + 3] = pool[place]!;
        count += 4;
      }
      if (last === first + 1) continue;
      for (let j = nextOnPath(units, tokens, first); j >= 0 && j < last; j = nextOnPath(units, tokens, j)) {
        const place = words[j]! & PLACE;
        checks[count] = place;
        checks[count + 1] = start[j]!;
        checks[count + 2] = end[j]!;
        checks[count + 3] = pool[place]!;
        count += 4;
      }
    }
    const { checks } = this;
    for (let i = 0; i < count; i += 4) {
      if (!isForm(pool, checks[i]!, units, checks[i + 1]!, checks[i + 2]!, 0, 0)) return false;
    }
    return true;
  }
}

/** What may come off before a name, by its first letter. */
interface Strips {
  readonly strips: ReadonlyMap<number, readonly Strip[]>;
  /** 1 for the code units that one of them begins with. */
  readonly mayStrip: Uint8Array;
}
const NONE: Strips = { strips: new Map(), mayStrip: new Uint8Array(0x10000) };
const made = new WeakMap<Proclitics, Strips>();

/** Made from the table of proclitics, in its order, once. */
function stripsOf(proclitics: Proclitics | undefined): Strips {
  if (!proclitics) return NONE;
  const known = made.get(proclitics);
  if (known) return known;
  const seen = new Set<string>();
  const strips = new Map<number, Strip[]>();
  for (const row of proclitics.rows) {
    if (row.strip === 0 || row.letters.slice(0, row.strip).includes(SEEN)) continue;
    const letters = row.contracted ? row.letters : row.letters.slice(0, row.strip);
    const key = `${letters.join()} ${row.contracted}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const first = letters[0]!;
    strips.set(first, [
      ...(strips.get(first) ?? []),
      { letters, outside: row.strip, articleLost: row.contracted },
    ]);
  }
  const mayStrip = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) if (strips.has(FOLD[unit]!)) mayStrip[unit] = 1;
  const result = { strips, mayStrip };
  made.set(proclitics, result);
  return result;
}
