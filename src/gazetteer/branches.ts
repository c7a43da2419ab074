/**
 * The trie of a user's names. What may follow a word lies together in a small table of its own (a branch), and the
 * tables of a name lie next to each other, so that a name costs one or two reads from far memory. A token is found in a
 * branch by its hash, which the tokenizer has made; then its characters are compared.
 */
import { damaged } from '../lexicon/binary.js';
import { HAS_KIDS } from '../lexicon/edges.js';
import type { TrieBuilder } from '../lexicon/trie.js';
import { isForm, type VocabularyBuilder } from '../lexicon/vocabulary.js';
import { ALEF, LAM } from '../text/characters.js';
import { HASH_SEED, hashUnit } from '../tokens/hash.js';

/** A branch is a number: the first of its cells, and in the lowest bits the logarithm of how many there are. */
const SIZE_BITS = 5;
const MAX_CELLS = 1 << (32 - SIZE_BITS);
/** Of so many cells at least one is empty, so that what is not there is soon known. */
const ALWAYS_FULL = 4;
/**
 * No word lies further from its home: a search ends here in a branch that somebody filled on purpose as well. Among
 * millions of words in the fullest branch, a few hundred steps are the most that chance gives.
 */
const MAX_STEPS = 1 << 11;
/** Integers of a cell: hash of the word, its place with flags (0 for an empty cell), branch after it (0 for none). */
export const CELL = 3;
/** Where the form of a cell's word stands in the pool; the other bits are the flags of lexicon/edges.ts. */
export const PLACE = (1 << 26) - 1;
/** Longest form of a word, in code units. */
export const MAX_WORD = 0xfff;

/** Where the search for a word in a branch begins. */
function homeOf(word: number): number {
  const hash = Math.imul(word, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

export class Branches {
  /** The branch of the first words, which the first cell has; nothing else is in it. */
  readonly root: number;

  /**
   * @param cells see `CELL`
   * @param pool length and code units of each form
   */
  constructor(
    readonly cells: Int32Array,
    readonly pool: Uint16Array,
  ) {
    this.root = cells[2] ?? 0;
  }

  /** How many cells there are. */
  get size(): number {
    return this.cells.length / CELL;
  }

  /**
   * The cell of the word whose form units[from, to) has, -1 when the branch has none.
   * @param hash its hash
   * @param articleLost the article stands before it, in the hash but not in the units
   */
  find(
    branch: number,
    hash: number,
    units: Uint16Array,
    from: number,
    to: number,
    articleLost: boolean,
  ): number {
    const { cells, pool } = this;
    const base = branch >>> SIZE_BITS;
    const mask = (1 << (branch & ((1 << SIZE_BITS) - 1))) - 1;
    const home = homeOf(hash);
    const last = mask < MAX_STEPS ? mask : MAX_STEPS;
    for (let i = 0; i <= last; i++) {
      const cell = base + ((home + i) & mask);
      const word = cells[cell * CELL + 1];
      if (!word) return -1;
      if (cells[cell * CELL] !== hash) continue;
      if (isForm(pool, word & PLACE, units, from, to, articleLost ? ALEF : 0, LAM)) return cell;
    }
    return -1;
  }

  /** The cell of the word with a matching form, -1 when the branch has none. */
  findForm(branch: number, form: string): number {
    const units = new Uint16Array(form.length);
    let hash = HASH_SEED;
    for (let i = 0; i < form.length; i++) {
      units[i] = form.charCodeAt(i);
      hash = hashUnit(hash, units[i]!);
    }
    return this.find(branch, hash, units, 0, units.length, false);
  }

  /** The matching form of a cell's word. @throws DataError when there is none */
  form(cell: number): string {
    const place = this.cells[cell * CELL + 1]! & PLACE;
    const length = this.pool[place];
    if (length === undefined || length > MAX_WORD) throw damaged('its words');
    return String.fromCharCode(...this.pool.subarray(place + 1, place + 1 + length));
  }

  /** How many cells a branch has, taken or not. */
  sizeOf(branch: number): number {
    return 2 ** (branch & ((1 << SIZE_BITS) - 1));
  }

  /** The cells of a branch that are taken. */
  *cellsOf(branch: number): Generator<number> {
    const base = branch >>> SIZE_BITS;
    const end = Math.min(base + this.sizeOf(branch), this.size);
    for (let cell = base; cell < end; cell++) if (this.cells[cell * CELL + 1] !== 0) yield cell;
  }
}

/**
 * Lays the trie out.
 * @param words the words of its names
 * @param flagsOf FINAL and more for a node that is a name, else 0
 * @param valueAt the value of such a node
 * @returns the cells, and for each the value of the name that ends there
 * @throws RangeError when there are more names or words than a file holds, or too many words with one home
 */
export function layOutBranches(
  trie: TrieBuilder,
  words: VocabularyBuilder,
  flagsOf: (node: number) => number,
  valueAt: (node: number) => number,
): { readonly cells: Int32Array; readonly values: Int32Array } {
  if (words.forms.length > PLACE) throw new RangeError('too many different words');
  const { parents, lastWords } = trie;
  const count = parents.length;
  const kids = new Int32Array(count);
  for (let node = 1; node < count; node++) kids[parents[node]!]!++;
  const branchOf = new Int32Array(count);
  let size = 1; // branch 0 is "none"
  for (let node = 0; node < count; node++) {
    if (kids[node] === 0) continue;
    const least = kids[node]! <= ALWAYS_FULL ? kids[node]! : Math.ceil(kids[node]! * 1.25);
    const bits = 32 - Math.clz32(least - 1);
    branchOf[node] = (size << SIZE_BITS) | bits;
    size += 1 << bits;
    if (size > MAX_CELLS) throw new RangeError('too many names');
  }
  const cells = new Int32Array(size * CELL);
  const values = new Int32Array(size);
  cells[2] = branchOf[0]!;
  for (let node = 1; node < count; node++) {
    const branch = branchOf[parents[node]!]!;
    const base = branch >>> SIZE_BITS;
    const mask = (1 << (branch & ((1 << SIZE_BITS) - 1))) - 1;
    const word = lastWords[node]!;
    const hash = words.hashOf(word);
    const home = homeOf(hash);
    let i = 0;
    while (cells[(base + ((home + i) & mask)) * CELL + 1] !== 0) i++;
    if (i > MAX_STEPS) throw new RangeError('too many words with one hash');
    const cell = base + ((home + i) & mask);
    const flags = flagsOf(node);
    cells[cell * CELL] = hash;
    cells[cell * CELL + 1] = words.placeOf(word) | flags | (branchOf[node] === 0 ? 0 : HAS_KIDS);
    cells[cell * CELL + 2] = branchOf[node]!;
    if (flags !== 0) values[cell] = valueAt(node);
  }
  return { cells, values };
}
