import { hashPair } from '../tokens/hash.js';
import { EdgesBuilder, FINAL, HAS_KIDS } from './edges.js';
import { growInt32 } from './grow.js';

/** Collects sequences of words while data is compiled. Node 0 is the root. */
export class TrieBuilder {
  private parent = new Int32Array(1 << 12);
  private word = new Int32Array(1 << 12);
  private count = 1;
  /** Open addressing, a power of two: the child node, 0 for empty. */
  private table = new Int32Array(1 << 13);

  /** How many nodes there are, the root among them. */
  get size(): number {
    return this.count;
  }

  /** Adds a sequence of provisional word ids; gives the node at its end. */
  add(words: ArrayLike<number>, length = words.length): number {
    let node = 0;
    for (let i = 0; i < length; i++) node = this.child(node, words[i]!);
    return node;
  }

  private child(node: number, word: number): number {
    const { table } = this;
    const mask = table.length - 1;
    let place = hashPair(node, word) & mask;
    for (let next = table[place]!; next !== 0; next = table[place]!) {
      if (this.parent[next] === node && this.word[next] === word) return next;
      place = (place + 1) & mask;
    }
    const added = this.count++;
    this.parent = growInt32(this.parent, this.count);
    this.word = growInt32(this.word, this.count);
    this.parent[added] = node;
    this.word[added] = word;
    table[place] = added;
    if (this.count * 2 > table.length) this.rehash();
    return added;
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let node = 1; node < this.count; node++) {
      let place = hashPair(this.parent[node]!, this.word[node]!) & mask;
      while (this.table[place] !== 0) place = (place + 1) & mask;
      this.table[place] = node;
    }
  }

  /**
   * Lays the edges below the first level out.
   * @param places slot of each provisional word id
   * @param nodeValue what a node stands for, -1 for nothing
   * @returns the edges, and for each provisional word id the flags and value of its first-level node, 0 for none
   */
  freeze(
    places: Int32Array,
    nodeValue: (node: number) => number,
  ): { edges: EdgesBuilder; roots: Int32Array } {
    const roots = new Int32Array(places.length);
    const { count, parent: parents } = this;
    let deep = 0;
    for (let node = 1; node < count; node++) if (parents[node] !== 0) deep++;
    const edges = new EdgesBuilder(deep);
    const newNode = new Int32Array(count);
    // A parent always comes before its children.
    for (let node = 1; node < count; node++) {
      const word = this.word[node]!;
      const value = nodeValue(node);
      const parent = parents[node]!;
      if (parent === 0) {
        newNode[node] = -(places[word]! + 1);
        roots[word] = value >= 0 ? FINAL | value : 0;
        continue;
      }
      if (parents[parent] === 0) roots[this.word[parent]!]! |= HAS_KIDS;
      else edges.addFlags(newNode[parent]! - 1, HAS_KIDS);
      newNode[node] = edges.add(newNode[parent]!, places[word]!, value >= 0 ? FINAL : 0, value) + 1;
    }
    return { edges, roots };
  }
}
