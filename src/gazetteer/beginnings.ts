/**
 * How names may begin. Nearly all tokens begin no name, and nearly all of these are known by one or two bits of a small
 * table that stays in the processor's cache; the trie, which lies in far memory, is asked for the others only.
 */
import { damaged } from '../lexicon/binary.js';
import { FINAL } from '../lexicon/edges.js';
import type { TrieBuilder } from '../lexicon/trie.js';
import type { VocabularyBuilder } from '../lexicon/vocabulary.js';

/** What `makeBeginnings` makes. */
export interface Beginnings {
  /** Words that are names by themselves. */
  readonly alone: Int32Array;
  /** The first two words of the other names. */
  readonly pairs: Int32Array;
}

/** Bits of a filter for each of its members: between this and twice as many. */
const BITS = 12;

/** Spreads the hash of a word over 32 bits. */
export const mix = (hash: number): number => {
  const mixed = Math.imul(hash, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};
/** The same for a pair of words. */
export const mixPair = (hash: number, next: number): number => mix(Math.imul(hash, 0x85ebca6b) + next);

/** How far a mixed hash is shifted to give its integer of the filter. */
export const shiftOf = (filter: Int32Array): number => 32 - Math.log2(filter.length);

/** May the filter have a member with the mixed hash? 1, or 0: certainly not. Two bits of one integer say so. */
export const mayHave = (filter: Int32Array, shift: number, mixed: number): number => {
  const bits = filter[mixed >>> shift]!;
  return (bits >>> mixed) & (bits >>> (mixed >>> 5)) & 1;
};

/** A filter is a power of two long, with at least two integers, so that it can be shifted. @throws DataError */
export function checkFilter(filter: Int32Array): Int32Array {
  if (filter.length < 2 || 2 ** Math.round(Math.log2(filter.length)) !== filter.length)
    throw damaged('the beginnings of its names');
  return filter;
}

function filterOf(size: number): { filter: Int32Array; add: (mixed: number) => void } {
  const filter = new Int32Array(2 ** Math.max(1, Math.ceil(Math.log2((size * BITS) / 32))));
  const shift = shiftOf(filter);
  const add = (mixed: number) => {
    filter[mixed >>> shift]! |= (1 << mixed) | (1 << (mixed >>> 5));
  };
  return { filter, add };
}

/**
 * The filters of a trie.
 * @param flagsOf FINAL and more for a node that is a name, else 0
 */
export function makeBeginnings(
  trie: TrieBuilder,
  words: VocabularyBuilder,
  flagsOf: (node: number) => number,
): Beginnings {
  const { parents, lastWords } = trie;
  const singles: number[] = [];
  let pairCount = 0;
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node]!;
    if (parent === 0 && flagsOf(node) & FINAL) singles.push(node);
    else if (parent !== 0 && parents[parent] === 0) pairCount++;
  }
  const alone = filterOf(singles.length);
  for (const node of singles) alone.add(mix(words.hashOf(lastWords[node]!)));
  const pairs = filterOf(pairCount);
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node]!;
    if (parent === 0 || parents[parent] !== 0) continue;
    pairs.add(mixPair(words.hashOf(lastWords[parent]!), words.hashOf(lastWords[node]!)));
  }
  return { alone: alone.filter, pairs: pairs.filter };
}
