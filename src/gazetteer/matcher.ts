import { FINAL, HAS_KIDS, WORD_MASK } from '../lexicon/edges.js';
import { growInt32 } from '../lexicon/grow.js';
import { ALEF, FOLD, LAM } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, slotOf, slotScale } from '../tokens/hash.js';
import { hasLetters, skipLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import { FoundNames } from './found.js';
import { MAX_TOKENS, nextOnPath } from './path.js';
import { ARTICLE_HASH, BEGINS, find, HAS_SUFFIX, MIN_REST, SHARES_HASH } from './probe.js';
import type { NamedEntry, UserGazetteer } from './user.js';
import { HAS_EXACT } from './user-build.js';

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
 * A token's hash, which the tokenizer has made, is looked up in the gazetteer's own vocabulary, by the hash alone; the
 * characters are compared when names were found, so that what is reported is never found by a hash only. A name may
 * begin after proclitics (و ف ب ل ك, وب …; لل for ل before the article): the whole token is read first, then fewer
 * letters come off before more, and the first reading with which a name begins counts (`all`: every one).
 */
export class Matcher {
  private ids = new Int32Array(0);
  /** What names begin with each token: flags and value of its first-level node, 0 for none. */
  private roots = new Int32Array(0);
  private readonly path = new Int32Array(MAX_TOKENS + 1);
  /** What is to be compared: place in the pool, offsets in the text. */
  private checks = new Int32Array(1 << 10);
  /** Compare the characters at each step. */
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
   */
  match(
    units: Uint16Array,
    tokens: Tokens,
    overlaps: 'longest' | 'all' = 'longest',
    found = new FoundNames(),
  ): FoundNames {
    this.lookUp(units, tokens);
    this.careful = false;
    this.scan(units, tokens, overlaps === 'all', found);
    if (!this.confirm(units, tokens, found)) {
      this.careful = true;
      this.scan(units, tokens, overlaps === 'all', found);
    }
    return found;
  }

  private scan(units: Uint16Array, tokens: Tokens, all: boolean, found: FoundNames): void {
    found.count = 0;
    const { ids, roots } = this;
    const { count, start, kind, gap } = tokens;
    const { edges } = this.gazetteer;
    for (let t = 0; t < count; ) {
      const before = found.count;
      const root = roots[t]!;
      const from = start[t]!;
      if (root & BEGINS) {
        const id = ids[t]!;
        const next = t + 1;
        // Most words begin names and are not followed by their second word: that is seen here, without a call.
        const goesOn =
          (root & FINAL) !== 0 ||
          (next < count &&
            (kind[next] === Kind.punctuation
              ? gap[next]! < Gap.line
              : ids[next]! >= 0 && edges.mayHave(-(id + 1), ids[next]!)));
        if (goesOn) this.walk(units, tokens, t, id, root, from, from, false, all, found);
      }
      if (root & HAS_SUFFIX && (all || found.count === before))
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

  /** The entries of a name that was found, best first (see `UserGazetteer.entries`). */
  entries(units: Uint16Array, tokens: Tokens, found: FoundNames, number: number): NamedEntry[] {
    return this.gazetteer.entries(found.value[number]!, {
      units,
      from: found.start[number]!,
      to: tokens.end[found.end[number]! - 1]!,
      articleLost: found.articleLost[number] === 1,
    });
  }

  /** One probe a token, in a pass of its own, so that the waits for memory overlap. */
  private lookUp(units: Uint16Array, tokens: Tokens): void {
    const { count, hash, start, end, kind } = tokens;
    if (this.ids.length < count) {
      this.ids = new Int32Array(Math.max(count, this.ids.length * 2));
      this.roots = new Int32Array(this.ids.length);
    }
    const { ids, roots, mayStrip } = this;
    const { vocabulary, probe } = this.gazetteer;
    const capacity = probe.length >> 1;
    const scale = slotScale(capacity);
    for (let t = 0; t < count; t++) {
      const h = hash[t]!;
      let slot = slotOf(h, scale);
      let known = probe[slot << 1]!;
      while (known !== h && known !== 0) {
        if (++slot === capacity) slot = 0;
        known = probe[slot << 1]!;
      }
      let root = 0;
      if (known !== 0) {
        root = probe[(slot << 1) + 1]!;
        if (root & SHARES_HASH) {
          slot = vocabulary.find(units, start[t]!, end[t]!, h);
          root = slot < 0 ? 0 : probe[(slot << 1) + 1]!;
        }
      } else slot = h === 0 ? vocabulary.find(units, start[t]!, end[t]!, h) : -1;
      if (slot < 0) root = HAS_SUFFIX; // nobody knows yet
      // Where no proclitic can stand, none is looked for.
      if (root & HAS_SUFFIX && (mayStrip[units[start[t]!]!] === 0 || kind[t] !== Kind.word))
        root &= ~HAS_SUFFIX;
      ids[t] = slot;
      roots[t] = root;
    }
  }

  /** Tries the token without its proclitics. */
  private readWithout(units: Uint16Array, tokens: Tokens, t: number, all: boolean, found: FoundNames): void {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const { probe } = this.gazetteer;
    const before = found.count;
    for (const strip of this.strips.get(FOLD[units[from]!]!)!) {
      const rest = skipLetters(units, from, to, strip.letters, strip.letters.length);
      if (rest < 0 || !hasLetters(units, rest, to, MIN_REST)) continue;
      const id = this.idOf(units, rest, to, strip.articleLost);
      const root = id < 0 ? 0 : probe[(id << 1) + 1]!;
      if ((root & BEGINS) === 0) continue;
      const start = strip.articleLost ? skipLetters(units, from, to, strip.letters, strip.outside) : rest;
      this.walk(units, tokens, t, id, root, start, rest, strip.articleLost, all, found);
      if (!all && found.count > before) return;
    }
  }

  private idOf(units: Uint16Array, from: number, to: number, articleLost: boolean): number {
    const { vocabulary, probe } = this.gazetteer;
    const h = hashRange(units, from, to, articleLost ? ARTICLE_HASH : HASH_SEED);
    const slot = find(probe, h);
    if (h !== 0 && (slot < 0 || (probe[(slot << 1) + 1]! & SHARES_HASH) === 0)) return slot;
    return articleLost
      ? vocabulary.findAfter(ALEF, LAM, units, from, to, h)
      : vocabulary.find(units, from, to, h);
  }

  /**
   * Adds the longest name that begins with word `id` at token `t`, or all of them, shortest first.
   * @param root flags and value of the word's first-level node
   * @param start offset of the span
   * @param rest offset of the letters of the word that stand in the text (its article may be lost)
   */
  private walk(
    units: Uint16Array,
    tokens: Tokens,
    t: number,
    id: number,
    root: number,
    start: number,
    rest: number,
    articleLost: boolean,
    all: boolean,
    found: FoundNames,
  ): void {
    const { gazetteer, ids, path, careful } = this;
    const { vocabulary, edges } = gazetteer;
    const { start: starts, end: ends } = tokens;
    const before = found.count;
    /** How many tokens of the path have been compared character by character. */
    let compared = -1;
    if (root & FINAL) {
      if (careful && !this.isFirst(id, units, rest, ends[t]!, articleLost)) return;
      compared = 0;
      const value = root & WORD_MASK & ~HAS_SUFFIX;
      if ((value & HAS_EXACT) === 0 || gazetteer.accepts(value, units, start, ends[t]!, articleLost))
        found.push(t, t + 1, start, value, articleLost, id);
    }
    if ((root & HAS_KIDS) === 0) return;
    let node = -(id + 1);
    let depth = 0;
    for (
      let j = nextOnPath(units, tokens, t);
      j >= 0 && depth < MAX_TOKENS;
      j = nextOnPath(units, tokens, j)
    ) {
      const word = ids[j]!;
      if (word < 0) return;
      const slot = edges.find(node, word);
      if (slot < 0) return;
      path[depth++] = j;
      const flags = edges.keys[(slot << 1) + 1]!;
      if (flags & FINAL) {
        if (careful && compared < 0) {
          if (!this.isFirst(id, units, rest, ends[t]!, articleLost)) return;
          compared = 0;
        }
        for (; careful && compared < depth; compared++) {
          const token = path[compared]!;
          if (vocabulary.is(ids[token]!, units, starts[token]!, ends[token]!)) continue;
          ids[token] = -1; // its hash had deceived us
          this.roots[token]! &= ~BEGINS;
          return;
        }
        const value = edges.values[slot]!;
        if ((value & HAS_EXACT) === 0 || gazetteer.accepts(value, units, start, ends[j]!, articleLost)) {
          if (!all) found.count = before;
          found.push(t, j + 1, start, value, articleLost, id);
        }
      }
      if ((flags & HAS_KIDS) === 0) return;
      node = slot + 1;
    }
  }

  /**
   * Compares the characters of all names that were found, in passes of their own as well: where they stand, then
   * whether they are the same.
   * @returns false when a hash has deceived us; then everything is done again with a comparison at each step
   */
  private confirm(units: Uint16Array, tokens: Tokens, found: FoundNames): boolean {
    const { ids } = this;
    const { vocabulary } = this.gazetteer;
    const { slots } = vocabulary;
    const { start, end } = tokens;
    let count = 0;
    for (let i = 0; i < found.count; i++) {
      const first = found.first[i]!;
      const last = found.end[i]!;
      const from = found.start[i]!;
      if (found.articleLost[i] === 1) {
        const rest = skipLetters(units, from, end[first]!, ONE_LAM, 1);
        if (!this.isFirst(found.word[i]!, units, rest, end[first]!, true)) return false;
      }
      this.checks = growInt32(this.checks, count + (last - first) * 3);
      const { checks } = this;
      if (found.articleLost[i] === 0) {
        checks[count] = slots[(found.word[i]! << 2) + 1]!;
        checks[count + 1] = from;
        checks[count + 2] = end[first]!;
        count += 3;
      }
      if (last === first + 1) continue;
      for (let j = nextOnPath(units, tokens, first); j >= 0 && j < last; j = nextOnPath(units, tokens, j)) {
        checks[count] = slots[(ids[j]! << 2) + 1]!;
        checks[count + 1] = start[j]!;
        checks[count + 2] = end[j]!;
        count += 3;
      }
    }
    const { checks } = this;
    for (let i = 0; i < count; i += 3) {
      if (!vocabulary.isAt(checks[i]!, units, checks[i + 1]!, checks[i + 2]!)) return false;
    }
    return true;
  }

  private isFirst(id: number, units: Uint16Array, from: number, to: number, articleLost: boolean): boolean {
    const { vocabulary } = this.gazetteer;
    return articleLost ? vocabulary.is(id, units, from, to, ALEF, LAM) : vocabulary.is(id, units, from, to);
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
