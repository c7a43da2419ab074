/**
 * The trie of a user's names below their first words. What may follow a word lies together in a small table of its own
 * (a branch), and the tables of a name lie next to each other, so that a name costs one or two reads from far memory.
 */
import { FINAL, HAS_KIDS, WORD_MASK } from '../lexicon/edges.js';
import type { TrieBuilder } from '../lexicon/trie.js';

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

/** Where the search for a word in a branch begins. */
function homeOf(word: number): number {
  const hash = Math.imul(word, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

export class Branches {
  /** @param cells pairs of (word with flags, branch after it; 0 for none) */
  constructor(readonly cells: Int32Array) {}

  /** The cell of a word in a branch, -1 when it is not there. */
  find(branch: number, word: number): number {
    const { cells } = this;
    const base = branch >>> SIZE_BITS;
    const mask = (1 << (branch & ((1 << SIZE_BITS) - 1))) - 1;
    const home = homeOf(word);
    const last = mask < MAX_STEPS ? mask : MAX_STEPS;
    for (let i = 0; i <= last; i++) {
      const cell = base + ((home + i) & mask);
      const key = cells[cell << 1];
      if (!key) return -1;
      if ((key & WORD_MASK) === word) return cell;
    }
    return -1;
  }

  /** How many cells a branch has, taken or not. */
  sizeOf(branch: number): number {
    return 2 ** (branch & ((1 << SIZE_BITS) - 1));
  }

  /** The cells of a branch that are taken. */
  *cellsOf(branch: number): Generator<number> {
    const base = branch >>> SIZE_BITS;
    const end = Math.min(base + this.sizeOf(branch), this.cells.length >> 1);
    for (let cell = base; cell < end; cell++) if (this.cells[cell << 1] !== 0) yield cell;
  }
}

/** What `layOutBranches` gives. */
export interface LaidOut {
  readonly cells: Int32Array;
  /** By cell: the value of the name that ends there. */
  readonly values: Int32Array;
  /** By node of the builder: the branch after it, 0 for none. */
  readonly branchOf: Int32Array;
}

/**
 * Lays the trie out.
 * @param places what each provisional word is called
 * @param flagsOf FINAL and more for a node that is a name, else 0
 * @param valueAt the value of such a node
 * @throws RangeError when there are more names than a file holds, or too many words with one home
 */
export function layOutBranches(
  trie: TrieBuilder,
  places: Int32Array,
  flagsOf: (node: number) => number,
  valueAt: (node: number) => number,
): LaidOut {
  const { parents, lastWords } = trie;
  const count = parents.length;
  const kids = new Int32Array(count);
  for (let node = 1; node < count; node++) kids[parents[node]!]!++;
  const branchOf = new Int32Array(count);
  let size = 1; // branch 0 is "none"
  for (let node = 1; node < count; node++) {
    if (kids[node] === 0) continue;
    const least = kids[node]! <= ALWAYS_FULL ? kids[node]! : Math.ceil(kids[node]! * 1.25);
    const bits = 32 - Math.clz32(least - 1);
    branchOf[node] = (size << SIZE_BITS) | bits;
    size += 1 << bits;
  }
  if (size > MAX_CELLS) throw new RangeError('too many names');
  const cells = new Int32Array(size * 2);
  const values = new Int32Array(size);
  for (let node = 1; node < count; node++) {
    const parent = parents[node]!;
    if (parent === 0) continue;
    const branch = branchOf[parent]!;
    const base = branch >>> SIZE_BITS;
    const mask = (1 << (branch & ((1 << SIZE_BITS) - 1))) - 1;
    const place = places[lastWords[node]!]!;
    const home = homeOf(place);
    let i = 0;
    while (cells[(base + ((home + i) & mask)) << 1] !== 0) i++;
    if (i > MAX_STEPS) throw new RangeError('too many words with one hash');
    const cell = base + ((home + i) & mask);
    const flags = flagsOf(node);
    cells[cell << 1] = place | flags | (branchOf[node] === 0 ? 0 : HAS_KIDS);
    cells[(cell << 1) + 1] = branchOf[node]!;
    if (flags & FINAL) values[cell] = valueAt(node);
  }
  return { cells, values, branchOf };
}
