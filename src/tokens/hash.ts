/**
 * The rolling hash of a token's matching form (FNV-1a over UTF-16 code units). It finds a word's slot in a vocabulary;
 * the characters are compared there, so that a hash alone never decides.
 */
export const HASH_SEED = 0x811c9dc5 | 0;
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** Spreads a hash over 32 bits. */
export const mixed = (hash: number): number => Math.imul(hash, 0x9e3779b1);
/** Scales a spread hash to a slot in [0, capacity). */
export const slotOf = (hash: number, scale: number): number => ((mixed(hash) >>> 0) * scale) | 0;
/** The factor that `slotOf` takes for a table of `capacity` slots. */
export const slotScale = (capacity: number): number => capacity / 0x1_0000_0000;

/** The hash of a pair of integers, for tables keyed by two of them. */
export function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d);
}
