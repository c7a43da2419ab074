/**
 * The words of a user's names. A text's tokens are looked up here by their hash; what is found is known by the place of
 * its form in the pool, so that the characters of what was found can be compared without another look-up.
 */
import { damaged } from '../lexicon/binary.js';
import { FINAL, HAS_KIDS } from '../lexicon/edges.js';
import type { TrieBuilder } from '../lexicon/trie.js';
import { isForm, type VocabularyBuilder } from '../lexicon/vocabulary.js';
import { ALEF, LAM } from '../text/characters.js';
import { HASH_SEED, hashUnit, slotOf, slotScale } from '../tokens/hash.js';

/** A word of the table: where its form stands in the pool, and flags (also those of lexicon/edges.ts). */
export const PLACE = (1 << 26) - 1;
/** With its first letters off, the word begins names too: only then are its proclitics taken off. */
export const HAS_SUFFIX = 1 << 26;
/** The word shares its hash with another one: the characters must be compared at once. */
export const SHARES_HASH = 1 << 31;
/** Names begin with the word. */
export const BEGINS = FINAL | HAS_KIDS;
/** The hash of the article, to be continued. */
export const ARTICLE_HASH = hashUnit(hashUnit(HASH_SEED, ALEF), LAM);

/** Most letters that come off before a name. */
const MAX_LETTERS = 3;
/** Letters that must be left of a word without its proclitics. */
export const MIN_REST = 2;
const LOAD = 0.6;
/** Longest form of a word, in code units. */
export const MAX_WORD = 0xfff;
/** Most slots in a row that are taken. Among millions of words, two hundred are the most that chance gives. */
const MAX_RUN = 1 << 10;
/** Integers of a slot: hash, word, one bit for each word that may follow it in a name, branch (branches.ts). */
export const SLOT = 4;
/** Units before the form of a word that is a name by itself: the name's value. */
const VALUE_UNITS = 2;

export class Words {
  readonly capacity: number;
  private readonly scale: number;

  /**
   * @param table slots of `SLOT` integers, open addressing; a hash of 0 marks an empty one
   * @param pool length and code units of each form; before it, two units of value if it is a name by itself
   */
  constructor(
    readonly table: Int32Array,
    readonly pool: Uint16Array,
  ) {
    this.capacity = table.length / SLOT;
    this.scale = slotScale(this.capacity);
  }

  /** The slot of the first word with a hash, -1 when there is none. To be compared by its characters, in the end. */
  find(hash: number): number {
    const { table, capacity } = this;
    const wanted = hash === 0 ? 1 : hash;
    let slot = slotOf(wanted, this.scale);
    for (let known = table[slot * SLOT]!; known !== 0; known = table[slot * SLOT]!) {
      if (known === wanted) return slot;
      if (++slot === capacity) slot = 0;
    }
    return -1;
  }

  /**
   * The slot of the word whose form units[from, to) has, -1 when there is none.
   * @param hash its hash
   * @param articleLost the article stands before it, in the hash but not in the units
   */
  findText(units: Uint16Array, from: number, to: number, hash: number, articleLost: boolean): number {
    const { table, capacity } = this;
    const wanted = hash === 0 ? 1 : hash;
    let slot = slotOf(wanted, this.scale);
    for (let known = table[slot * SLOT]!; known !== 0; known = table[slot * SLOT]!) {
      const place = table[slot * SLOT + 1]! & PLACE;
      if (known === wanted && this.is(place, units, from, to, articleLost)) return slot;
      if (++slot === capacity) slot = 0;
    }
    return -1;
  }

  /** The slot of the word with a matching form, -1 when there is none. */
  findForm(form: string): number {
    const units = new Uint16Array(form.length);
    let hash = HASH_SEED;
    for (let i = 0; i < form.length; i++) {
      units[i] = form.charCodeAt(i);
      hash = hashUnit(hash, units[i]!);
    }
    return this.findText(units, 0, units.length, hash, false);
  }

  /** Is units[from, to) the word at a place of the pool? */
  is(place: number, units: Uint16Array, from: number, to: number, articleLost: boolean): boolean {
    return isForm(this.pool, place, units, from, to, articleLost ? ALEF : 0, LAM);
  }

  /** The form at a place of the pool. @throws DataError when there is none */
  form(place: number): string {
    const length = this.pool[place];
    if (length === undefined || length > MAX_WORD) throw damaged('its words');
    return String.fromCharCode(...this.pool.subarray(place + 1, place + 1 + length));
  }

  /** The value of the name that the word at a place of the pool is by itself; for words with the flag FINAL. */
  value(place: number): number {
    return this.pool[place - 2]! | (this.pool[place - 1]! << 16);
  }

  /** May the word in a slot be followed by the word with a hash, as the first two of a name? 1, or 0: certainly not. */
  mayFollow(slot: number, hash: number): number {
    return (this.table[slot * SLOT + 2]! >>> followerBit(hash)) & 1;
  }

