import { FINAL, HAS_KIDS, WORD_MASK } from '../lexicon/edges.js';
import { ALEF, FOLD, LAM } from '../text/characters.js';
import type { Proclitics } from '../tokens/clitics.js';
import { HASH_SEED, hashUnit, slotOf, slotScale } from '../tokens/hash.js';
import { hasLetters, skipLetters } from '../tokens/letters.js';
import { hashRange } from '../tokens/tokenize.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import { FoundNames } from './found.js';
import { MAX_TOKENS, nextOnPath } from './path.js';
import type { NamedEntry, UserGazetteer } from './user.js';
import { SHARES_HASH } from './user-build.js';

/** Letters that must be left of a word without its proclitics. */
const MIN_REST = 2;
const ARTICLE_HASH = hashUnit(hashUnit(HASH_SEED, ALEF), LAM);
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
  private readonly strips: (readonly Strip[] | undefined)[] = [];
  private readonly mayStrip = new Uint8Array(0x10000);

  /** @param proclitics none: names are found only where they begin a token */
  constructor(
    readonly gazetteer: UserGazetteer,
    proclitics?: Proclitics,
  ) {
    for (const strip of stripsOf(proclitics)) {
      const first = strip.letters[0]!;
      this.strips[first] = [...(this.strips[first] ?? []), strip];
      this.mayStrip[first] = 1;
    }
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
    const { ids, roots, mayStrip } = this;
    const { count, start, end, kind, gap } = tokens;
    const { edges } = this.gazetteer;
    const all = overlaps === 'all';
    for (let t = 0; t < count; ) {
      const before = found.count;
      const from = start[t]!;
      const root = roots[t]!;
      if (root !== 0) {
        const id = ids[t]!;
        const next = t + 1;
        // Most words begin names and are not followed by their second word: that is seen here, without a call.
        const goesOn =
          (root & FINAL) !== 0 ||
          (next < count &&
            (kind[next] === Kind.punctuation
              ? gap[next]! < Gap.line
              : ids[next]! >= 0 && edges.mayHave(-(id + 1), ids[next]!)));
        if (goesOn) this.walk(units, tokens, t, id, from, from, false, found);
      }
      if (
        mayStrip[FOLD[units[from]!]!] === 1 &&
        (all || found.count === before) &&
        end[t]! - from > MIN_REST &&
        kind[t] === Kind.word
      )
        this.readWithout(units, tokens, t, all, found);
      if (found.count === before) t++;
      else if (all) {
        if (found.count > before + 1) found.sortFrom(before);
        t++;
      } else {
        found.keepLongest(before);
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
    const { count, hash, start, end } = tokens;
    if (this.ids.length < count) {
      this.ids = new Int32Array(Math.max(count, this.ids.length * 2));
      this.roots = new Int32Array(this.ids.length);
    }
    const { ids, roots } = this;
    const { vocabulary } = this.gazetteer;
    const { slots, capacity } = vocabulary;
    const scale = slotScale(capacity);
    for (let t = 0; t < count; t++) {
      const h = hash[t]!;
      let slot = slotOf(h, scale);
      let id = -1;
      while (slots[(slot << 2) + 1] !== 0) {
        if (slots[slot << 2] === h) {
          id = slots[(slot << 2) + 2] === SHARES_HASH ? vocabulary.find(units, start[t]!, end[t]!, h) : slot;
          break;
        }
        if (++slot === capacity) slot = 0;
      }
      ids[t] = id;
      roots[t] = id < 0 ? 0 : slots[(id << 2) + 3]!;
    }
  }

  /** Tries the token without its proclitics. */
  private readWithout(units: Uint16Array, tokens: Tokens, t: number, all: boolean, found: FoundNames): void {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const { slots } = this.gazetteer.vocabulary;
    const before = found.count;
    for (const strip of this.strips[FOLD[units[from]!]!]!) {
      const rest = skipLetters(units, from, to, strip.letters, strip.letters.length);
      if (rest < 0 || !hasLetters(units, rest, to, MIN_REST)) continue;
      const id = this.idOf(units, rest, to, strip.articleLost);
      if (id < 0 || slots[(id << 2) + 3] === 0) continue;
      const start = strip.articleLost ? skipLetters(units, from, to, strip.letters, strip.outside) : rest;
      this.walk(units, tokens, t, id, start, rest, strip.articleLost, found);
      if (!all && found.count > before) return;
    }
  }

  private idOf(units: Uint16Array, from: number, to: number, articleLost: boolean): number {
    const { vocabulary } = this.gazetteer;
    const { slots, capacity } = vocabulary;
    const h = hashRange(units, from, to, articleLost ? ARTICLE_HASH : HASH_SEED);
    let slot = slotOf(h, slotScale(capacity));
    while (slots[(slot << 2) + 1] !== 0) {
      if (slots[slot << 2] === h) {
        if (slots[(slot << 2) + 2] !== SHARES_HASH) return slot;
        return articleLost
          ? vocabulary.findAfter(ALEF, LAM, units, from, to, h)
          : vocabulary.find(units, from, to, h);
      }
      if (++slot === capacity) slot = 0;
    }
    return -1;
  }

  /**
   * Adds the names that begin with word `id` at token `t`, shortest first.
   * @param start offset of the span
   * @param rest offset of the letters of the word that stand in the text (its article may be lost)
   */
  private walk(
    units: Uint16Array,
    tokens: Tokens,
    t: number,
    id: number,
    start: number,
    rest: number,
    articleLost: boolean,
    found: FoundNames,
  ): void {
    const { gazetteer, ids, path } = this;
    const { vocabulary, edges } = gazetteer;
    const root = vocabulary.slots[(id << 2) + 3]!;
    /** How many tokens of the path have been compared character by character. */
    let compared = -1;
    if (root & FINAL) {
      if (!this.isFirst(id, units, rest, tokens.end[t]!, articleLost)) return;
      compared = 0;
      const value = root & WORD_MASK;
      if (gazetteer.accepts(value, units, start, tokens.end[t]!, articleLost))
        found.push(t, t + 1, start, value, articleLost);
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
      const flags = edges.flags(slot);
      if (flags & FINAL) {
        if (compared < 0) {
          if (!this.isFirst(id, units, rest, tokens.end[t]!, articleLost)) return;
          compared = 0;
        }
        for (; compared < depth; compared++) {
          const token = path[compared]!;
          if (vocabulary.is(ids[token]!, units, tokens.start[token]!, tokens.end[token]!)) continue;
          ids[token] = -1; // its hash had deceived us
          return;
        }
        const value = edges.values[slot]!;
        if (gazetteer.accepts(value, units, start, tokens.end[j]!, articleLost))
          found.push(t, j + 1, start, value, articleLost);
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

/** What may come off before a name, from the table of proclitics, in its order. */
function stripsOf(proclitics: Proclitics | undefined): Strip[] {
  const strips = new Map<string, Strip>();
  for (const row of proclitics?.rows ?? []) {
    if (row.strip === 0 || row.letters.slice(0, row.strip).includes(SEEN)) continue;
    const letters = row.contracted ? row.letters : row.letters.slice(0, row.strip);
    const key = `${letters.join()} ${row.contracted}`;
    if (!strips.has(key)) strips.set(key, { letters, outside: row.strip, articleLost: row.contracted });
  }
  return [...strips.values()];
}
