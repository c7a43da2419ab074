/**
 * The table that every token of a text is looked up in: hash → the word's first-level node, eight bytes a slot, so that
 * twice as much of it stays in the processor's cache as of the vocabulary. Slots are those of the vocabulary.
 */
import { FINAL, HAS_KIDS } from '../lexicon/edges.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import { ALEF, LAM } from '../text/characters.js';
import { HASH_SEED, hashUnit, slotOf, slotScale } from '../tokens/hash.js';

/** The word shares its hash with another one: the characters must be compared at once. */
export const SHARES_HASH = 1 << 31;
/** With its first letters off, the word begins names too: only then are its proclitics taken off. */
export const HAS_SUFFIX = 1 << 26;
/** Bits of a slot that say that names begin with the word. */
export const BEGINS = FINAL | HAS_KIDS;
export const ARTICLE_HASH = hashUnit(hashUnit(HASH_SEED, ALEF), LAM);

/** Most letters that come off before a name. */
const MAX_LETTERS = 3;
/** Letters that must be left of a word without its proclitics. */
export const MIN_REST = 2;

/** Makes the table of a vocabulary whose roots are set. @param shared slots of the words that share their hash */
export function makeProbe({ slots, pool, capacity }: Vocabulary, shared: ReadonlySet<number>): Int32Array {
  const probe = new Int32Array(capacity * 2);
  for (let slot = 0; slot < capacity; slot++) {
    if (slots[(slot << 2) + 1] === 0) continue;
    const hash = slots[slot << 2]!;
    // 0 marks an empty slot: the one word in four thousand million that has it is found by its characters.
    probe[slot << 1] = hash === 0 ? 1 : hash;
    probe[(slot << 1) + 1] = slots[(slot << 2) + 3]! | (hash === 0 || shared.has(slot) ? SHARES_HASH : 0);
  }
  for (let slot = 0; slot < capacity; slot++) {
    const offset = slots[(slot << 2) + 1]!;
    if (offset !== 0 && hasSuffix(probe, pool, offset)) probe[(slot << 1) + 1]! |= HAS_SUFFIX;
  }
  return probe;
}

/** Does a name begin with what is left of a word, maybe with the alef of its article put back (للعراق → العراق)? */
function hasSuffix(probe: Int32Array, pool: Uint16Array, offset: number): boolean {
  const end = offset + 1 + pool[offset]!;
  for (let off = 1; off <= MAX_LETTERS && end - offset - 1 - off >= MIN_REST; off++) {
    let plain = HASH_SEED;
    let article = ARTICLE_HASH;
    for (let i = offset + 1 + off; i < end; i++) {
      plain = hashUnit(plain, pool[i]!);
      article = hashUnit(article, pool[i]!);
    }
    if (begins(probe, plain) || (off > 1 && begins(probe, article))) return true;
  }
  return false;
}

function begins(probe: Int32Array, hash: number): boolean {
  const slot = find(probe, hash);
  return slot >= 0 && (probe[(slot << 1) + 1]! & (BEGINS | SHARES_HASH)) !== 0;
}

/** The first slot with a hash, -1 when there is none. */
export function find(probe: Int32Array, hash: number): number {
  const capacity = probe.length >> 1;
  let slot = slotOf(hash, slotScale(capacity));
  for (let known = probe[slot << 1]!; known !== 0; known = probe[slot << 1]!) {
    if (known === hash) return slot;
    if (++slot === capacity) slot = 0;
  }
  return -1;
}
