import { FINAL, HAS_KIDS, WORD_MASK } from '../lexicon/edges.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import type { Gazetteer } from './gazetteer.js';

/** Matches as a structure of growable arrays: first token, the token after the last, and the name that was matched. */
export class Matches {
  count = 0;
  first = new Int32Array(256);
  end = new Int32Array(256);
  list = new Int32Array(256);

  push(first: number, end: number, list: number): void {
    if (this.count === this.first.length) {
      const grow = (old: Int32Array) => {
        const grown = new Int32Array(old.length * 2);
        grown.set(old);
        return grown;
      };
      this.first = grow(this.first);
      this.end = grow(this.end);
      this.list = grow(this.list);
    }
    this.first[this.count] = first;
    this.end[this.count] = end;
    this.list[this.count++] = list;
  }
}

const QUOTES = new Set(Array.from('"«»“”„\'‘’', (quote) => quote.charCodeAt(0)));

/**
 * The token after `t` in a name: over quotation marks, and over hyphens, dots, strokes and underscores that touch the
 * words on both sides; -1 where a name cannot go on (line break, other punctuation, end).
 */
export function nextInName(units: Uint16Array, tokens: Tokens, t: number): number {
  const { kind, gap, count } = tokens;
  let j = t + 1;
  if (j >= count || gap[j]! >= Gap.line) return -1;
  if (kind[j] !== Kind.punctuation) return j;
  if (tokens.end[j]! - tokens.start[j]! !== 1) return -1;
  const unit = units[tokens.start[j]!]!;
  const touches = gap[j] === Gap.none && j + 1 < count && gap[j + 1] === Gap.none;
  const soft =
    QUOTES.has(unit) || (touches && (unit === 0x2d || unit === 0x2e || unit === 0x5f || unit === 0x2f));
  if (!soft) return -1;
  j++;
  return j < count && gap[j]! < Gap.line && kind[j] !== Kind.punctuation ? j : -1;
}

/**
 * Finds the names of a gazetteer in tokens that the lexicon of its words has annotated. A name may begin with a word
 * whose proclitics are off; the words after it are whole tokens.
 *
 * @param matches receives the matches, by first token, then longest first; its count is set
 * @param overlaps `longest`: leftmost-longest, without overlaps; `all`: every name that stands in the text
 */
export function matchNames(
  gazetteer: Gazetteer,
  units: Uint16Array,
  tokens: Tokens,
  matches: Matches,
  overlaps: 'longest' | 'all',
): void {
  matches.count = 0;
  if (!gazetteer.isUsed) return;
  const { count, root } = tokens;
  for (let t = 0; t < count; ) {
    if (root[t] === 0) {
      t++;
      continue;
    }
    const before = matches.count;
    pushNames(gazetteer, units, tokens, t, matches);
    if (matches.count === before) t++;
    else if (overlaps === 'longest') {
      const last = matches.count - 1;
      matches.end[before] = matches.end[last]!;
      matches.list[before] = matches.list[last]!;
      matches.count = before + 1;
      t = matches.end[before]!;
    } else {
      reverse(matches, before);
      t++;
    }
  }
}

/** The names that begin at one token, longest first. @param matches receives them; its count is set */
export function matchNamesAt(
  gazetteer: Gazetteer,
  units: Uint16Array,
  tokens: Tokens,
  t: number,
  matches: Matches,
): void {
  matches.count = 0;
  if (!gazetteer.isUsed) return;
  pushNames(gazetteer, units, tokens, t, matches);
  reverse(matches, 0);
}

/** Adds the names that begin at a token, shortest first. */
function pushNames(
  { edges }: Gazetteer,
  units: Uint16Array,
  tokens: Tokens,
  t: number,
  matches: Matches,
): void {
  const { word } = tokens;
  const root = tokens.root[t]!;
  if (root & FINAL) matches.push(t, t + 1, root & WORD_MASK);
  if ((root & HAS_KIDS) === 0) return;
  let node = -(tokens.base[t]! + 1);
  let j = nextInName(units, tokens, t);
  while (j >= 0 && word[j]! >= 0) {
    const slot = edges.find(node, word[j]!);
    if (slot < 0) return;
    const flags = edges.keys[(slot << 1) + 1]!;
    if (flags & FINAL) matches.push(t, j + 1, edges.values[slot]!);
    if ((flags & HAS_KIDS) === 0) return;
    node = slot + 1;
    j = nextInName(units, tokens, j);
  }
}

/** Longest first among the matches from `from`, which begin with one token. */
function reverse(matches: Matches, from: number): void {
  for (let a = from, b = matches.count - 1; a < b; a++, b--) {
    for (const array of [matches.end, matches.list]) {
      const kept = array[a]!;
      array[a] = array[b]!;
      array[b] = kept;
    }
  }
}