  /** The slots of all words. */
  *[Symbol.iterator](): Generator<number> {
    for (let slot = 0; slot < this.capacity; slot++) if (this.table[slot * SLOT] !== 0) yield slot;
  }
}

/** Does each search in a table of words end soon, at an empty slot? The searches themselves do not count their steps. */
export function endsSearches(table: Int32Array): boolean {
  const capacity = table.length / SLOT;
  let first = 0;
  while (first < capacity && table[first * SLOT] !== 0) first++;
  if (first === capacity) return false;
  // Round the table from one empty slot to the furthest that may come after it: few slots are looked at.
  for (let empty = first; empty < first + capacity; ) {
    let next = empty + MAX_RUN + 1;
    while (next > empty && table[(next % capacity) * SLOT] !== 0) next--;
    if (next === empty) return false;
    empty = next;
  }
  return true;
}

/** Which bit stands for the words with a hash. */
const followerBit = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> 27;

/**
 * Where the form of each word of the builder will stand in the pool.
 * @param isName is the word a name by itself?
 * @throws RangeError when there are more words than a file holds
 */
export function placesOf(
  words: VocabularyBuilder,
  isName: (word: number) => boolean,
): { places: Int32Array; length: number } {
  const places = new Int32Array(words.size);
  let at = 1; // place 0 is "none"
  for (let word = 0; word < words.size; word++) {
    if (isName(word)) at += VALUE_UNITS;
    places[word] = at;
    at += words.sizeOf(word);
  }
  if (at > PLACE) throw new RangeError('too many different words');
  return { places, length: at };
}

/**
 * Lays table and pool out, each word at its place.
 * @param flagsOf FINAL and more for a node of the trie that is a name, else 0
 * @param valueAt the value of such a node
 * @param branchOf the branch after each node
 * @throws RangeError when too many words have one hash
 */
export function layOutWords(
  words: VocabularyBuilder,
  { places, length }: { readonly places: Int32Array; readonly length: number },
  trie: TrieBuilder,
  flagsOf: (node: number) => number,
  valueAt: (node: number) => number,
  branchOf: Int32Array,
): Words {
  const pool = new Uint16Array(length);
  const capacity = Math.max(64, Math.ceil(words.size / LOAD));
  const table = new Int32Array(capacity * SLOT);
  const scale = slotScale(capacity);
  const slots = new Int32Array(words.size);
  for (let word = 0; word < words.size; word++) {
    const place = places[word]!;
    const node = trie.rootOf(word);
    const flags = node === 0 ? 0 : flagsOf(node) | (branchOf[node] === 0 ? 0 : HAS_KIDS);
    words.copyForm(word, pool, place);
    if (flags & FINAL) {
      const value = valueAt(node);
      pool[place - 2] = value & 0xffff;
      pool[place - 1] = value >>> 16;
    }
    const own = words.hashOf(word);
    // 0 marks an empty slot: the one word in four thousand million that has it shares the hash 1.
    const hash = own === 0 ? 1 : own;
    let slot = slotOf(hash, scale);
    while (table[slot * SLOT] !== 0) if (++slot === capacity) slot = 0;
    slots[word] = slot;
    const shares = own === 0 || own === 1 || words.sharesHash.has(word);
    table[slot * SLOT] = hash;
    table[slot * SLOT + 1] = place | flags | (shares ? SHARES_HASH : 0);
    table[slot * SLOT + 3] = branchOf[node]!;
  }
  if (!endsSearches(table)) throw new RangeError('too many words with one hash');
  const { parents, lastWords } = trie;
  for (let node = 1; node < parents.length; node++) {
    const parent = parents[node]!;
    if (parent === 0 || parents[parent] !== 0) continue;
    const bit = followerBit(words.hashOf(lastWords[node]!));
    table[slots[lastWords[parent]!]! * SLOT + 2]! |= 1 << bit;
  }
  const laidOut = new Words(table, pool);
  for (const slot of laidOut) {
    if (hasSuffix(laidOut, table[slot * SLOT + 1]! & PLACE)) table[slot * SLOT + 1]! |= HAS_SUFFIX;
  }
  return laidOut;
}

/** Does a name begin with what is left of a word, maybe with the alef of its article put back (للعراق → العراق)? */
function hasSuffix(words: Words, place: number): boolean {
  const { pool } = words;
  const first = place + 1;
  const end = first + pool[place]!;
  for (let off = 1; off <= MAX_LETTERS && end - first - off >= MIN_REST; off++) {
    let plain = HASH_SEED;
    let article = ARTICLE_HASH;
    for (let i = first + off; i < end; i++) {
      plain = hashUnit(plain, pool[i]!);
      article = hashUnit(article, pool[i]!);
    }
    if (begins(words, plain) || (off > 1 && begins(words, article))) return true;
  }
  return false;
}

function begins(words: Words, hash: number): boolean {
  const slot = words.find(hash);
  return slot >= 0 && (words.table[slot * SLOT + 1]! & (BEGINS | SHARES_HASH)) !== 0;
}
