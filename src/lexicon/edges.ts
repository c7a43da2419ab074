import { hashPair, slotOf, slotScale } from '../tokens/hash.js';

/** The edge ends a name or phrase: its value says which. */
export const FINAL = 1 << 29;
/** Longer names go on from here. */
export const HAS_KIDS = 1 << 30;
/** The name that ends here counts only in its exact spelling, for one of its entries at least. */
export const HAS_EXACT = 1 << 28;
/** What is left of an edge's second key without its flags. */
export const WORD_MASK = HAS_EXACT - 1;
const LOAD = 0.65;

/**
 * A table keyed by pairs of integers (node, word) in typed arrays, open addressing with linear probing. As the edges
 * of a trie: the node of the first level is minus (word + 1), deeper nodes are the number of their edge's slot plus 1.
 */
export class Edges {
  private readonly scale: number;
  private readonly capacity: number;
  private readonly shift: number;

  /**
   * @param keys pairs of (node, word with flags); a node of 0 marks an empty slot
   * @param values one a slot
   * @param filter one bit for each pair that may be there, so that most absent pairs cost one read; a power of two long
   */
  constructor(
    readonly keys: Int32Array,
    readonly values: Int32Array,
    readonly filter: Int32Array,
  ) {
    this.capacity = values.length;
    this.scale = slotScale(this.capacity);
    this.shift = 32 - (Math.log2(filter.length) + 5);
  }

  /** Whether a pair may be there: one read of the filter; false is certain. */
  mayHave(node: number, word: number): boolean {
    const bit = Math.imul(hashPair(node, word), 0x9e3779b1) >>> this.shift;
    return ((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
  }

  /** The slot of a pair, or -1. */
  find(node: number, word: number): number {
    const { keys, capacity } = this;
    const hash = hashPair(node, word);
    const bit = Math.imul(hash, 0x9e3779b1) >>> this.shift;
    if (((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    let slot = slotOf(hash, this.scale);
    for (;;) {
      const parent = keys[slot << 1]!;
      if (parent === 0) return -1;
      if (parent === node && (keys[(slot << 1) + 1]! & WORD_MASK) === word) return slot;
      if (++slot === capacity) slot = 0;
    }
  }

  /** The flags FINAL and HAS_KIDS of a slot. */
  flags(slot: number): number {
    return this.keys[(slot << 1) + 1]! & ~WORD_MASK;
  }
}

/** Makes the arrays of `Edges` for up to `count` pairs. */
export class EdgesBuilder {
  readonly keys: Int32Array;
  readonly values: Int32Array;
  readonly filter: Int32Array;
  private readonly capacity: number;
  private readonly scale: number;
  private readonly shift: number;

  constructor(count: number) {
    this.capacity = Math.max(16, Math.ceil(count / LOAD));
    this.scale = slotScale(this.capacity);
    this.keys = new Int32Array(this.capacity * 2);
    this.values = new Int32Array(this.capacity);
    let bits = 10;
    while (2 ** bits < count * 5) bits++;
    this.shift = 32 - bits;
    this.filter = new Int32Array(2 ** (bits - 5));
  }

  /** Puts a pair that is not there yet; gives its slot. */
  add(node: number, word: number, flags: number, value: number): number {
    const hash = hashPair(node, word);
    const bit = Math.imul(hash, 0x9e3779b1) >>> this.shift;
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    let slot = slotOf(hash, this.scale);
    while (this.keys[slot << 1] !== 0) if (++slot === this.capacity) slot = 0;
    this.keys[slot << 1] = node;
    this.keys[(slot << 1) + 1] = word | flags;
    this.values[slot] = value;
    return slot;
  }
}
