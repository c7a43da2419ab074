/** Looking a name up as a person does: as it is written, folded, and the names that come nearest to it. */
import { type Edges, FINAL, WORD_MASK } from '../lexicon/edges.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import { foldSpan } from '../text/characters.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import { MAX_TOKENS, namePath } from './path.js';

/** The names of a trie: what a gazetteer of any kind is made of. */
export interface NameTrie {
  readonly vocabulary: Vocabulary;
  readonly edges: Edges;
}

/** Jaro-Winkler similarity from which a name is worth a question. */
const NEAR = 0.88;

/** The words of a name as a trie has them; empty when it has none. */
export function wordsOf(name: string): string[] {
  const units = new Units();
  const tokens = new Tokens();
  const path = new Int32Array(MAX_TOKENS);
  units.setString(name);
  tokenize(units.data, units.length, tokens);
  const length = Math.max(0, namePath(units.data, tokens, path));
  return Array.from(path.subarray(0, length), (t) => foldSpan(units.data, tokens.start[t]!, tokens.end[t]!));
}

/** The value of a name, -1 when it is not there. */
export function findName({ vocabulary, edges }: NameTrie, words: readonly string[]): number {
  let node = 0;
  let value = -1;
  for (const [i, form] of words.entries()) {
    const word = vocabulary.findForm(form);
    if (word < 0) return -1;
    if (i === 0) {
      const root = vocabulary.slots[(word << 2) + 3]!;
      if (root === 0) return -1;
      value = root & FINAL ? root & WORD_MASK : -1;
      node = -(word + 1);
      continue;
    }
    const slot = edges.find(node, word);
    if (slot < 0) return -1;
    value = edges.flags(slot) & FINAL ? edges.values[slot]! : -1;
    node = slot + 1;
  }
  return value;
}

/** All names in their matching form, with their values. Goes through the whole trie. */
export function* namesOf({ vocabulary, edges }: NameTrie): Generator<{ form: string; value: number }> {
  const { slots } = vocabulary;
  for (let word = 0; word < slots.length >> 2; word++) {
    const root = slots[(word << 2) + 3]!;
    if (slots[(word << 2) + 1] !== 0 && root & FINAL)
      yield { form: vocabulary.form(word), value: root & WORD_MASK };
  }
  const { keys, values } = edges;
  for (let slot = 0; slot < values.length; slot++) {
    if (keys[slot << 1] === 0 || (keys[(slot << 1) + 1]! & FINAL) === 0) continue;
    const words: string[] = [];
    let node = slot + 1;
    for (let depth = 0; node > 0 && depth < MAX_TOKENS; depth++) {
      words.unshift(vocabulary.form(keys[((node - 1) << 1) + 1]! & WORD_MASK));
      node = keys[(node - 1) << 1]!;
    }
    words.unshift(vocabulary.form(-node - 1));
    yield { form: words.join(' '), value: values[slot]! };
  }
}

/**
 * The names that come nearest by Jaro-Winkler, nearest first.
 * @param most how many at most
 */
export async function nearestNames(
  trie: NameTrie,
  words: readonly string[],
  most: number,
): Promise<{ form: string; value: number; similarity: number }[]> {
  const wanted = words.join(' ');
  const similarityOf = await jaroWinkler();
  const near: { form: string; value: number; similarity: number }[] = [];
  for (const { form, value } of namesOf(trie)) {
    // Too long or too short to come near: what two strings can share is the shorter one.
    if (Math.min(form.length, wanted.length) * 2 < Math.max(form.length, wanted.length)) continue;
    const similarity = similarityOf(wanted, form);
    if (similarity >= NEAR && form !== wanted) near.push({ form, value, similarity });
  }
  near.sort((a, b) => b.similarity - a.similarity || (a.form < b.form ? -1 : 1));
  return near.slice(0, most);
}

/** natural's distances alone, and only when asked for: the whole package takes most of a second. */
async function jaroWinkler(): Promise<(a: string, b: string) => number> {
  const module = (await import('natural/lib/natural/distance/index.js')) as unknown as {
    default: { JaroWinklerDistance: (a: string, b: string, options: object) => number };
  };
  const { JaroWinklerDistance } = module.default;
  return (a, b) => JaroWinklerDistance(a, b, {});
}
