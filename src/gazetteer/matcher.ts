import { FINAL, HAS_KIDS, WORD_MASK } from '../lexicon/edges.js';
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
 * characters are compared when a name is found, so that what is reported is never found by a hash only. A name may
 * begin after proclitics (و ف ب ل ك, وب …; لل for ل before the article): the whole token is read first, then fewer
 * letters come off before more, and the first reading with which a name begins counts (`all`: every one).
 */
export class Matcher {
  private ids = new Int32Array(0);
  /** What names begin with each token: flags and value of its first-level node, 0 for none. */
  private roots = new Int32Array(0);
  private readonly path = new Int32Array(MAX_TOKENS + 1);
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
    found.count = 0;
    this.lookUp(units, tokens);
    const { ids, roots } = this;
    const { count, start, kind, gap } = tokens;
    const { edges } = this.gazetteer;
    const all = overlaps === 'all';
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
      if (root & HAS_SUFFIX && (all || found.count === before)) this.readWithout(units, tokens, t, all, found);
      if (found.count === before) t++;
      else if (all) {
        if (found.count > before + 1) found.sortFrom(before);
        t++;
      } else {
        t = found.end[before]!;
      }
    }
    return found;
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
      if (root & HAS_SUFFIX && (mayStrip[units[start[t]!]!] === 0 || kind[t] !== Kind.word)) root &= ~HAS_SUFFIX;
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
    return articleLost ? vocabulary.findAfter(ALEF, LAM, units, from, to, h) : vocabulary.find(units, from, to, h);
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
    const { gazetteer, ids, path } = this;
    const { vocabulary, edges } = gazetteer;
    const { start: starts, end: ends } = tokens;
    const before = found.count;
    /** How many tokens of the path have been compared character by character. */
    let compared = -1;
    if (root & FINAL) {
      if (!this.isFirst(id, units, rest, ends[t]!, articleLost)) return;
      compared = 0;
      const value = root & WORD_MASK & ~HAS_SUFFIX;
      if ((value & HAS_EXACT) === 0 || gazetteer.accepts(value, units, start, ends[t]!, articleLost))
        found.push(t, t + 1, start, value, articleLost);
    }
    if ((root & HAS_KIDS) === 0) return;
    let node = -(id + 1);
    let depth = 0;
    for (let j = nextOnPath(units, tokens, t); j >= 0 && depth < MAX_TOKENS; j = nextOnPath(units, tokens, j)) {
      const word = ids[j]!;
      if (word < 0) return;
      const slot = edges.find(node, word);
      if (slot < 0) return;
      path[depth++] = j;
      const flags = edges.keys[(slot << 1) + 1]!;
      if (flags & FINAL) {
        if (compared < 0) {
          if (!this.isFirst(id, units, rest, ends[t]!, articleLost)) return;
          compared = 0;
        }
        for (; compared < depth; compared++) {
          const token = path[compared]!;
          if (vocabulary.is(ids[token]!, units, starts[token]!, ends[token]!)) continue;
          ids[token] = -1; // its hash had deceived us
          this.roots[token]! &= ~BEGINS;
          return;
        }
        const value = edges.values[slot]!;
        if ((value & HAS_EXACT) === 0 || gazetteer.accepts(value, units, start, ends[j]!, articleLost)) {
          if (!all) found.count = before;
          found.push(t, j + 1, start, value, articleLost);
        }
      }
      if ((flags & HAS_KIDS) === 0) return;
      node = slot + 1;
    }
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
    strips.set(first, [...(strips.get(first) ?? []), { letters, outside: row.strip, articleLost: row.contracted }]);
  }
  const mayStrip = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) if (strips.has(FOLD[unit]!)) mayStrip[unit] = 1;
  const result = { strips, mayStrip };
  made.set(proclitics, result);
  return result;
}
