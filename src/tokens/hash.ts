/**
 * The rolling hash of a token's matching form: a polynomial of its UTF-16 code units, modulo 2^32. It finds a word's slot
 * in a vocabulary; the characters are compared there, so that a hash alone never decides.
 *
 * Being a polynomial, it gives the hash of what is left of a word without its first letters at once (`hashOfRest`).
 */
export const HASH_SEED = 0x811c9dc5 | 0;
export const hashUnit = (hash: number, unit: number): number => Math.imul(hash + unit, 0x5bd1e995);

/** Longest rest that `hashOfRest` takes. */
export const MAX_REST = 255;
const POWERS = new Int32Array(MAX_REST + 1).fill(1);
for (let n = 1; n <= MAX_REST; n++) POWERS[n] = hashUnit(POWERS[n - 1]!, 0);

/**
 * The hash of a word whose first letters are others.
 * @param hash of the word
 * @param change the hash of the new first letters (`HASH_SEED` for none) minus the hash of the old ones
 * @param length code units of the form after those letters, `MAX_REST` at most
 */
export const hashOfRest = (hash: number, change: number, length: number): number =>
  (hash + Math.imul(change, POWERS[length]!)) | 0;

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
