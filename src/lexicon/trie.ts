import { hashPair } from '../tokens/hash.js';
import { EdgesBuilder, FINAL, HAS_KIDS } from './edges.js';
import { growInt32 } from './grow.js';

/** Collects sequences of words while data is compiled. Node 0 is the root. */
export class TrieBuilder {
  private parent = new Int32Array(1 << 12);
  private word = new Int32Array(1 << 12);
  private count = 1;
  /** By word: its node below the root, 0 for none. */
  private first = new Int32Array(1 << 12);
  /**
   * The nodes below those, by parent and word: open addressing, a power of two of pairs (node, hash). With the hash
   * beside it, hardly ever is a node looked at that is another one.
   */
  private table = new Int32Array(1 << 13);
  private deep = 0;

  /** How many nodes there are, the root among them. */
  get size(): number {
    return this.count;
  }

  /** Adds a sequence of provisional word ids; gives the node at its end. */
  add(words: ArrayLike<number>, length = words.length): number {
    if (length === 0) return 0;
    const word = words[0]!;
    this.first = growInt32(this.first, word + 1);
    let node = this.first[word]!;
    if (node === 0) this.first[word] = node = this.addNode(0, word);
    for (let i = 1; i < length; i++) node = this.child(node, words[i]!);
    return node;
  }

  /** By node: the one before it (0: the root), which has a smaller number. */
  get parents(): Int32Array {
    return this.parent.subarray(0, this.count);
  }

  /** By node: its last word. */
  get lastWords(): Int32Array {
    return this.word.subarray(0, this.count);
  }

  private addNode(parent: number, word: number): number {
    const node = this.count++;
    this.parent = growInt32(this.parent, this.count);
    this.word = growInt32(this.word, this.count);
    this.parent[node] = parent;
    this.word[node] = word;
    return node;
  }

  private child(parent: number, word: number): number {
    const { table } = this;
    const hash = hashPair(parent, word);
    const mask = table.length - 1;
    let place = (hash << 1) & mask;
    for (let node = table[place]!; node !== 0; node = table[place]!) {
      if (table[place + 1] === hash && this.parent[node] === parent && this.word[node] === word) return node;
      place = (place + 2) & mask;
    }
    const added = this.addNode(parent, word);
    table[place] = added;
    table[place + 1] = hash;
    if (++this.deep * 4 > table.length) this.rehash();
    return added;
  }

  private rehash(): void {
    const old = this.table;
    const table = new Int32Array(old.length * 2);
    const mask = table.length - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i] === 0) continue;
      let place = (old[i + 1]! << 1) & mask;
      while (table[place] !== 0) place = (place + 2) & mask;
      table[place] = old[i]!;
      table[place + 1] = old[i + 1]!;
    }
    this.table = table;
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
    const hasKids = new Uint8Array(count);
    for (let node = 1; node < count; node++) hasKids[parents[node]!] = 1;
    const edges = new EdgesBuilder(this.deep);
    const newNode = new Int32Array(count);
    // A parent always comes before its children.
    for (let node = 1; node < count; node++) {
      const word = this.word[node]!;
      const value = nodeValue(node);
      const flags = (value >= 0 ? FINAL : 0) | (hasKids[node] === 1 ? HAS_KIDS : 0);
      const parent = parents[node]!;
      if (parent === 0) {
        newNode[node] = -(places[word]! + 1);
        roots[word] = flags | Math.max(0, value);
      } else newNode[node] = edges.add(newNode[parent]!, places[word]!, flags, value) + 1;
    }
    return { edges, roots };
  }
}
