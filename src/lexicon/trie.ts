import { EdgesBuilder, FINAL, HAS_KIDS } from './edges.js';

/** Node numbers and word ids both stay below this, so that a pair of them is an exact integer. */
const PAIR = 2 ** 26;

/** Collects sequences of words while data is compiled. Node 0 is the root. */
export class TrieBuilder {
  private readonly children = new Map<number, number>();
  private readonly parent: number[] = [0];
  private readonly word: number[] = [0];

  /** Adds a sequence of provisional word ids; gives the node at its end. */
  add(words: readonly number[]): number {
    let node = 0;
    for (const word of words) {
      const key = node * PAIR + word;
      let next = this.children.get(key);
      if (next === undefined) {
        next = this.parent.length;
        this.children.set(key, next);
        this.parent.push(node);
        this.word.push(word);
      }
      node = next;
    }
    return node;
  }

  /**
   * Lays the edges below the first level out.
   * @param places slot of each provisional word id
   * @param valueOf what a node stands for, -1 for nothing
   * @returns the edges, and the first level: word → flags and value
   */
  freeze(places: Int32Array, valueOf: (node: number) => number): { edges: EdgesBuilder; roots: Map<number, number> } {
    const roots = new Map<number, number>();
    const count = this.parent.length;
    let deep = 0;
    for (let node = 1; node < count; node++) if (this.parent[node] !== 0) deep++;
    const edges = new EdgesBuilder(deep);
    const newNode = new Int32Array(count);
    // A parent always comes before its children.
    for (let node = 1; node < count; node++) {
      const word = this.word[node]!;
      const value = valueOf(node);
      const parent = this.parent[node]!;
      if (parent === 0) {
        newNode[node] = -(places[word]! + 1);
        roots.set(word, value >= 0 ? FINAL | value : 0);
        continue;
      }
      if (this.parent[parent] === 0) {
        const first = this.word[parent]!;
        roots.set(first, roots.get(first)! | HAS_KIDS);
      } else edges.addFlags(newNode[parent]! - 1, HAS_KIDS);
      newNode[node] = edges.add(newNode[parent]!, places[word]!, value >= 0 ? FINAL : 0, value) + 1;
    }
    return { edges, roots };
  }
}
